/** From rendered rows to prompts for the model, and from its scores to the score of a template. */
import type { RenderedRow, ScoredExample, TemplateScore } from '../protocol/requests.ts';
import { type Normalization, predict } from './rank-classification.ts';
import {
  MAX_CHOICE_TOKENS,
  MAX_INPUT_TOKENS,
  type PromptScore,
  type ScorePrompt,
} from './scoring-protocol.ts';
import { type JudgedRow, scoreStatistics } from './statistics.ts';

/** What is to be scored of a template, row by row. */
export interface TemplatePlan {
  readonly kind: 'planned';
  readonly rows: readonly PlannedRow[];
  /** The prompts of the rows that are not skipped, in order: what a score request takes. */
  readonly prompts: readonly ScorePrompt[];
}

export type PlannedRow =
  | { readonly row: number; readonly kind: 'skipped'; readonly reason: string }
  | {
      readonly row: number;
      readonly kind: 'prompt';
      readonly prompt: ScorePrompt;
      /** Right answers of the row; empty when the template renders none. */
      readonly targets: readonly string[];
    };

export interface ScoredTemplate {
  readonly score: TemplateScore;
  /** Sentences on what the figures do not show: targets outside the choices, cut inputs. */
  readonly cautions: readonly string[];
}

/** Turns rendered rows into prompts; a template without answer choices is refused with a sentence. */
export function planTemplate(
  rows: readonly RenderedRow[],
): TemplatePlan | { readonly kind: 'refused'; readonly message: string } {
  if (lacksAnswerChoices(rows)) {
    const message =
      'This template has no answer choices, so there is nothing to rank: ' +
      'add `answer_choices`, with `|||` between them, to score it.';
    return { kind: 'refused', message };
  }
  const planned = rows.map(planRow);
  const prompts = planned.flatMap((each) => (each.kind === 'prompt' ? [each.prompt] : []));
  return { kind: 'planned', rows: planned, prompts };
}

/** Joins a plan with the scores of its prompts, which are in the plan's order. */
export function buildTemplateScore(
  template: { readonly id: string; readonly name: string },
  plan: TemplatePlan,
  scores: readonly PromptScore[],
  normalization: Normalization,
): ScoredTemplate {
  const remaining = [...scores];
  const judged = plan.rows.map((planned) =>
    planned.kind === 'skipped'
      ? skip(planned.row, planned.reason)
      : judge(planned, remaining.shift(), normalization),
  );
  const statistics = scoreStatistics(judged.flatMap(toJudgedRow));
  const examples = judged.map(({ example }) => example);
  const { id, name } = template;
  const { accuracy } = statistics;
  const skipped = examples.filter((example) => example.skipped !== undefined).length;
  const blank = examples.filter((example) => example.skipped === BLANK).length;
  return {
    score: { id, name, accuracy, statistics, blank, skipped, examples },
    cautions: [...outsideCautions(plan.rows), ...cutCautions(scores)],
  };
}

function lacksAnswerChoices(rows: readonly RenderedRow[]): boolean {
  const rendered = rows.flatMap(({ outcome }) => (outcome.kind === 'rendered' ? [outcome] : []));
  return rendered.length > 0 && rendered.every((outcome) => outcome.answerChoices === null);
}

const BLANK = 'the template renders blank on this row';

function planRow({ row, outcome }: RenderedRow): PlannedRow {
  if (outcome.kind === 'failed') {
    const reason = `rendering failed with ${outcome.errorType}: ${outcome.message}`;
    return { row, kind: 'skipped', reason };
  }
  if (outcome.kind === 'stopped') {
    return { row, kind: 'skipped', reason: `rendering was stopped: ${outcome.message}` };
  }
  const [input = '', ...targets] = outcome.parts;
  if (input.trim() === '') {
    return { row, kind: 'skipped', reason: BLANK };
  }
  const choices = outcome.answerChoices ?? [];
  if (choices.length === 0) {
    return { row, kind: 'skipped', reason: 'the row has no answer choices' };
  }
  return { row, kind: 'prompt', prompt: { row, input, choices }, targets };
}

interface Verdict {
  readonly example: ScoredExample;
  readonly hasTarget: boolean;
}

function skip(row: number, reason: string, choices: ScoredExample['choices'] = []): Verdict {
  const example = { row, choices, prediction: null, target: null, correct: false, skipped: reason };
  return { example, hasTarget: false };
}

/** A row is right when the prediction is one of its targets; a target that is no choice cannot be hit. */
function judge(
  planned: PlannedRow & { readonly kind: 'prompt' },
  score: PromptScore | undefined,
  normalization: Normalization,
): Verdict {
  const { row, prompt, targets } = planned;
  if (score === undefined) {
    return skip(row, 'the scoring process gave no score for this row');
  }
  if (score.inputTokens === 0) {
    return skip(row, 'the tokenizer finds nothing in the input', score.choices);
  }
  const prediction = predict(score.choices, normalization);
  if (prediction === null) {
    return skip(row, 'the model gave a score that is not a finite number', score.choices);
  }
  const right = targets.map((target) => prompt.choices.indexOf(target)).filter((at) => at >= 0);
  // Equal choices score alike, so that both sides name the first of them.
  const correct = right.includes(prediction);
  const target = correct ? prediction : (right[0] ?? null);
  return {
    example: { row, choices: score.choices, prediction, target, correct },
    hasTarget: targets.length > 0,
  };
}

/** None for a row that is not scored, or that has no target. */
function toJudgedRow({ example, hasTarget }: Verdict): readonly JudgedRow[] {
  const { prediction, target, correct } = example;
  if (!hasTarget || prediction === null) return [];
  return [{ choices: example.choices.map(({ text }) => text), prediction, target, correct }];
}

function outsideCautions(rows: readonly PlannedRow[]): string[] {
  const outside = rows.flatMap((planned) =>
    planned.kind === 'prompt' &&
    planned.targets.length > 0 &&
    !planned.targets.some((target) => planned.prompt.choices.includes(target))
      ? [{ row: planned.row, target: planned.targets[0] ?? '' }]
      : [],
  );
  const [first] = outside;
  if (first === undefined) {
    return [];
  }
  const where = listRows(outside.map(({ row }) => row));
  const example = outside.length === 1 ? '' : ` in row ${first.row}`;
  return [
    `The target is none of the answer choices in ${where} (\`${first.target}\`${example}), ` +
      'which counts as wrong.',
  ];
}

function cutCautions(scores: readonly PromptScore[]): string[] {
  const inputs = scores.filter((score) => score.isInputCut).map((score) => score.row);
  const choices = scores.filter((score) => score.isChoiceCut).map((score) => score.row);
  return [
    ...(inputs.length > 0
      ? [`The input is cut at ${MAX_INPUT_TOKENS} tokens in ${listRows(inputs)}.`]
      : []),
    ...(choices.length > 0
      ? [`A choice is cut at ${MAX_CHOICE_TOKENS} tokens in ${listRows(choices)}.`]
      : []),
  ];
}

function listRows(rows: readonly number[]): string {
  const shown = rows.slice(0, 5).join(', ');
  const more = rows.length > 5 ? ` and ${rows.length - 5} more` : '';
  return `${rows.length === 1 ? 'row' : 'rows'} ${shown}${more}`;
}
