import type { Snapshot } from '../analysis/snapshot.ts';
import { walk } from '../jinja/visit.ts';
import { type TemplateText, templateTextsOf, toDocument } from '../rules/template-text.ts';
import type { Entry, YamlValue } from '../template/template-file.ts';
import type { Span } from '../text/span.ts';

/** A part of the document that can be folded to its first line. */
export interface Fold {
  readonly kind: 'region' | 'comment';
  readonly span: Span;
  /** Whether the line of the end stays in sight, because it closes the block. */
  readonly keepsLastLine: boolean;
}

/** Templates, the keys with long values in them, and the blocks and comments of Jinja. */
export function foldingRanges(snapshot: Snapshot): readonly Fold[] {
  const { file, text } = snapshot;
  const entries = file.entries.flatMap((entry) => foldEntry(text, entry));
  return [...entries, ...templateTextsOf(snapshot).flatMap(foldBlocks)];
}

/** PyYAML writes metadata several times as one value, so aliases may lead to entries far away. */
function foldEntry(text: string, entry: Entry): readonly Fold[] {
  const { keySpan, valueSpan, value } = entry;
  const end = valueSpan.start + text.slice(valueSpan.start, valueSpan.end).trimEnd().length;
  const inner = entriesOf(value).filter(
    (each) => valueSpan.start <= each.keySpan.start && each.keySpan.end <= valueSpan.end,
  );
  const span = { start: keySpan.start, end: Math.max(keySpan.end, end) };
  return [
    { kind: 'region', span, keepsLastLine: false },
    ...inner.flatMap((each) => foldEntry(text, each)),
  ];
}

function entriesOf(value: YamlValue): readonly Entry[] {
  return value.type === 'mapping' ? value.entries : [];
}

function foldBlocks(text: TemplateText): readonly Fold[] {
  const folds: Fold[] = [];
  for (const node of walk(text.tree.body)) {
    if (node.kind === 'comment') {
      folds.push({ kind: 'comment', span: toDocument(text, node.span), keepsLastLine: false });
    } else if ('endTag' in node && node.endTag !== undefined) {
      const span = { start: node.tag.start, end: node.endTag.end };
      folds.push({ kind: 'region', span: toDocument(text, span), keepsLastLine: true });
    }
  }
  return folds;
}
