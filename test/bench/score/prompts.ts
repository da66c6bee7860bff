import { createRandom } from './random-model.ts';

export interface BenchPrompt {
  readonly input: readonly number[];
  readonly choices: readonly (readonly number[])[];
}

/** 100 to 250 tokens with 3 to 5 choices of 1 to 8 and `</s>`; in every other prompt choices begin alike. */
export function makePrompts(count: number): readonly BenchPrompt[] {
  const random = createRandom(12345);
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const text = (length: number) => Array.from({ length }, () => between(3, 32000));
  return Array.from({ length: count }, (_, index) => {
    const first = index % 2 === 0 ? text(1) : [];
    const choices = Array.from({ length: between(3, 5) }, () =>
      [...first, ...text(between(1, 8))].slice(0, 8).concat(1),
    );
    return { input: text(between(100, 250)), choices };
  });
}
