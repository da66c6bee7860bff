import { Tokenizer } from '@huggingface/tokenizers';
import { createCharsmapNormalizer } from './charsmap.ts';
import { ModelError } from './model-error.ts';
import type { ModelFolder } from './model-folder.ts';

/** Text to token ids, without `</s>`. */
export type Tokenize = (text: string) => readonly number[];

/** Throws a `ModelError` where the tokenizer is broken or belongs to another model. */
export function createTokenizer(folder: ModelFolder): Tokenize {
  const tokenizer = load(folder);
  const ids = [...tokenizer.get_vocab().values()];
  const largest = ids.reduce((a, b) => Math.max(a, b), 0);
  if (largest >= folder.config.vocabularySize) {
    throw new ModelError(
      `\`${folder.tokenizer.path}\` does not belong to this model: it has token ids up to ` +
        `${largest}, but \`vocab_size\` in \`config.json\` is ${folder.config.vocabularySize}.`,
    );
  }
  return (text) => encode(tokenizer, text.slice(0, MAX_CHARACTERS));
}

/** Far beyond what is kept of any text; a longer word would overflow the library's stack. */
const MAX_CHARACTERS = 50_000;

/** What is used of the library, whose own types do not resolve under `nodenext` (0.2.0). */
interface LibraryTokenizer {
  readonly normalizer: LibraryNormalizer | null;
  encode(text: string, options: { add_special_tokens: boolean }): { readonly ids: number[] };
  get_vocab(): Map<string, number>;
  get_added_tokens_decoder(): Map<number, { readonly content: string }>;
}

interface LibraryNormalizer {
  readonly config: { readonly precompiled_charsmap?: unknown };
  /** The members of a sequence. */
  readonly normalizers?: readonly (LibraryNormalizer | null)[];
  normalize(text: string): string;
}

function load(folder: ModelFolder): LibraryTokenizer {
  try {
    const tokenizer: LibraryTokenizer = new Tokenizer(
      folder.tokenizer.description,
      folder.tokenizer.config,
    );
    useExactCharsmap(tokenizer.normalizer, addedTokens(tokenizer));
    if (encode(tokenizer, 'a b').length === 0) {
      throw new Error('it turns text into no tokens');
    }
    return tokenizer;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message =
      `\`${folder.tokenizer.path}\` cannot be used (${reason}). ` +
      'Copy it again from where the model comes from.';
    throw new ModelError(message, { cause: error });
  }
}

function addedTokens(tokenizer: LibraryTokenizer): ReadonlySet<string> {
  const tokens = [...tokenizer.get_added_tokens_decoder().values()];
  return new Set(tokens.map(({ content }) => content));
}

function encode(tokenizer: LibraryTokenizer, text: string): readonly number[] {
  return tokenizer.encode(text, { add_special_tokens: false }).ids;
}

/** The library takes NFKC for every precompiled map (0.2.0); the map itself says more. */
function useExactCharsmap(
  normalizer: LibraryNormalizer | null,
  addedTokens: ReadonlySet<string>,
): void {
  const charsmap = normalizer?.config.precompiled_charsmap;
  if (normalizer && typeof charsmap === 'string') {
    const normalize = createCharsmapNormalizer(charsmap);
    normalizer.normalize = (text) => guardSplitting(normalize(text), addedTokens);
  }
  for (const member of normalizer?.normalizers ?? []) {
    useExactCharsmap(member, addedTokens);
  }
}

/** Two places where the library would split normalised text unlike the Rust `tokenizers`. */
function guardSplitting(text: string, addedTokens: ReadonlySet<string>): string {
  // White space in Rust, but not in JavaScript's `\s`.
  const spaced = text.replaceAll('\u0085', ' ');
  // Only text that was written so is a special token, not what normalises to one, such as fullwidth `＜/s＞`.
  return addedTokens.has(spaced) ? ` ${spaced}` : spaced;
}
