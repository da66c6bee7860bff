/** A fixed input whose scores on a device are compared with those on the CPU. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChoiceScorer, TokenPrompt } from './choice-scorer.ts';

export interface SelfCheckResult {
  readonly scores: readonly number[];
  /** Of a second run: in the first, shaders are compiled. */
  readonly milliseconds: number;
}

/** What the CPU gave, and which devices were found slower lately. */
export interface Reference extends SelfCheckResult {
  readonly slower: readonly string[];
}

interface Vocabulary {
  readonly vocabularySize: number;
  readonly endToken: number;
}

/** A few inputs of usual length, any words of the vocabulary. */
function selfCheckPrompts(
  { vocabularySize, endToken }: Vocabulary,
  seed = 0,
): readonly TokenPrompt[] {
  const token = (place: number) => 3 + (((seed + place) * 7919) % Math.max(1, vocabularySize - 3));
  const text = (length: number, start: number) =>
    Array.from({ length }, (_, index) => Math.min(vocabularySize - 1, token(start + index)));
  return [64, 128].map((length, prompt) => ({
    input: text(length, 1000 * prompt),
    choices: [
      [...text(2, prompt), endToken],
      [...text(2, prompt).slice(0, 1), ...text(3, 500 + prompt), endToken],
      [...text(1, 900 + prompt), endToken],
    ],
  }));
}

export async function timeScores(
  scorer: ChoiceScorer,
  vocabulary: Vocabulary,
): Promise<SelfCheckResult> {
  const run = async (prompts: readonly TokenPrompt[]) => {
    const sums: number[] = [];
    // One prompt at a time is what every scorer takes.
    for (const prompt of prompts) {
      sums.push(...(await scorer.score([prompt])).flat());
    }
    return sums;
  };
  // Other inputs, since encoded ones are kept.
  await run(selfCheckPrompts(vocabulary, 31));
  const start = performance.now();
  const scores = await run(selfCheckPrompts(vocabulary));
  return { scores, milliseconds: performance.now() - start };
}

interface ReferencePlace {
  readonly cacheFolder: string;
  readonly modelKey: string;
}

/** Drivers get better: a device that was slower is tried again after a week. */
const REFERENCE_AGE_MS = 7 * 24 * 60 * 60 * 1000;

/** Undefined where there is none that can be read. */
export async function readReference(place: ReferencePlace): Promise<Reference | undefined> {
  try {
    const path = pathOf(place);
    if (Date.now() - (await stat(path)).mtimeMs > REFERENCE_AGE_MS) {
      return undefined;
    }
    return parseReference(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

function parseReference(value: unknown): Reference | undefined {
  const fields = new Map<string, unknown>(Object.entries(value ?? {}));
  const [scores, slower] = [fields.get('scores'), fields.get('slower')];
  const milliseconds = fields.get('milliseconds');
  const isWhole =
    Array.isArray(scores) &&
    scores.every((score) => typeof score === 'number') &&
    Array.isArray(slower) &&
    slower.every((device) => typeof device === 'string') &&
    typeof milliseconds === 'number';
  return isWhole ? { scores, slower, milliseconds } : undefined;
}

/** A cache that cannot be written costs time, nothing else. */
export async function writeReference(place: ReferencePlace, reference: Reference): Promise<void> {
  const path = pathOf(place);
  try {
    await mkdir(join(place.cacheFolder, 'self-checks'), { recursive: true });
    await writeFile(`${path}.${process.pid}`, JSON.stringify(reference));
    await rename(`${path}.${process.pid}`, path);
  } catch {
    // The next start measures again.
  }
}

function pathOf({ cacheFolder, modelKey }: ReferencePlace): string {
  const key = createHash('sha256').update(modelKey).digest('hex').slice(0, 32);
  return join(cacheFolder, 'self-checks', `${key}.json`);
}
