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

/** A test, or `after` of a suite. */
interface Cleanup {
  after(clean: () => void): void;
}

const recorded = new URL('../recorded/', import.meta.url);

export const recordedCheckpoints = new URL('checkpoints/', recorded);

/** The exported graphs of `copyModel`, whole. */
export const plainModel = fileURLToPath(new URL('plain-model', recorded));

/** A small exported model to break, removed with the test. */
export function copyModel(context: Cleanup): string {
  return copyRecorded(context, 'plain-model');
}

/** A model with a merged decoder and external data. */
export function copyMergedModel(context: TestContext): string {
  return copyRecorded(context, 'merged-model');
}

export function copyCheckpoint(context: TestContext, name: string): string {
  return copyRecorded(context, `checkpoints/${name}`);
}

/** The same tokenizer in its other form. */
export function useSpieceAlone(folder: string): void {
  rmSync(join(folder, 'tokenizer.json'));
  cpSync(new URL('tokenizer/spiece.model', recorded), join(folder, 'spiece.model'));
}

/** Removed with the test. */
export function temporaryFolder(context: Cleanup): string {
  const folder = mkdtempSync(join(tmpdir(), 'p3-model-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function copyRecorded(context: Cleanup, name: string): string {
  const folder = temporaryFolder(context);
  for (const file of ['tokenizer.json', 'tokenizer_config.json']) {
    cpSync(new URL(`tokenizer/${file}`, recorded), join(folder, file));
  }
  cpSync(new URL(name, recorded), folder, { recursive: true });
  return folder;
}

export function requestFor(
  prompts: readonly ScorePrompt[],
  overrides: Partial<ScoreRequest> = {},
): ScoreRequest {
  const settings = { provider: 'cpu', precision: 'auto', inputEos: 'auto' } as const;
  return {
    modelFolder: null,
    ...settings,
    allowCopy: false,
    cacheMegabytes: 0,
    prompts,
    ...overrides,
  };
}

export const oneReview: ScorePrompt = {
  row: 0,
  input: 'The film was long. Is this review positive or negative?',
  choices: ['positive', 'negative'],
};
