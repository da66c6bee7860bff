import { setImmediate } from 'node:timers/promises';
import type { ModelSummary } from '../protocol/requests.ts';
import { ModelError } from './model-error.ts';
import type { ModelFolder } from './model-folder.ts';
import type { LoadedModel } from './model-loader.ts';
import { scorePrompt } from './scorer.ts';
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
  loadModel: (path: string) => Promise<LoadedModel>,
  request: ProcessRequest,
  options: AnswerOptions,
): Promise<ScoreReply> {
  if (request.provider !== 'auto' && request.provider !== 'cpu') {
    const message =
      `The provider \`${request.provider}\` is not supported yet: this version scores on the CPU. ` +
      'Choose `cpu` or `auto`.';
    return { kind: 'failed', message };
  }
  try {
    if (options.isCancelled()) return { kind: 'cancelled' };
    const model = await loadModel(request.modelFolder);
    const prompts = await scoreAll(model, request, options);
    if (prompts === undefined) return { kind: 'cancelled' };
    return { kind: 'scored', model: summarizeModel(model.folder), prompts };
  } catch (error) {
    return { kind: 'failed', message: explain(error) };
  }
}

/** `undefined` when it was cancelled. */
async function scoreAll(
  { scorer, tokenize, folder }: LoadedModel,
  request: ProcessRequest,
  { onProgress, isCancelled }: AnswerOptions,
): Promise<PromptScore[] | undefined> {
  const { endToken } = folder.config;
  const inputEos = resolveInputEos(request.inputEos, folder);
  const options = { tokenize, endToken, inputEos };
  const scores: PromptScore[] = [];
  for (const prompt of request.prompts) {
    // The model runs on this very thread: without a pause no cancellation would be heard.
    await setImmediate();
    if (isCancelled()) return undefined;
    scores.push(await scorePrompt(scorer, options, prompt));
    onProgress(scores.length);
  }
  return scores;
}

function resolveInputEos(inputEos: InputEos, folder: ModelFolder): boolean {
  if (inputEos === 'auto') {
    return expectsInputEos(`${folder.config.nameOrPath} ${folder.path}`);
  }
  return inputEos === 'on';
}

function summarizeModel({ name, path, config }: ModelFolder): ModelSummary {
  return {
    name,
    path,
    provider: 'cpu',
    ...(config.notice !== null && { notice: config.notice }),
  };
}

function explain(error: unknown): string {
  if (error instanceof ModelError) {
    return error.message;
  }
  const reason = error instanceof Error ? error.message : String(error);
  return `Scoring failed unexpectedly: ${reason}`;
}
