import { pMapIterable } from 'p-map';
import type { CountTokens } from '../row-checks/check-rows.ts';
import { rules } from '../rules/index.ts';
import type { RuleSeverities, Severity } from '../rules/rule.ts';
import { areRowRulesOn } from '../rules/run-rules.ts';
import type { IgnoredRules } from '../rules/severities-of-file.ts';
import { describeFolderError, type FileSystem } from '../sources/file-system.ts';
import { listingOnce } from '../sources/listing-once.ts';
import { createLocalSource } from '../sources/local-source.ts';
import { noMapping } from '../sources/setting-source.ts';
import type { DatasetSource } from '../sources/source.ts';
import { UsageError } from './arguments.ts';
import { type CliContext, defineCommand, type ExitStatus } from './command.ts';
import { Complaints } from './complaints.ts';
import { findTemplateFiles } from './find-files.ts';
import { type LintSetup, lintFile, rowsToRead } from './lint-file.ts';
import { isAtLeast, type LintedFile, type LintReport, severities } from './lint-report.ts';
import { loadFile } from './load-file.ts';
import { readTextFile } from './read-text.ts';
import { defaultTimeoutMs, longestTimeoutMs } from './render-template.ts';
import { reportGithub } from './report-github.ts';
import { reportJson } from './report-json.ts';
import { reportJunit } from './report-junit.ts';
import { reportSarif } from './report-sarif.ts';
import { reportText } from './report-text.ts';
import { createRowRenders } from './row-renders.ts';
import { findSharedIds } from './shared-ids.ts';

const defaultRows = 200;
const mostRows = 100_000;
/** Files are checked in order while so many of the next ones are being read. */
const filesReadAhead = 8;

const formats = ['text', 'json', 'sarif', 'junit', 'github'] as const;

export const lintCommand = defineCommand({
  name: 'lint',
  usage: '[PATH...]',
  summary: 'check template files against the rules and the schemas of their datasets',
  options: {
    schemas: {
      value: 'DIR',
      description: 'folder of `<dataset, / as __>__<subset or default>.json`',
    },
    rows: {
      value: 'DIR',
      description: 'folder of `<dataset, / as __>__<subset or default>.jsonl`',
    },
    limit: {
      value: 'N',
      description: `render templates on the first N rows; ${defaultRows} is the default, 0 renders none`,
    },
    model: {
      value: 'DIR',
      description:
        'count tokens as this model does; else only words tell that an input is too long',
    },
    timeout: {
      value: 'MS',
      description: `stop a template that takes longer on a row; ${defaultTimeoutMs} is the default`,
    },
    format: { value: formats.join('|'), description: 'text is the default' },
    severities: {
      value: 'RULE=LEVEL,...',
      description: `severity of single rules: ${severities.join(', ')} or off`,
    },
    ignore: {
      value: 'GLOB=RULE,...;...',
      description: 'rules that are off in files, or `*` for all: `drafts/**=no-metric`',
    },
    'fail-on': {
      value: severities.join('|'),
      description: 'exit status 1 from this level up; error is the default',
    },
  },
  notes: [
    'A folder is searched for `templates.yaml`; without PATH the working folder is.',
    'Schemas and rows are also looked for beside the template file: `schema.json` or',
    '`dataset_infos.json` or a dataset card, and the data files (Parquet, Arrow, JSONL, JSON, CSV) of',
    'the split validation, else train, else test; then in the caches of the Hugging Face libraries.',
    'A row that cannot be read or does not fit the schema is named on standard error; it is no',
    'finding, and the exit status does not tell of it.',
    'Where there are rows, each template is rendered on them, for the rules that rows prove.',
  ].join('\n'),

  async run(args, context) {
    const format = args.choice('format', formats, 'text');
    const failOn = args.choice('fail-on', severities, 'error');
    const chosen = readSeverities(args.text('severities'));
    const ignored = readIgnored(args.text('ignore'));
    const fileSystem = listingOnce(context.fileSystem);
    const schemaFolder = args.text('schemas');
    const schemaFolders = await readableFolder('schemas', schemaFolder, fileSystem);
    const rowFolders = await readableFolder('rows', args.text('rows'), fileSystem);
    const source = createLocalSource(
      { fileSystem, tables: context.tables },
      { mapping: noMapping, caches: context.caches, schemaFolders, rowFolders },
    );
    const paths = args.positionals.length === 0 ? ['.'] : args.positionals;
    const rowRenders = createRowRenders({
      limit: areRowRulesOn(chosen) ? args.count('limit', 0, defaultRows, mostRows) : 0,
      timeoutMs: args.count('timeout', 1, defaultTimeoutMs, longestTimeoutMs),
      createClient: (timeoutMs) => context.createRenderClient(timeoutMs),
      now: () => performance.now(),
      ...countingOf(args.text('model'), context),
    });
    const setup = { severities: chosen, ignored, schemaFolder, rowRenders };
    const linted = await lintPaths(paths, { fileSystem, source }, setup, context);
    await context.stdout.write(put(linted.report, format, failOn, context));
    return statusOf(linted, failOn);
  },
});

/** Reads `no-metric=off,unknown-field=warning`. */
function readSeverities(text: string | undefined): RuleSeverities {
  const chosen: Record<string, Severity | 'off'> = {};
  for (const part of text?.split(',') ?? []) {
    const [rule = '', level, ...more] = part.trim().split('=');
    const severity = [...severities, 'off' as const].find((known) => known === level);
    if (severity === undefined || more.length > 0) {
      const levels = severities.map((known) => `\`${known}\``).join(', ');
      throw new UsageError(
        `\`--severities ${part}\`: \`RULE=LEVEL\` with a level of ${levels} or \`off\` is expected.`,
      );
    }
    expectRule('severities', part, rule);
    chosen[rule] = severity;
  }
  return chosen;
}

/** Reads `drafts/**=no-metric,no-language;old/**=*`. */
function readIgnored(text: string | undefined): IgnoredRules {
  const ignored: Record<string, readonly string[]> = {};
  for (const part of text?.split(';') ?? []) {
    const [glob = '', list, ...more] = part.trim().split('=');
    if (glob === '' || list === undefined || more.length > 0) {
      throw new UsageError(`\`--ignore ${part}\`: \`GLOB=RULE,...\` is expected.`);
    }
    const ids = list.split(',').map((id) => id.trim());
    for (const id of ids) if (id !== '*') expectRule('ignore', part, id);
    ignored[glob] = [...(ignored[glob] ?? []), ...ids];
  }
  return ignored;
}

function expectRule(option: string, part: string, rule: string): void {
  if (rules.some(({ id }) => id === rule)) return;
  throw new UsageError(`\`--${option} ${part}\`: there is no rule \`${rule}\`.`);
}

/** A model that cannot be used ends the command: without it the rule would be silent where it was asked to speak. */
function countingOf(
  modelFolder: string | undefined,
  context: CliContext,
): { readonly countTokens?: CountTokens } {
  if (modelFolder === undefined) return {};
  const counter = context.createTokenCounter();
  return {
    async countTokens(texts) {
      const reply = await counter.count(modelFolder, texts);
      if (reply.kind === 'counted') return reply.counts;
      throw new UsageError(`\`--model ${modelFolder}\`: ${reply.message}`);
    },
  };
}

interface Linted {
  readonly report: LintReport;
  readonly hasUnusableInput: boolean;
}

async function lintPaths(
  paths: readonly string[],
  { fileSystem, source }: { readonly fileSystem: FileSystem; readonly source: DatasetSource },
  setup: Omit<LintSetup, 'idsElsewhere'>,
  context: CliContext,
): Promise<Linted> {
  const { files, problems } = await findTemplateFiles(fileSystem, paths);
  const unusable = new Set(problems);
  const texts = await readTexts(files, fileSystem, unusable);
  const idsElsewhere = findSharedIds(texts);
  const linted: LintedFile[] = [];
  const cautions = new Set<string>();
  const rowLimit = Math.max(rowsToRead, setup.rowRenders.limit);
  const load = ([path, text]: [string, string]) => loadFile(path, text, source, rowLimit);
  for await (const loaded of pMapIterable(texts, load, { concurrency: filesReadAhead })) {
    const result = await lintFile(loaded, { ...setup, idsElsewhere });
    linted.push(result.file);
    for (const problem of result.problems) unusable.add(problem);
    for (const caution of result.cautions) cautions.add(caution);
  }
  const complaints = new Complaints(context, 'lint');
  for (const problem of unusable) await complaints.complain(problem);
  for (const caution of cautions) await complaints.note(caution);
  return { report: { files: linted }, hasUnusableInput: complaints.hasUnusableInput };
}

/** The texts by path, in order; of what cannot be read, a sentence goes to `unusable`. */
async function readTexts(
  files: readonly string[],
  fileSystem: FileSystem,
  unusable: Set<string>,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const read = async (path: string) => [path, await readTextFile(fileSystem, path)] as const;
  for await (const [path, file] of pMapIterable(files, read, { concurrency: filesReadAhead })) {
    if (file.kind === 'text') texts.set(path, file.text);
    else unusable.add(file.message);
  }
  return texts;
}

type Format = (typeof formats)[number];

function put(report: LintReport, format: Format, failOn: Severity, context: CliContext): string {
  switch (format) {
    case 'text':
      return reportText(report, context.style, context.stdout.columns);
    case 'json':
      return reportJson(report);
    case 'sarif':
      return reportSarif(report, rules, context.version);
    case 'junit':
      return reportJunit(report, failOn);
    case 'github':
      return reportGithub(report);
  }
}

function statusOf({ report, hasUnusableInput }: Linted, failOn: Severity): ExitStatus {
  if (hasUnusableInput) return 2;
  const fails = report.files.some(({ findings }) =>
    findings.some(({ severity }) => isAtLeast(severity, failOn)),
  );
  return fails ? 1 : 0;
}

/** A folder that is not there would look as if no dataset had any faults. */
async function readableFolder(
  option: string,
  folder: string | undefined,
  fileSystem: FileSystem,
): Promise<readonly string[]> {
  if (folder === undefined) return [];
  try {
    await fileSystem.list(folder);
    return [folder];
  } catch (error) {
    throw new UsageError(`\`--${option} ${folder}\`: ${describeFolderError(error)}.`);
  }
}
