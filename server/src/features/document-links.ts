import type { Snapshot } from '../analysis/snapshot.ts';
import type { SchemaLookup } from '../dataset/lookup.ts';
import type { Span } from '../text/span.ts';

export type DocumentLink =
  | { readonly kind: 'file'; readonly span: Span; readonly path: string; readonly tooltip: string }
  | { readonly kind: 'web'; readonly span: Span; readonly url: string; readonly tooltip: string };

/** The name of the dataset leads to its schema, or to its page where no schema is known. */
export function documentLinks({ file, schema }: Snapshot): readonly DocumentLink[] {
  const { dataset } = file;
  if (dataset?.scalar === undefined || dataset.value.type !== 'str') return [];
  const { text, span } = dataset.scalar;
  const schemaFile = fileOf(schema);
  if (schemaFile !== undefined) {
    return [{ kind: 'file', span, path: schemaFile, tooltip: 'Open the schema' }];
  }
  if (!/^[\w.-]+(?:\/[\w.-]+)?$/.test(text)) return [];
  const url = `https://huggingface.co/datasets/${text}`;
  return [{ kind: 'web', span, url, tooltip: 'Open the page of the dataset' }];
}

/** The file that declares the schema, or fails to. */
function fileOf(schema: SchemaLookup): string | undefined {
  if (schema.kind === 'malformed') return schema.origin.path;
  if (schema.kind !== 'found' || schema.basis.kind !== 'declared') return undefined;
  return schema.basis.path;
}
