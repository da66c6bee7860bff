/** The whole way from the rendered rows of a template to its score, for every caller. */
import { setImmediate } from 'node:timers/promises';
import type {
  ModelSummary,
  RenderedRow,
  ScoreComparison,
  TemplateScore,
} from '../protocol/requests.ts';
import { type Normalization, normalizations } from './rank-classification.ts';
import { buildTemplateScore, planTemplate, type ScoredTemplate } from './score-template.ts';
import type { ScoreOptions, ScoringClient } from './scoring-client.ts';
import type { ScoreRequest } from './scoring-protocol.ts';

export interface ScoringSettings extends Omit<ScoreRequest, 'prompts'> {
  readonly normalization: Normalization;
}

export type TemplateScoreOutcome =
  | (ScoredTemplate & {
      readonly kind: 'scored';
      readonly model: ModelSummary;
      readonly normalization: Normalization;
      readonly comparisons: readonly ScoreComparison[];
    })
  | { readonly kind: 'cancelled' }
  /** A sentence for the user: the template cannot be scored, or the model could not. */
  | { readonly kind: 'failed'; readonly message: string };

/** Scores a template over rows that were rendered before; never rejects. */
export async function scoreRenderedTemplate(
  client: Pick<ScoringClient, 'score'>,
  template: { readonly id: string; readonly name: string },
  rows: readonly RenderedRow[],
  settings: ScoringSettings & ScoreOptions,
): Promise<TemplateScoreOutcome> {
  const plan = planTemplate(rows);
  if (plan.kind === 'refused') {
    return { kind: 'failed', message: plan.message };
  }
  const { normalization, signal, onProgress, onWeights, ...model } = settings;
  const reply = await client.score(
    { ...model, prompts: plan.prompts },
    {
      ...(signal && { signal }),
      ...(onProgress && { onProgress }),
      ...(onWeights && { onWeights }),
    },
  );
  if (reply.kind === 'needs-copy') {
    return { kind: 'failed', message: reply.message };
  }
  if (reply.kind !== 'scored') {
    return reply;
  }
  const build = (each: Normalization) => buildTemplateScore(template, plan, reply.prompts, each);
  const comparisons: ScoreComparison[] = [];
  for (const each of normalizations) {
    // Thousands of rows take their time, and the caller has other things to do.
    await setImmediate();
    comparisons.push(toComparison(each, build(each).score));
  }
  const scored = build(normalization);
  return { kind: 'scored', model: reply.model, normalization, comparisons, ...scored };
}

function toComparison(
  normalization: Normalization,
  { statistics, examples }: TemplateScore,
): ScoreComparison {
  const verdicts = examples.map(({ prediction, target, correct }) => ({
    prediction,
    target,
    correct,
  }));
  return { normalization, statistics, verdicts };
}
