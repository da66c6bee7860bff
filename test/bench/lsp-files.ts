import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CORPUS_SKIP_REASON, type Corpus, corpus } from '../support/corpus.ts';

/** A document to type into. */
export interface BenchFile {
  readonly what: string;
  readonly path: string;
  readonly text: string;
  /** The most milliseconds from a keystroke to its diagnostics, at the 95th percentile. */
  readonly limitMs: number;
}

export interface BenchFiles {
  readonly files: readonly BenchFile[];
  readonly schemaFolders: readonly string[];
  readonly rowFolders: readonly string[];
  /** Absent where the public templates are not here. */
  readonly corpus: Corpus | undefined;
}

const longestLines = 10_000;

/** A typical file, the largest public one, and one of 10,000 lines; made from the samples where the public ones are missing. */
export function benchFiles(): BenchFiles {
  const folder = mkdtempSync(join(tmpdir(), 'p3-bench-'));
  const found = corpus();
  if (found === undefined) {
    console.log(`made of the samples: ${CORPUS_SKIP_REASON}`);
    return { files: madeOfSamples(folder), schemaFolders: [], rowFolders: [], corpus: undefined };
  }
  const texts = found.entries
    .map(({ templates }) => ({ path: templates, text: readFileSync(templates, 'utf8') }))
    .toSorted((one, other) => linesOf(one.text) - linesOf(other.text));
  const typical = texts.find(({ text }) => linesOf(text) >= 150);
  const largest = texts.at(-1);
  // Templates with anchors name others of their file.
  const bodies = texts.filter(({ text }) => !text.includes('&id0')).map(({ text }) => text);
  const joined = join(folder, 'templates.yaml');
  writeUnionOfSchemas(folder, found);
  return {
    files: [
      { what: 'typical', ...(typical ?? { path: '', text: '' }), limitMs: 15 },
      { what: 'largest', ...(largest ?? { path: '', text: '' }), limitMs: 20 },
      { what: 'joined', path: joined, text: joinTemplates(bodies.toReversed()), limitMs: 50 },
    ],
    schemaFolders: [join(found.folder, 'schemas'), folder],
    rowFolders: [join(found.folder, 'examples')],
    corpus: found,
  };
}

function madeOfSamples(folder: string): readonly BenchFile[] {
  const path = join(import.meta.dirname, '..', '..', 'samples', 'entailment', 'templates.yaml');
  const text = readFileSync(path, 'utf8');
  const joined = join(folder, 'templates.yaml');
  const many = Array.from({ length: longestLines }, (_, index) =>
    text.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}/g, () => `${index}`.padStart(8, '0').concat('-0000')),
  );
  return [
    { what: 'sample', path, text, limitMs: 15 },
    { what: 'generated', path: joined, text: joinTemplates(many), limitMs: 50 },
  ];
}

/** One file of the templates of many, up to 10,000 lines. */
function joinTemplates(texts: readonly string[]): string {
  const parts = ['dataset: joined\ntemplates:\n'];
  let lines = 2;
  for (const text of texts) {
    if (lines >= longestLines) break;
    const body = text.slice(text.indexOf('templates:\n') + 'templates:\n'.length);
    parts.push(body);
    lines += linesOf(body);
  }
  return parts.join('');
}

/** The columns of all, so that fields are looked up as in a file of one dataset. */
function writeUnionOfSchemas(folder: string, { entries }: Corpus): void {
  const features: Record<string, unknown> = {};
  for (const { schema } of entries) {
    Object.assign(features, JSON.parse(readFileSync(schema, 'utf8')).features);
  }
  writeFileSync(join(folder, 'joined__default.json'), JSON.stringify({ features }));
}

export function linesOf(text: string): number {
  return text.split('\n').length;
}
