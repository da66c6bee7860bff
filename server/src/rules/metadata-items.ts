import type { PromptTemplate } from '../template/template-file.ts';
import type { Span } from '../text/span.ts';
import { findMetadata } from './file-keys.ts';

interface MetadataItem {
  readonly text: string;
  /** As written, quotes included. */
  readonly span: Span;
  readonly templateId: string;
}

/** The items under `languages` or `metrics` that are text. */
export function metadataItems(
  template: PromptTemplate,
  key: 'languages' | 'metrics',
): readonly MetadataItem[] {
  const value = findMetadata(template, key)?.value;
  if (value?.type !== 'list') return [];
  return value.items.flatMap((item) => {
    if (item.value.type !== 'str') return [];
    return [{ text: item.value.text, span: item.span, templateId: template.key }];
  });
}
