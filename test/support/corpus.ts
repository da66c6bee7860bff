import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The public P3 files with their schemas, rows and recorded renderings. */
export interface Corpus {
  readonly folder: string;
  readonly entries: readonly CorpusEntry[];
}

/** One template file; the paths are absolute. */
export interface CorpusEntry {
  readonly name: string;
  readonly dataset: string;
  readonly subset: string | null;
  readonly templateCount: number;
  readonly templates: string;
  readonly schema: string;
  readonly examples: string;
  readonly goldens: string;
}

/** What a test that needs the corpus is skipped with where it is missing. */
export const CORPUS_SKIP_REASON =
  'the P3 corpus is not here: set P3_CORPUS, or put it at ../shared/p3 beside the checkout';

/** The corpus of `P3_CORPUS`, else of `../shared/p3` beside the checkout; `undefined` where it is missing. */
export function corpus(): Corpus | undefined {
  const { P3_CORPUS } = process.env;
  const checkout = join(import.meta.dirname, '..', '..');
  const folder = P3_CORPUS ?? join(checkout, '..', 'shared', 'p3');
  const index = readIndex(join(folder, 'index.json'));
  if (index === undefined) return undefined;
  return { folder, entries: index.entries.map((entry) => toEntry(folder, entry)) };
}

/** The fields of `index.json` that tests use; its README describes them. */
interface IndexFile {
  readonly entries: readonly {
    readonly name: string;
    readonly dataset: string;
    readonly subset: string | null;
    readonly n_templates: number;
    readonly templates: string;
    readonly schema: string;
    readonly examples: string;
    readonly goldens: string;
  }[];
}

function readIndex(path: string): IndexFile | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function toEntry(folder: string, entry: IndexFile['entries'][number]): CorpusEntry {
  return {
    name: entry.name,
    dataset: entry.dataset,
    subset: entry.subset,
    templateCount: entry.n_templates,
    templates: join(folder, entry.templates),
    schema: join(folder, entry.schema),
    examples: join(folder, entry.examples),
    goldens: join(folder, entry.goldens),
  };
}
