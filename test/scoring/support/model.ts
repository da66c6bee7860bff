import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { embeddedModelFolder } from '../../../server/src/scoring/embedded-model.ts';
import type { ModelRequest } from '../../../server/src/scoring/model-loader.ts';
import {
  createScoringClient,
  type ScoringClient,
  type ScoringClientOptions,
} from '../../../server/src/scoring/scoring-client.ts';
import type { ScorePrompt, ScoreRequest } from '../../../server/src/scoring/scoring-protocol.ts';

export const demoModel = embeddedModelFolder(fileURLToPath(new URL('../../..', import.meta.url)));

/** Beside the copies of models that tests make, so that hard links work. */
export const testCacheFolder = join(tmpdir(), 'p3-test-cache');

/** For a model loader; on the CPU, which is there everywhere. */
export function loadRequest(path: string, overrides: Partial<ModelRequest> = {}): ModelRequest {
  return { path, provider: 'cpu', precision: 'auto', allowCopy: false, ...overrides };
}

const silent = { info() {}, warn() {} };

/** The real process, ended with the test. */
export function startClient(
  context: TestContext,
  options: Partial<ScoringClientOptions> = {},
): ScoringClient {
  const client = createScoringClient({
    entry: fileURLToPath(
      new URL('../../../server/src/scoring/scoring-process.ts', import.meta.url),
    ),
    execPath: process.execPath,
    embeddedModelFolder: demoModel,
    cacheFolder: testCacheFolder,
    logger: silent,
    ...options,
  });
  context.after(() => client.dispose());
  return client;
}

/** A copy of the demo model to break, removed with the test. */
export function copyModel(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'p3-model-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(demoModel, folder, { recursive: true });
  return folder;
}

/** A model with a merged decoder and external data, and the demo model's tokenizer. */
export function copyMergedModel(context: TestContext): string {
  const folder = copyModel(context);
  rmSync(join(folder, 'encoder_model.onnx'));
  rmSync(join(folder, 'decoder_model.onnx'));
  cpSync(new URL('../recorded/merged-model', import.meta.url), folder, { recursive: true });
  return folder;
}

export const recordedCheckpoints = new URL('../recorded/checkpoints/', import.meta.url);

/** A recorded checkpoint with the demo model's tokenizer, removed with the test. */
export function copyCheckpoint(context: TestContext, name: string): string {
  const folder = copyModel(context);
  rmSync(join(folder, 'encoder_model.onnx'));
  rmSync(join(folder, 'decoder_model.onnx'));
  cpSync(new URL(name, recordedCheckpoints), folder, { recursive: true });
  return folder;
}

export function requestFor(
  prompts: readonly ScorePrompt[],
  overrides: Partial<ScoreRequest> = {},
): ScoreRequest {
  const settings = { provider: 'cpu', precision: 'auto', inputEos: 'auto' } as const;
  return { modelFolder: null, ...settings, allowCopy: false, prompts, ...overrides };
}

export const oneReview: ScorePrompt = {
  row: 0,
  input: 'The film was long. Is this review positive or negative?',
  choices: ['positive', 'negative'],
};
