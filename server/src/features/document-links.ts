import type { Snapshot } from '../analysis/snapshot.ts';
import type { Span } from '../text/span.ts';

export type DocumentLink =
  | { readonly kind: 'file'; readonly span: Span; readonly path: string; readonly tooltip: string }
  | { readonly kind: 'web'; readonly span: Span; readonly url: string; readonly tooltip: string };

/** The name of the dataset leads to its schema, or to its page where no schema is known. */
export function documentLinks({ file, schema }: Snapshot): readonly DocumentLink[] {
  const { dataset } = file;
  if (dataset?.scalar === undefined || dataset.value.type !== 'str') return [];
  const { text, span } = dataset.scalar;
  if (schema.kind !== 'absent') {
    return [{ kind: 'file', span, path: schema.origin, tooltip: 'Open the schema' }];
  }
  if (!/^[\w.-]+(?:\/[\w.-]+)?$/.test(text)) return [];
  const url = `https://huggingface.co/datasets/${text}`;
  return [{ kind: 'web', span, url, tooltip: 'Open the page of the dataset' }];
}
