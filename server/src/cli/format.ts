import { describeReadError } from '../sources/file-system.ts';
import { formatTemplateFile } from '../template/write-template-file.ts';
import { LineIndex } from '../text/line-index.ts';
import { type CliContext, defineCommand, type ExitStatus } from './command.ts';
import { findTemplateFiles } from './find-files.ts';
import { readTextFile } from './read-text.ts';

export const formatCommand = defineCommand({
  name: 'format',
  usage: '[PATH...]',
  summary: 'write template files as PromptSource saves them',
  options: {
    check: { description: 'write nothing; exit status 1 when a file is not formatted' },
    'drop-comments': { description: 'format files with YAML comments, which are lost' },
  },
  notes: [
    'A folder is searched for `templates.yaml`; without PATH the working folder is.',
    'Files are written in place, byte for byte as `yaml.dump` of PyYAML writes what they mean.',
    'A file that would lose something is left as it is: one with YAML comments, which PyYAML',
    'does not keep, or with a key that stands twice.',
  ].join('\n'),

  async run(args, context) {
    const paths = args.positionals.length === 0 ? ['.'] : args.positionals;
    const { files, problems } = await findTemplateFiles(context.fileSystem, paths);
    const options = { writes: !args.flag('check'), dropsComments: args.flag('drop-comments') };
    const counts = { formatted: 0, changed: 0, unusable: problems.length };
    for (const problem of problems) await complain(context, problem);
    for (const path of files) {
      const outcome = await formatFile(path, options, context);
      counts[outcome] += 1;
      if (outcome === 'changed') await context.stdout.write(`${path}\n`);
    }
    await context.stderr.write(`${summarize(counts, options.writes)}\n`);
    return statusOf(counts, options.writes);
  },
});

type Outcome = 'formatted' | 'changed' | 'unusable';

interface FormatOptions {
  readonly writes: boolean;
  readonly dropsComments: boolean;
}

async function formatFile(
  path: string,
  { writes, dropsComments }: FormatOptions,
  context: CliContext,
): Promise<Outcome> {
  const file = await readTextFile(context.fileSystem, path);
  if (file.kind === 'unreadable') {
    await complain(context, file.message);
    return 'unusable';
  }
  const result = formatTemplateFile(file.text, { dropsComments });
  if (result.kind === 'refused') {
    const { line, character } = new LineIndex(file.text).positionAt(result.span.start);
    await complain(context, `${path}:${line + 1}:${character + 1}: ${result.message}`);
    return 'unusable';
  }
  if (result.text === file.text) return 'formatted';
  if (!writes) return 'changed';
  try {
    await context.replaceFile(path, result.text);
    return 'changed';
  } catch (error) {
    await complain(context, `${path}: the file cannot be written: ${describeReadError(error)}.`);
    return 'unusable';
  }
}

async function complain({ stderr }: CliContext, message: string): Promise<void> {
  await stderr.write(`p3 format: ${message}\n`);
}

function summarize(counts: Readonly<Record<Outcome, number>>, writes: boolean): string {
  const parts = [
    counts.changed > 0 && `${files(counts.changed)} ${writes ? 'formatted' : 'not formatted'}`,
    counts.formatted > 0 && `${files(counts.formatted)} ${writes ? 'left alone' : 'formatted'}`,
    counts.unusable > 0 && `${files(counts.unusable)} left out`,
  ];
  return `${parts.filter((part) => part !== false).join(', ')}.`;
}

function files(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}

function statusOf({ changed, unusable }: Readonly<Record<Outcome, number>>, writes: boolean) {
  const status: ExitStatus = unusable > 0 ? 2 : changed > 0 && !writes ? 1 : 0;
  return status;
}
