import type { ModelSummary, RenderedRow, TemplateScore } from '../protocol/requests.ts';
import type { TemplateText } from '../render/process/protocol.ts';
import type { RenderClient } from '../render/process/render-client.ts';
import { comparePrecision, type PrecisionComparison } from '../scoring/precision-comparison.ts';
import type { Normalization } from '../scoring/rank-classification.ts';
import { buildTemplateScore, planTemplate } from '../scoring/score-template.ts';
import type { ScoringClient } from '../scoring/scoring-client.ts';
import type {
  InputEos,
  Precision,
  PromptScore,
  Provider,
  ScorePrompt,
  ScoreReply,
} from '../scoring/scoring-protocol.ts';
import { scoreStatistics } from '../scoring/statistics.ts';
import { summarize } from '../scoring/summary.ts';
import type { CliContext } from './command.ts';
import type { Complaints } from './complaints.ts';
import type { Prompts } from './load-prompts.ts';
import { type Progress, startProgress } from './progress.ts';
import { RenderUnavailable, renderTemplate } from './render-template.ts';
import { toRenderedRow } from './rendered-row.ts';
import type { ScoreReporter } from './score-report.ts';

export interface ScoreSettings {
  readonly modelFolder: string | null;
  readonly provider: Provider;
  readonly precision: Precision;
  readonly inputEos: InputEos;
  readonly allowCopy: boolean;
  readonly cacheMegabytes: number;
  readonly normalization: Normalization;
  /** Rows that are scored in fp32, too; 0 for none. */
  readonly comparedRows: number;
}

/** What is remembered of a template once it is reported. */
interface Accuracy {
  readonly name: string;
  readonly hasChoices: boolean;
  readonly accuracy: number | null;
}

/** Renders and scores template after template; what cannot be scored is named, and the others go on. */
export class ScoreRun {
  readonly #settings: ScoreSettings;
  readonly #reporter: ScoreReporter;
  readonly #context: CliContext;
  readonly #complaints: Complaints;
  readonly #accuracies: Accuracy[] = [];
  /** Of templates that were refused before anything was scored: they are told after the model. */
  readonly #held: TemplateScore[] = [];
  /** What is scored in fp32 at the end. */
  readonly #compared: { readonly prompt: ScorePrompt; readonly score: PromptScore }[] = [];
  #model: ModelSummary | undefined;

  constructor(
    settings: ScoreSettings,
    reporter: ScoreReporter,
    context: CliContext,
    complaints: Complaints,
  ) {
    this.#settings = settings;
    this.#reporter = reporter;
    this.#context = context;
    this.#complaints = complaints;
  }

  /** Whether anything was scored. */
  async scoreAll(files: readonly Prompts[]): Promise<boolean> {
    const renderer = this.#context.createRenderClient();
    const scorer = this.#context.createScoringClient();
    const jobs = files.flatMap(({ templates, rows }) =>
      templates.map((template) => ({ template, rows })),
    );
    const steps = jobs.map(({ rows }) => rows.length);
    const progress = startProgress(this.#context.stderr, steps);
    try {
      for (const [index, job] of jobs.entries()) {
        progress.begin(`${index + 1}/${jobs.length} ${job.template.name}`);
        if (!(await this.#scoreTemplate(job, renderer, scorer, progress))) break;
      }
    } catch (error) {
      if (!(error instanceof RenderUnavailable)) throw error;
      await this.#complaints.complain(error.message);
    } finally {
      await progress.end();
    }
    return this.#finish(await this.#compare(scorer));
  }

  /**
   * Names each template that does not reach the accuracy, and tells whether there is one. A template with answer
   * choices of which no row could be judged does not reach it.
   */
  async noteBelow(least: number): Promise<boolean> {
    const messages = this.#accuracies.flatMap(({ name, hasChoices, accuracy }) => {
      if (accuracy !== null) {
        const sentence = `its accuracy of ${accuracy} is below ${least}.`;
        return accuracy < least ? [`\`${name}\`: ${sentence}`] : [];
      }
      const sentence = `no row could be judged, so that it does not reach an accuracy of ${least}.`;
      return hasChoices ? [`\`${name}\`: ${sentence}`] : [];
    });
    for (const message of messages) await this.#complaints.note(message);
    return messages.length > 0;
  }

  /** Scores some rows anew in fp32: at the end, so that the model is loaded once more at most. */
  async #compare(scorer: ScoringClient): Promise<PrecisionComparison | null> {
    const { modelFolder, provider, inputEos, allowCopy, cacheMegabytes } = this.#settings;
    if (this.#compared.length === 0 || this.#model === undefined) return null;
    if (this.#model.precision === 'fp32') {
      await this.#complaints.note('`--compare-precision`: the scores are in fp32 already.');
      return null;
    }
    const prompts = this.#compared.map(({ prompt }) => prompt);
    const reply = await scorer.score({
      ...{ modelFolder, provider, inputEos, allowCopy, cacheMegabytes },
      ...{ precision: 'fp32', prompts },
    });
    if (reply.kind !== 'scored') {
      await this.#complaints.note(`\`--compare-precision\`: ${describeFailure(reply)}`);
      return null;
    }
    const scores = this.#compared.map(({ score }) => score);
    return comparePrecision(this.#model.precision, scores, reply.prompts);
  }

  async #finish(comparison: PrecisionComparison | null): Promise<boolean> {
    if (this.#model !== undefined) {
      const summary = summarize(this.#accuracies.map(({ accuracy }) => accuracy));
      await this.#reporter.end(summary, comparison);
      return true;
    }
    if (!this.#complaints.hasUnusableInput) {
      await this.#complaints.note('No template could be scored.');
    }
    return false;
  }

  /** Whether it makes sense to go on. */
  async #scoreTemplate(
    { template, rows }: { readonly template: TemplateText; readonly rows: Prompts['rows'] },
    renderer: RenderClient,
    scorer: ScoringClient,
    progress: Progress,
  ): Promise<boolean> {
    const rendered: RenderedRow[] = [];
    for await (const row of renderTemplate(renderer, template, rows, renderOptions)) {
      rendered.push(toRenderedRow(row));
    }
    const plan = planTemplate(rendered);
    if (plan.kind === 'refused') {
      await progress.end();
      await this.#complaints.note(`\`${template.name}\`: ${plan.message}`);
      await this.#report(template, unscored(template, rendered));
      return true;
    }
    const { normalization, comparedRows, ...model } = this.#settings;
    const request = { ...model, prompts: plan.prompts };
    const reply = await scorer.score(request, {
      onProgress: progress.step,
      onWeights: ({ what, done, total }) => progress.prepare(what, done, total),
    });
    await progress.end();
    if (reply.kind !== 'scored') {
      await this.#complaints.complain(describeFailure(reply));
      return false;
    }
    for (const [index, prompt] of plan.prompts.entries()) {
      const score = reply.prompts[index];
      if (score !== undefined && this.#compared.length < comparedRows) {
        this.#compared.push({ prompt, score });
      }
    }
    const { score, cautions } = buildTemplateScore(template, plan, reply.prompts, normalization);
    await this.#report(template, score, reply.model);
    for (const caution of cautions) await this.#complaints.note(`\`${template.name}\`: ${caution}`);
    return true;
  }

  async #report(
    { answerChoices }: TemplateText,
    score: TemplateScore,
    model?: ModelSummary,
  ): Promise<void> {
    const { name, accuracy } = score;
    this.#accuracies.push({ name, hasChoices: answerChoices !== null, accuracy });
    this.#held.push(score);
    if (this.#model === undefined && model !== undefined) {
      this.#model = model;
      for (const note of model.notes) await this.#complaints.note(note);
      await this.#reporter.begin(model);
    }
    if (this.#model === undefined) return;
    for (const held of this.#held.splice(0)) await this.#reporter.template(held);
  }
}

function describeFailure(reply: Exclude<ScoreReply, { kind: 'scored' }>): string {
  switch (reply.kind) {
    case 'cancelled':
      return 'The run was cancelled.';
    case 'needs-copy':
      return `${reply.message} (\`--allow-copy\` allows it.)`;
    case 'failed':
      return reply.message;
  }
}

/** Stands in the report for a template that has nothing to rank. */
function unscored({ id, name }: TemplateText, rows: readonly RenderedRow[]): TemplateScore {
  const skipped = 'the template has no answer choices';
  const examples = rows.map(({ row }) => {
    return { row, choices: [], prediction: null, target: null, correct: false, skipped };
  });
  const statistics = scoreStatistics([]);
  return {
    ...{ id, name, accuracy: null, statistics, blank: 0, skipped: examples.length },
    examples,
  };
}

/** As T0's evaluation renders. */
const renderOptions = {
  truncate: true,
  dialect: 'main',
  choice: { kind: 'seed', seed: 0 },
} as const;
