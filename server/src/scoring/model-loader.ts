import { ModelError } from './model-error.ts';
import { type ModelFolder, openModelFolder } from './model-folder.ts';
import type { OnnxSession } from './onnx-session.ts';
import { createTokenizer, type Tokenize } from './tokenizer.ts';

/** A model in memory. */
export interface LoadedModel {
  readonly folder: ModelFolder;
  readonly tokenize: Tokenize;
  readonly session: OnnxSession;
}

/** Keeps the last model, for as long as its files stay as they are. */
export function createModelLoader(threads: number): (path: string) => Promise<LoadedModel> {
  let loaded: LoadedModel | undefined;
  return async (path) => {
    const folder = await openModelFolder(path);
    if (loaded?.folder.fingerprint !== folder.fingerprint) {
      // Two models may not fit in memory together.
      await loaded?.session.dispose();
      loaded = undefined;
      const tokenize = createTokenizer(folder);
      const { openOnnxSession } = await importSession();
      loaded = { folder, tokenize, session: await openOnnxSession(folder, threads) };
    }
    return loaded;
  };
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
