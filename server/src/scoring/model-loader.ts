import type { ChoiceScorer } from './choice-scorer.ts';
import { ModelError } from './model-error.ts';
import { type ModelFolder, openModelFolder } from './model-folder.ts';
import type { OpenGraph } from './onnx-session.ts';
import { openOptimumScorer } from './optimum-scorer.ts';
import { createTokenizer, type Tokenize } from './tokenizer.ts';
import { openTreeScorer } from './tree-scorer.ts';

/** A model in memory. */
export interface LoadedModel {
  readonly folder: ModelFolder;
  readonly tokenize: Tokenize;
  readonly scorer: ChoiceScorer;
}

export interface ModelLoaderOptions {
  readonly threads: number;
  /** For the graphs of checkpoints while they are loaded. */
  readonly cacheFolder: string;
}

/** Keeps the last model, for as long as its files stay as they are. */
export function createModelLoader({
  threads,
  cacheFolder,
}: ModelLoaderOptions): (path: string) => Promise<LoadedModel> {
  let loaded: LoadedModel | undefined;
  return async (path) => {
    const folder = await openModelFolder(path);
    if (loaded?.folder.fingerprint !== folder.fingerprint) {
      // Two models may not fit in memory together.
      await loaded?.scorer.dispose();
      loaded = undefined;
      const tokenize = createTokenizer(folder);
      const { createGraphOpener } = await importSession();
      const scorer = await openScorer(createGraphOpener(threads), folder, cacheFolder);
      loaded = { folder, tokenize, scorer };
    }
    return loaded;
  };
}

function openScorer(
  openGraph: OpenGraph,
  { path, config, weights }: ModelFolder,
  cacheFolder: string,
): Promise<ChoiceScorer> {
  switch (weights.kind) {
    case 'optimum':
      return openOptimumScorer(openGraph, weights, config);
    case 'checkpoint': {
      const { architecture } = weights;
      const { decoderStartToken } = config;
      return openTreeScorer(openGraph, {
        folder: path,
        cacheFolder,
        architecture,
        decoderStartToken,
      });
    }
  }
}

/** Only now, so that a machine on which the native library does not load gets a sentence. */
async function importSession() {
  try {
    return await import('./onnx-session.ts');
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    const platform = `${process.platform}-${process.arch}`;
    const help =
      process.platform === 'win32'
        ? 'Install the Microsoft Visual C++ runtime, then score again.'
        : 'Reinstall P3 Workbench for this platform; linting and rendering work without it.';
    throw new ModelError(`ONNX Runtime does not load on ${platform} (${reason}). ${help}`, {
      cause: error,
    });
  }
}
