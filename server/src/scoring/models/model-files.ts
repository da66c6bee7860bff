/** The files of a model on the Hub: which of them are needed, and how each is checked. */
export interface ModelFile {
  readonly path: string;
  readonly bytes: number;
  readonly checksum: Checksum;
}

/** `git-blob`: the SHA-1 that git gives the file's content. */
export interface Checksum {
  readonly kind: 'sha256' | 'git-blob';
  readonly hex: string;
}

/** Reads the Hub's listing of a repository; undefined where it is none. */
export function readListing(json: unknown): readonly ModelFile[] | undefined {
  if (!Array.isArray(json)) return undefined;
  return json.flatMap((entry: unknown) => readEntry(Object(entry)) ?? []);
}

function readEntry(entry: {
  readonly type?: unknown;
  readonly path?: unknown;
  readonly size?: unknown;
  readonly oid?: unknown;
  readonly lfs?: unknown;
}): ModelFile | undefined {
  const { type, path, size, oid, lfs } = entry;
  if (type !== 'file' || typeof path !== 'string' || typeof size !== 'number') return undefined;
  const stored: { readonly oid?: unknown; readonly size?: unknown } = Object(lfs);
  if (typeof stored.oid === 'string' && /^[\da-f]{64}$/.test(stored.oid)) {
    const bytes = typeof stored.size === 'number' ? stored.size : size;
    return { path, bytes, checksum: { kind: 'sha256', hex: stored.oid } };
  }
  if (typeof oid !== 'string' || !/^[\da-f]{40}$/.test(oid)) return undefined;
  return { path, bytes: size, checksum: { kind: 'git-blob', hex: oid } };
}

const TOKENIZER = ['tokenizer.json', 'tokenizer_config.json', 'spiece.model'];

/** Of several forms of the weights the first is enough. */
const WEIGHTS: readonly RegExp[] = [
  /^model\.safetensors$/,
  /^model-\d+-of-\d+\.safetensors$|^model\.safetensors\.index\.json$/,
  /^pytorch_model\.bin$/,
  /^pytorch_model-\d+-of-\d+\.bin$|^pytorch_model\.bin\.index\.json$/,
];

/** What it takes to score; a sentence where the repository does not have it. */
export function chooseFiles(files: readonly ModelFile[]): readonly ModelFile[] | string {
  const named = (name: string) => files.filter(({ path }) => path === name);
  const config = named('config.json');
  const tokenizer = TOKENIZER.flatMap(named);
  const forms = WEIGHTS.map((form) => files.filter(({ path }) => form.test(path)));
  const weights = forms.find((each) => each.length > 0);
  if (config.length === 0) return 'It has no `config.json`, so it is no model for transformers.';
  if (weights === undefined) return 'It has neither `model.safetensors` nor `pytorch_model.bin`.';
  if (!tokenizer.some(({ path }) => path !== 'tokenizer_config.json')) {
    return 'It has neither `tokenizer.json` nor `spiece.model`.';
  }
  // Small files first: what is wrong with a model shows before gigabytes are there.
  return [...config, ...tokenizer, ...weights];
}
