import { setImmediate } from 'node:timers/promises';
import type { ModelSummary } from '../protocol/requests.ts';
import type { ScoreCaches } from './cache/score-caches.ts';
import type { ChoiceScorer } from './choice-scorer.ts';
import { CopyNeededError, ModelError } from './model-error.ts';
import type { ModelFolder } from './model-folder.ts';
import type { LoadedModel, LoadModel } from './model-loader.ts';
import { scorePrompts } from './scorer.ts';
import type {
  InputEos,
  ProcessRequest,
  PromptScore,
  ScorePrompt,
  ScoreReply,
} from './scoring-protocol.ts';
import { expectsInputEos } from './t5-config.ts';
import type { TokenizerSettings } from './tokenized-prompt.ts';
import type { OnWeights } from './weights-progress.ts';

export interface ScoringParts {
  readonly loadModel: LoadModel;
  readonly caches: ScoreCaches;
}

export interface AnswerOptions {
  /** Counts prompts. */
  readonly onProgress: (done: number) => void;
  readonly onWeights: OnWeights;
  /** Asked between two runs of the model. */
  readonly isCancelled: () => boolean;
}

/** Loads the model and scores all prompts; what goes wrong comes back as a sentence. */
export async function answerRequest(
  { loadModel, caches }: ScoringParts,
  request: ProcessRequest,
  options: AnswerOptions,
): Promise<ScoreReply> {
  try {
    if (options.isCancelled()) return { kind: 'cancelled' };
    const model = await loadModel({ ...request, path: request.modelFolder }, options.onWeights);
    const inputEos = resolveInputEos(request.inputEos, model.folder);
    const maxBytes = request.cacheMegabytes * 1e6;
    const { scorer, problem } = await caches.attach(model, { inputEos, maxBytes });
    const { endToken } = model.folder.config;
    const settings = { tokenize: model.tokenize, endToken, inputEos };
    const prompts = await scoreAll(scorer, settings, request.prompts, options);
    if (prompts === undefined) return { kind: 'cancelled' };
    return { kind: 'scored', model: summarizeModel(model, problem()), prompts };
  } catch (error) {
    return error instanceof CopyNeededError
      ? { kind: 'needs-copy', bytes: error.bytes, message: error.message }
      : { kind: 'failed', message: explain(error) };
  }
}

/** `undefined` when it was cancelled. */
function scoreAll(
  scorer: ChoiceScorer,
  settings: TokenizerSettings,
  prompts: readonly ScorePrompt[],
  { onProgress, isCancelled }: AnswerOptions,
): Promise<readonly PromptScore[] | undefined> {
  return scorePrompts(scorer, settings, prompts, {
    onProgress,
    async goesOn() {
      // The model runs on this very thread: without a pause no cancellation would be heard.
      await setImmediate();
      return !isCancelled();
    },
  });
}

function resolveInputEos(inputEos: InputEos, folder: ModelFolder): boolean {
  if (inputEos === 'auto') {
    return expectsInputEos(`${folder.config.nameOrPath} ${folder.path}`);
  }
  return inputEos === 'on';
}

function summarizeModel(
  { folder, device, precision, notes }: LoadedModel,
  cacheProblem: string | undefined,
): ModelSummary {
  const { name, path, config } = folder;
  const notice = config.notice !== null && { notice: config.notice };
  const all = cacheProblem === undefined ? notes : [...notes, cacheProblem];
  return { name, path, provider: device, precision, notes: all, ...notice };
}

function explain(error: unknown): string {
  if (error instanceof ModelError) {
    return error.message;
  }
  const reason = error instanceof Error ? error.message : String(error);
  return `Scoring failed unexpectedly: ${reason}`;
}
