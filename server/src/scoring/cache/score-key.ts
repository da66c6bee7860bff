import { createHash } from 'node:crypto';

/** Bytes of a key: enough that no two scores ever share one. */
export const KEY_BYTES = 16;

/**
 * Names the score of each choice after one input. `context` says what else decides a score: the model and how it is
 * run. Token ids say the rest, since `</s>` and cuts are in them.
 */
export function scoreKeys(
  context: string,
  input: readonly number[],
  choices: readonly (readonly number[])[],
): readonly Buffer[] {
  const inputHash = hash(context, input);
  return choices.map((tokens) => hash(inputHash, tokens).subarray(0, KEY_BYTES));
}

function hash(before: string | Buffer, tokens: readonly number[]): Buffer {
  const ids = Int32Array.from(tokens);
  return createHash('sha256').update(before).update(new Uint8Array(ids.buffer)).digest();
}
