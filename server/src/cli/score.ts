import { type Normalization, normalizations } from '../scoring/rank-classification.ts';
import {
  DEFAULT_CACHE_MEGABYTES,
  type InputEos,
  type Precision,
  precisions,
  providers,
} from '../scoring/scoring-protocol.ts';
import { NO_FLOAT16 } from '../scoring/t5-config.ts';
import { type Arguments, UsageError } from './arguments.ts';
import { type CliContext, defineCommand } from './command.ts';
import { Complaints } from './complaints.ts';
import { loadPrompts, type Prompts, rowsOption } from './load-prompts.ts';
import { createJsonReport } from './score-json.ts';
import type { ScoreReporter } from './score-report.ts';
import { ScoreRun, type ScoreSettings } from './score-run.ts';
import { createTextReport } from './score-text.ts';

const formats = ['text', 'json'] as const;
const inputEosChoices: readonly InputEos[] = ['auto', 'on', 'off'];

const options = {
  template: { value: 'NAME_OR_ID', description: 'only this template' },
  model: {
    value: 'DIR',
    description: 'folder of a T5 model, as downloaded or as ONNX; else the embedded model',
  },
  rows: rowsOption,
  limit: { value: 'N', description: 'only the first N rows' },
  provider: { value: providers.join('|'), description: 'what computes; auto is the default' },
  precision: {
    value: precisions.join('|'),
    description: 'in what the weights multiply; auto, the default, as the model is stored',
  },
  'allow-copy': {
    description: 'copy weights that lie on another disk than the cache folder',
  },
  'compare-precision': {
    value: 'N',
    description: 'score N rows in fp32, too, and tell what the precision changes',
  },
  'no-cache': { description: 'neither use nor keep scores of earlier runs' },
  normalization: {
    value: normalizations.join('|'),
    description: 'how log-likelihoods of choices are compared; sum, the default, as they are',
  },
  'input-eos': {
    value: inputEosChoices.join('|'),
    description: 'whether `</s>` ends the input; auto is the default',
  },
  'min-accuracy': { value: 'X', description: 'exit status 1 when a template is below it (0 to 1)' },
  format: { value: formats.join('|'), description: 'text is the default' },
} as const;

export const scoreCommand = defineCommand({
  name: 'score',
  usage: 'FILE...',
  summary: 'score templates by rank classification, as T0 was evaluated',
  options,
  notes: [
    'All templates of all files are scored, and at the end the spread of their accuracies is told.',
    'What was scored once is kept: a run that was interrupted goes on where it stopped.',
    'Exit status 1: a template is below `--min-accuracy`, or has answer choices and no row of it',
    'could be judged. A row that cannot be read is named on standard error, and the status is 2.',
  ].join('\n'),

  async run(args, context) {
    if (args.positionals.length === 0) throw new UsageError('FILE is missing.');
    const format = args.choice('format', formats, 'text');
    const least = toShare(args.text('min-accuracy'));
    const settings = toSettings(args);
    const limit = args.count('limit', 1, Number.MAX_SAFE_INTEGER);
    const complaints = new Complaints(context, 'score');
    const files: Prompts[] = [];
    for (const path of args.positionals) {
      const request = { path, template: args.text('template'), rows: args.text('rows'), limit };
      const prompts = await loadPrompts(request, context, complaints);
      // Nothing can be said of a template without rows, least of all that it is good enough.
      if (prompts !== undefined && prompts.rows.length > 0) files.push(prompts);
      else complaints.hasUnusableInput = true;
    }
    if (files.length === 0) return 2;
    const run = new ScoreRun(settings, createReporter(format, context), context, complaints);
    const hasScores = await run.scoreAll(files);
    const isBelow = least !== undefined && (await run.noteBelow(least));
    if (complaints.hasUnusableInput) return 2;
    if (isBelow) return 1;
    return hasScores ? 0 : 2;
  },
});

function createReporter(
  format: (typeof formats)[number],
  { stdout, style }: CliContext,
): ScoreReporter {
  return format === 'json' ? createJsonReport(stdout) : createTextReport(stdout, style);
}

function toSettings(args: Arguments<typeof options>): ScoreSettings {
  return {
    modelFolder: args.text('model') ?? null,
    provider: args.choice('provider', providers, 'auto'),
    precision: toPrecision(args),
    inputEos: args.choice('input-eos', inputEosChoices, 'auto'),
    allowCopy: args.flag('allow-copy'),
    cacheMegabytes: args.flag('no-cache') ? 0 : DEFAULT_CACHE_MEGABYTES,
    normalization: args.choice<Normalization>('normalization', normalizations, 'sum'),
    comparedRows: args.count('compare-precision', 1, 0),
  };
}

function toPrecision(args: Arguments<typeof options>): Precision {
  if (args.text('precision') === 'fp16')
    throw new UsageError(`\`--precision fp16\`: ${NO_FLOAT16}`);
  return args.choice('precision', precisions, 'auto');
}

function toShare(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const share = Number(text);
  if (text.trim() !== '' && share >= 0 && share <= 1) return share;
  throw new UsageError(`\`--min-accuracy ${text}\`: a number from 0 to 1 is expected.`);
}
