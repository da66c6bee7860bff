import { readFileSync } from 'node:fs';
import { createSnapshot, type Snapshot } from '../../server/src/analysis/snapshot.ts';
import { parseDatasetSchema } from '../../server/src/dataset/parse-features.ts';
import type { Corpus } from './corpus.ts';
import { foundSchema } from './schema-builder.ts';

/** The public templates with their schemas. */
export function loadCorpus({ entries }: Corpus): readonly Snapshot[] {
  return entries.map(({ templates, schema, dataset }) => {
    const parsed = parseDatasetSchema(JSON.parse(readFileSync(schema, 'utf8')), dataset);
    if (parsed.kind !== 'ok') throw new Error(`${schema} cannot be read`);
    const known = foundSchema(parsed.schema, schema);
    const text = readFileSync(templates, 'utf8');
    return createSnapshot({ uri: templates, version: 1, text, schema: known });
  });
}
