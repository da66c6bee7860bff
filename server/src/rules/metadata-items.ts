import type { Snapshot } from '../analysis/snapshot.ts';
import type { Span } from '../text/span.ts';
import { findMetadata } from './file-keys.ts';

interface MetadataItem {
  readonly text: string;
  /** As written, quotes included. */
  readonly span: Span;
  readonly templateId: string;
}

/** The items under `languages` or `metrics` that are text. */
export function* metadataItems(
  { file }: Snapshot,
  key: 'languages' | 'metrics',
): Generator<MetadataItem> {
  for (const template of file.templates) {
    const value = findMetadata(template, key)?.value;
    for (const item of value?.type === 'list' ? value.items : []) {
      if (item.value.type !== 'str') continue;
      yield { text: item.value.text, span: item.span, templateId: template.key };
    }
  }
}
