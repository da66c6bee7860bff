import { ModelError } from './model-error.ts';
import { openModelFolder } from './model-folder.ts';
import type { CountCall, CountReply } from './process-messages.ts';
import { createTokenizer, type Tokenize } from './tokenizer.ts';

/** Counts with the tokenizer of a model whose weights stay on disk; remembers the last tokenizer. */
export function createTokenCounting(): (call: CountCall) => Promise<CountReply> {
  let known: { readonly fingerprint: string; readonly tokenize: Tokenize } | undefined;
  return async ({ modelFolder, texts }) => {
    try {
      const folder = await openModelFolder(modelFolder);
      const { fingerprint } = folder;
      if (known?.fingerprint !== fingerprint) {
        known = { fingerprint, tokenize: createTokenizer(folder) };
      }
      const { tokenize } = known;
      return { kind: 'counted', counts: texts.map((text) => tokenize(text).length) };
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      return { kind: 'failed', message: error.message };
    }
  };
}
