import type { ModelSummary, RenderedRow, TemplateScore } from '../protocol/requests.ts';
import type { TemplateText } from '../render/process/protocol.ts';
import type { RenderClient } from '../render/process/render-client.ts';
import { type Normalization, normalizations } from '../scoring/rank-classification.ts';
import { buildTemplateScore, planTemplate } from '../scoring/score-template.ts';
import type { ScoringClient } from '../scoring/scoring-client.ts';
import { type InputEos, type Provider, providers } from '../scoring/scoring-protocol.ts';
import { type Arguments, UsageError } from './arguments.ts';
import { type CliContext, defineCommand } from './command.ts';
import { Complaints } from './complaints.ts';
import { loadPrompts, type Prompts, rowsOption } from './load-prompts.ts';
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
  rows: rowsOption,
  limit: { value: 'N', description: 'only the first N rows' },
  provider: { value: providers.join('|'), description: 'what computes; auto is the default' },
  normalization: {
    value: normalizations.join('|'),
    description: "what a choice's log-likelihood is divided by; sum, the default, by nothing",
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
  usage: 'FILE',
  summary: 'score templates by rank classification, as T0 was evaluated',
  options,
  notes: [
    'Exit status 1: a template is below `--min-accuracy`, or has answer choices and no row of it',
    'could be judged. A row that cannot be read is named on standard error, and the status is 2.',
  ].join('\n'),

  async run(args, context) {
    const path = args.only('FILE');
    const format = args.choice('format', formats, 'text');
    const limit = args.count('limit', 1, Number.MAX_SAFE_INTEGER);
    const least = toShare(args.text('min-accuracy'));
    const settings = toSettings(args);
    const complaints = new Complaints(context, 'score');
    const request = { path, template: args.text('template'), rows: args.text('rows'), limit };
    const prompts = await loadPrompts(request, context, complaints);
    // Nothing can be said of a template without rows, least of all that it is good enough.
    if (prompts === undefined || prompts.rows.length === 0) return 2;
    const run = new ScoreRun(prompts, settings, context, complaints);
    await run.scoreAll();
    const report = run.report();
    if (report !== undefined) await writeReport(report, format, context);
    const isBelow = least !== undefined && (await run.noteBelow(least));
    if (complaints.hasUnusableInput) return 2;
    if (isBelow) return 1;
    return report === undefined ? 2 : 0;
  },
});

async function writeReport(
  report: ScoreReport,
  format: (typeof formats)[number],
  { stdout, style }: CliContext,
): Promise<void> {
  await stdout.write(
    format === 'json' ? reportScoresJson(report) : reportScoresText(report, style, stdout.columns),
  );
}

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

function toShare(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const share = Number(text);
  if (text.trim() !== '' && share >= 0 && share <= 1) return share;
  throw new UsageError(`\`--min-accuracy ${text}\`: a number from 0 to 1 is expected.`);
}

/** Renders and scores template after template; what cannot be scored is named, and the others go on. */
class ScoreRun {
  readonly #prompts: Prompts;
  readonly #settings: ScoreSettings;
  readonly #context: CliContext;
  readonly #complaints: Complaints;
  readonly #scores: TemplateScore[] = [];
  #model: ModelSummary | undefined;

  constructor(
    prompts: Prompts,
    settings: ScoreSettings,
    context: CliContext,
    complaints: Complaints,
  ) {
    this.#prompts = prompts;
    this.#settings = settings;
    this.#context = context;
    this.#complaints = complaints;
  }

  /** `undefined` when nothing was scored. */
  report(): ScoreReport | undefined {
    return this.#model && { model: this.#model, templates: this.#scores };
  }

  /**
   * Names each template that does not reach the accuracy, and tells whether there is one. A template with answer
   * choices of which no row could be judged does not reach it.
   */
  async noteBelow(least: number): Promise<boolean> {
    const withChoices = this.#prompts.templates.filter(
      ({ answerChoices }) => answerChoices !== null,
    );
    const messages = this.#scores.flatMap(({ id, name, accuracy }) => {
      if (accuracy !== null) {
        const sentence = `its accuracy of ${accuracy} is below ${least}.`;
        return accuracy < least ? [`\`${name}\`: ${sentence}`] : [];
      }
      const sentence = `no row could be judged, so that it does not reach an accuracy of ${least}.`;
      return withChoices.some((template) => template.id === id) ? [`\`${name}\`: ${sentence}`] : [];
    });
    for (const message of messages) await this.#complaints.note(message);
    return messages.length > 0;
  }

  async scoreAll(): Promise<void> {
    const { templates } = this.#prompts;
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
      await this.#complaints.complain(error.message);
    } finally {
      await progress.end();
    }
    if (this.#model === undefined && !this.#complaints.hasUnusableInput) {
      await this.#complaints.note('No template could be scored.');
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
    for await (const row of renderTemplate(renderer, template, this.#prompts.rows, renderOptions)) {
      rendered.push(toRenderedRow(row));
    }
    const plan = planTemplate(rendered);
    if (plan.kind === 'refused') {
      await progress.end();
      await this.#complaints.note(`\`${template.name}\`: ${plan.message}`);
      this.#scores.push(unscored(template, rendered));
      return true;
    }
    const { modelFolder, provider, inputEos, normalization } = this.#settings;
    const request = { modelFolder, provider, inputEos, prompts: plan.prompts };
    const reply = await scorer.score(request, { onProgress: progress.step });
    await progress.end();
    if (reply.kind !== 'scored') {
      const message = reply.kind === 'failed' ? reply.message : 'The run was cancelled.';
      await this.#complaints.complain(message);
      return false;
    }
    this.#model = reply.model;
    const { score, cautions } = buildTemplateScore(template, plan, reply.prompts, normalization);
    this.#scores.push(score);
    for (const caution of cautions) await this.#complaints.note(`\`${template.name}\`: ${caution}`);
    return true;
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
