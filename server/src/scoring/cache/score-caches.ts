import { dirname, join } from 'node:path';
import type { ChoiceScorer } from '../choice-scorer.ts';
import type { LoadedModel } from '../model-loader.ts';
import { MAX_CHOICE_TOKENS, MAX_INPUT_TOKENS } from '../scoring-protocol.ts';
import { createCachedScorer } from './cached-scorer.ts';
import { identifyModel } from './model-identity.ts';
import { openScoreCache, type ScoreCache } from './score-cache.ts';

/** To be raised whenever the same model would give other scores: kept ones are not used any more then. */
const SCORER_VERSION = 3;

export interface CacheSettings {
  readonly inputEos: boolean;
  /** Of all models together; 0 for none. */
  readonly maxBytes: number;
}

export interface CachedModel {
  readonly scorer: ChoiceScorer;
  /** Why scores are not kept, as a sentence. */
  problem(): string | undefined;
}

/** Gives models a memory on disk; the one of the model in use stays open. */
export interface ScoreCaches {
  attach(model: LoadedModel, settings: CacheSettings): Promise<CachedModel>;
}

export function createScoreCaches(cacheFolder: string): ScoreCaches {
  const identities = new WeakMap<LoadedModel, Promise<string>>();
  let current: { readonly context: string; readonly cache: ScoreCache } | undefined;

  const identityOf = (model: LoadedModel): Promise<string> => {
    const identity = identities.get(model) ?? identifyModel(foldersOf(model));
    identities.set(model, identity);
    return identity;
  };
  return {
    async attach(model, { inputEos, maxBytes }) {
      if (maxBytes === 0) return { scorer: model.scorer, problem: () => undefined };
      const context = contextOf(model, await identityOf(model), inputEos);
      if (current?.context === context) {
        await current.cache.refresh();
      } else {
        const folder = join(cacheFolder, 'scores');
        current = { context, cache: await openScoreCache({ folder, context, maxBytes }) };
      }
      const { cache } = current;
      const scorer = createCachedScorer(model.scorer, cache, context);
      return { scorer, problem: () => cache.problem() };
    },
  };
}

function contextOf(model: LoadedModel, identity: string, inputEos: boolean): string {
  const { precision, device } = model;
  const cuts = [MAX_INPUT_TOKENS, MAX_CHOICE_TOKENS];
  return JSON.stringify([SCORER_VERSION, identity, precision, device, inputEos, ...cuts]);
}

function foldersOf({ folder: { path, weights } }: LoadedModel): readonly string[] {
  const graphs = weights.kind === 'optimum' ? [weights.encoderPath, weights.decoderPath] : [];
  return [...new Set([path, ...graphs.map((graph) => dirname(graph))])];
}
