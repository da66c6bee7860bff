/** Scores of the real process beside those that transformers gave. */
import assert from 'node:assert/strict';
import type { ChoiceScore } from '../../../server/src/protocol/requests.ts';
import type { ScoringClient } from '../../../server/src/scoring/scoring-client.ts';
import type {
  InputEos,
  Precision,
  PromptScore,
} from '../../../server/src/scoring/scoring-protocol.ts';
import { requestFor } from './model.ts';

const TOLERANCE = 1e-3;

export interface RecordedScore {
  readonly input: string;
  readonly inputEos: boolean;
  readonly inputTokens: number;
  readonly choices: readonly (ChoiceScore & { readonly logLikelihood: number })[];
}

/** In the order of the cases. */
export async function scoreAll(
  client: ScoringClient,
  cases: readonly RecordedScore[],
  inputEos: InputEos,
  modelFolder: string,
  precision: Precision = 'auto',
): Promise<readonly PromptScore[]> {
  const prompts = cases.map(({ input, choices }, row) => ({
    row,
    input,
    choices: choices.map(({ text }) => text),
  }));
  const reply = await client.score(requestFor(prompts, { inputEos, modelFolder, precision }));
  assert.equal(reply.kind, 'scored', JSON.stringify(reply));
  return reply.prompts;
}

export function expectEqual(
  actual: PromptScore | undefined,
  expected: RecordedScore,
  tolerance = TOLERANCE,
): void {
  assert.ok(actual);
  assert.equal(actual.inputTokens, expected.inputTokens, expected.input);
  assert.deepEqual(
    actual.choices.map(({ text, tokens }) => ({ text, tokens })),
    expected.choices.map(({ text, tokens }) => ({ text, tokens })),
  );
  expectClose(actual.choices, expected.choices, tolerance);
}

export function expectClose(
  actual: readonly ChoiceScore[],
  expected: readonly ChoiceScore[],
  tolerance: number,
): void {
  assert.equal(actual.length, expected.length);
  for (const [index, { text, logLikelihood }] of actual.entries()) {
    const reference = expected[index]?.logLikelihood ?? Number.NaN;
    const difference = Math.abs((logLikelihood ?? Number.NaN) - reference);
    assert.ok(difference <= tolerance, `${text}: ${logLikelihood}, expected ${reference}`);
  }
}
