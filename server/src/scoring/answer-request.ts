import { setImmediate } from 'node:timers/promises';
import type { ModelSummary } from '../protocol/requests.ts';
import { CopyNeededError, ModelError } from './model-error.ts';
import type { ModelFolder } from './model-folder.ts';
import type { LoadedModel, LoadModel } from './model-loader.ts';
import { scorePrompts } from './scorer.ts';
import type { InputEos, ProcessRequest, PromptScore, ScoreReply } from './scoring-protocol.ts';
import { expectsInputEos } from './t5-config.ts';

export interface AnswerOptions {
  /** Counts prompts. */
  readonly onProgress: (done: number) => void;
  /** Asked between two runs of the model. */
  readonly isCancelled: () => boolean;
}

/** Loads the model and scores all prompts; what goes wrong comes back as a sentence. */
export async function answerRequest(
  loadModel: LoadModel,
  request: ProcessRequest,
  options: AnswerOptions,
): Promise<ScoreReply> {
  try {
    if (options.isCancelled()) return { kind: 'cancelled' };
    const model = await loadModel({ ...request, path: request.modelFolder });
    const prompts = await scoreAll(model, request, options);
    if (prompts === undefined) return { kind: 'cancelled' };
    return { kind: 'scored', model: summarizeModel(model), prompts };
  } catch (error) {
    return error instanceof CopyNeededError
      ? { kind: 'needs-copy', bytes: error.bytes, message: error.message }
      : { kind: 'failed', message: explain(error) };
  }
}

/** `undefined` when it was cancelled. */
async function scoreAll(
  { scorer, tokenize, folder }: LoadedModel,
  request: ProcessRequest,
  { onProgress, isCancelled }: AnswerOptions,
): Promise<readonly PromptScore[] | undefined> {
  const { endToken } = folder.config;
  const inputEos = resolveInputEos(request.inputEos, folder);
  const settings = { tokenize, endToken, inputEos };
  return await scorePrompts(scorer, settings, request.prompts, {
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

function summarizeModel({ folder, device, precision, notes }: LoadedModel): ModelSummary {
  const { name, path, config } = folder;
  const notice = config.notice !== null && { notice: config.notice };
  return { name, path, provider: device, precision, notes, ...notice };
}

function explain(error: unknown): string {
  if (error instanceof ModelError) {
    return error.message;
  }
  const reason = error instanceof Error ? error.message : String(error);
  return `Scoring failed unexpectedly: ${reason}`;
}
