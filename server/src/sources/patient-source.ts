import type { Lookup, Miss } from '../dataset/lookup.ts';
import type { Clock } from './clock.ts';
import type { DatasetSource, TemplateLocation } from './source.ts';

export interface Patience {
  readonly clock: Clock;
  /** So long an answer is waited for. */
  readonly patienceMs: number;
  /** Something has come that was not waited for; who asks again gets it. */
  onArrival(): void;
}

/** A slow source for those who must not wait: what takes long is out of reach for now, and told of when it is there. */
export function createPatientSource(
  source: () => DatasetSource,
  patience: Patience,
): DatasetSource {
  const arrived = new Map<string, Lookup<unknown>>();

  async function ask<Found>(
    key: string,
    location: TemplateLocation,
    load: () => Promise<Lookup<Found>>,
  ): Promise<Lookup<Found>> {
    const early = arrived.get(key);
    arrived.delete(key);
    // Equal keys are equal questions, so their answers are of one type.
    if (early !== undefined) return early as Lookup<Found>;
    let isLate = false;
    const answer = load();
    const late: Miss = {
      kind: 'offline',
      origin: { source: 'hub', label: location.dataset },
      message: `\`${location.dataset}\` is still being asked for.`,
    };
    const first = await orLater(patience, answer, () => {
      isLate = true;
      return late;
    });
    if (isLate) {
      answer.then(
        (lookup) => {
          if (lookup.kind !== 'found') return;
          arrived.set(key, lookup);
          patience.onArrival();
        },
        () => undefined,
      );
    }
    return first;
  }

  return {
    loadSplits: (location, signal) =>
      ask(JSON.stringify(['splits', location]), location, () =>
        source().loadSplits(location, signal),
      ),
    loadSchema: (location, signal) =>
      ask(JSON.stringify(['schema', location]), location, () =>
        source().loadSchema(location, signal),
      ),
    loadRows: (location, request, signal) =>
      ask(JSON.stringify(['rows', location, request]), location, () =>
        source().loadRows(location, request, signal),
      ),
  };
}

function orLater<Answer>(
  { clock, patienceMs }: Patience,
  answer: Promise<Answer>,
  giveUp: () => Answer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const stop = clock.start(patienceMs, () => resolve(giveUp()));
    answer.then(resolve, reject).finally(stop);
  });
}
