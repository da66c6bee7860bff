import type { LensScore, LensScores } from '../features/code-lenses.ts';
import type { ScoreResult } from '../protocol/requests.ts';
import { summarize } from '../scoring/summary.ts';
import { nameOf, referencesOf } from '../template/template-name.ts';
import type { OpenDocument } from './document-store.ts';
import { textKeyOf } from './text-key.ts';

type Scored = Extract<ScoreResult, { kind: 'scored' }>;

/** The last score of each template, for the lenses; kept for as long as the server runs. */
export interface ScoreBook {
  set(result: Scored): void;
  /** Scores that stood under other settings are outdated. */
  outdateAll(): void;
  lensScores(document: OpenDocument): LensScores;
}

export function createScoreBook(): ScoreBook {
  const scores = new Map<string, Map<string, { readonly result: Scored; isOutdated: boolean }>>();
  return {
    set(result) {
      const ofFile = scores.get(result.uri) ?? new Map();
      scores.set(result.uri, ofFile.set(result.score.id, { result, isOutdated: false }));
    },
    outdateAll() {
      for (const ofFile of scores.values()) {
        for (const entry of ofFile.values()) entry.isOutdated = true;
      }
    },
    lensScores({ snapshot }) {
      const ofFile = scores.get(snapshot.uri);
      const { templates } = snapshot.file;
      const known = new Map<string, LensScore>();
      for (const [index, reference] of referencesOf(templates).entries()) {
        const [entry, template] = [ofFile?.get(reference), templates[index]];
        if (entry === undefined || template === undefined) continue;
        const isOutdated = entry.isOutdated || entry.result.textKey !== textKeyOf(template);
        const { accuracy, judged } = entry.result.score.statistics;
        known.set(reference, { name: nameOf(template), accuracy, judged, isOutdated });
      }
      return { templates: known, spread: summarize([...known.values()].map((it) => it.accuracy)) };
    },
  };
}
