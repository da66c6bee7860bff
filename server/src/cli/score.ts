import type { ModelSummary, RenderedRow, TemplateScore } from '../protocol/requests.ts';
import type { TemplateText } from '../render/process/protocol.ts';
import type { RenderClient } from '../render/process/render-client.ts';
import { type Normalization, normalizations } from '../scoring/rank-classification.ts';
import { buildTemplateScore, planTemplate } from '../scoring/score-template.ts';
import type { ScoringClient } from '../scoring/scoring-client.ts';
import { type InputEos, type Provider, providers } from '../scoring/scoring-protocol.ts';
import { type Arguments, UsageError } from './arguments.ts';
import { type CliContext, defineCommand, type ExitStatus } from './command.ts';
import { type FoundRows, loadRows } from './load-rows.ts';
import { loadTemplates } from './load-templates.ts';
import { type Progress, startProgress } from './progress.ts';
import { RenderUnavailable, renderTemplate } from './render-template.ts';
import { toRenderedRow } from './rendered-row.ts';
import { reportScoresJson } from './score-json.ts';
import type { ScoreReport } from './score-report.ts';
import { reportScoresText } from './score-text.ts';

const formats = ['text', 'json'] as const;
const inputEosChoices: readonly InputEos[] = ['auto', 'on', 'off'];

const options = {
  template: { value: 'NAME_OR_ID', description: 'only this template' },
  model: { value: 'DIR', description: "folder in optimum's layout; else the embedded model" },
  rows: {
    value: 'FILE.jsonl',
    description: 'rows of this file; else those beside the template file',
  },
  limit: { value: 'N', description: 'only the first N rows' },
  provider: { value: 'NAME', description: `${providers.join(', ')}; auto is the default` },
  normalization: {
    value: 'NAME',
    description: `what a choice's log-likelihood is divided by: ${normalizations.join(', ')}; sum divides by nothing`,
  },
  'input-eos': { value: 'WHEN', description: 'whether `</s>` ends the input: auto, on or off' },
  'min-accuracy': { value: 'X', description: 'exit status 1 when a template is below it (0 to 1)' },
  format: { value: 'FORMAT', description: `${formats.join(' or ')}; text is the default` },
} as const;

export const scoreCommand = defineCommand({
  name: 'score',
  usage: 'FILE [OPTIONS]',
  summary: 'score templates by rank classification, as T0 was evaluated',
  options,
  notes: 'Exit status 1: a template is below `--min-accuracy`.',

  async run(args, context) {
    const path = args.only('FILE');
    const format = args.choice('format', formats, 'text');
    const limit = args.count('limit', 1, Number.MAX_SAFE_INTEGER);
    const least = toShare(args.text('min-accuracy'));
    const settings = toSettings(args);
    const loaded = await loadTemplates(context.fileSystem, path, args.text('template'));
    if (loaded.kind === 'unusable') return refuse(context, loaded.message);
    const range = { offset: 0, limit };
    const rows = await loadRows(context.fileSystem, args.text('rows'), loaded.location, range);
    if (typeof rows === 'string') return refuse(context, rows);

    const run = new ScoreRun(rows, settings, context);
    for (const problem of loaded.problems) await run.complain(problem);
    await run.scoreAll(loaded.templates);
    const report = run.report();
    if (report === undefined) return 2;
    const { stdout, style } = context;
    await stdout.write(
      format === 'json'
        ? reportScoresJson(report)
        : reportScoresText(report, style, stdout.columns),
    );
    if (run.hasUnusableInput) return 2;
    return report.templates.some(({ accuracy }) => accuracy !== null && accuracy < least) ? 1 : 0;
  },
});

interface ScoreSettings {
  readonly modelFolder: string | null;
  readonly provider: Provider;
  readonly inputEos: InputEos;
  readonly normalization: Normalization;
}

function toSettings(args: Arguments<typeof options>): ScoreSettings {
  return {
    modelFolder: args.text('model') ?? null,
    provider: args.choice('provider', providers, 'auto'),
    inputEos: args.choice('input-eos', inputEosChoices, 'auto'),
    normalization: args.choice('normalization', normalizations, 'sum'),
  };
}

function toShare(text: string | undefined): number {
  const share = text === undefined ? 0 : Number(text);
  if (text !== '' && share >= 0 && share <= 1) return share;
  throw new UsageError(`\`--min-accuracy ${text}\`: a number from 0 to 1 is expected.`);
}

async function refuse(context: CliContext, message: string): Promise<ExitStatus> {
  await context.stderr.write(`p3 score: ${message}\n`);
  return 2;
}

/** Renders and scores template after template; what cannot be scored is named, and the others go on. */
class ScoreRun {
  hasUnusableInput = false;
  readonly #rows: FoundRows;
  readonly #settings: ScoreSettings;
  readonly #context: CliContext;
  readonly #scores: TemplateScore[] = [];
  #model: ModelSummary | undefined;

  constructor(rows: FoundRows, settings: ScoreSettings, context: CliContext) {
    this.#rows = rows;
    this.#settings = settings;
    this.#context = context;
  }

  async complain(message: string): Promise<void> {
    this.hasUnusableInput = true;
    await this.#note(message);
  }

  /** `undefined` when nothing was scored. */
  report(): ScoreReport | undefined {
    return this.#model && { model: this.#model, templates: this.#scores };
  }

  async scoreAll(templates: readonly TemplateText[]): Promise<void> {
    for (const { place, message } of this.#rows.problems) {
      await this.complain(`${place.path}:${place.line}: ${message}`);
    }
    const renderer = this.#context.createRenderClient();
    const scorer = this.#context.createScoringClient();
    const progress = startProgress(this.#context.stderr);
    try {
      for (const [index, template] of templates.entries()) {
        progress.begin(`${index + 1}/${templates.length} ${template.name}`);
        if (!(await this.#scoreTemplate(template, renderer, scorer, progress))) break;
      }
    } catch (error) {
      if (!(error instanceof RenderUnavailable)) throw error;
      await this.complain(error.message);
    } finally {
      await progress.end();
    }
    if (this.#model === undefined && !this.hasUnusableInput) {
      await this.#note('No template could be scored.');
    }
  }

  /** Whether it makes sense to go on. */
  async #scoreTemplate(
    template: TemplateText,
    renderer: RenderClient,
    scorer: ScoringClient,
    progress: Progress,
  ): Promise<boolean> {
    const rendered: RenderedRow[] = [];
    for await (const row of renderTemplate(renderer, template, this.#rows.rows, renderOptions)) {
      rendered.push(toRenderedRow(row));
    }
    const plan = planTemplate(rendered);
    if (plan.kind === 'refused') {
      await progress.end();
      await this.#note(`\`${template.name}\`: ${plan.message}`);
      this.#scores.push(unscored(template, rendered));
      return true;
    }
    const { modelFolder, provider, inputEos, normalization } = this.#settings;
    const request = { modelFolder, provider, inputEos, prompts: plan.prompts };
    const reply = await scorer.score(request, { onProgress: progress.step });
    await progress.end();
    if (reply.kind !== 'scored') {
      await this.complain(reply.kind === 'failed' ? reply.message : 'The run was cancelled.');
      return false;
    }
    this.#model = reply.model;
    const { score, cautions } = buildTemplateScore(template, plan, reply.prompts, normalization);
    this.#scores.push(score);
    for (const caution of cautions) await this.#note(`\`${template.name}\`: ${caution}`);
    return true;
  }

  async #note(message: string): Promise<void> {
    await this.#context.stderr.write(`p3 score: ${message}\n`);
  }
}

/** Stands in the report for a template that has nothing to rank. */
function unscored({ id, name }: TemplateText, rows: readonly RenderedRow[]): TemplateScore {
  const skipped = 'the template has no answer choices';
  const examples = rows.map(({ row }) => {
    return { row, choices: [], prediction: null, target: null, correct: false, skipped };
  });
  return { id, name, accuracy: null, examples };
}

/** As T0's evaluation renders. */
const renderOptions = {
  truncate: true,
  dialect: 'main',
  choice: { kind: 'seed', seed: 0 },
} as const;
