import type { Snapshot } from '../analysis/snapshot.ts';
import type { JinjaNode } from '../jinja/nodes.ts';
import { type TemplateText, toDocument } from '../rules/template-text.ts';
import { type Span, touches } from '../text/span.ts';
import { documentPathAt } from './document-path.ts';
import { holds, nodesAround } from './jinja-path.ts';
import { templateTextAt } from './names/occurrences.ts';

/** What a growing selection covers, from the innermost: expressions, tag, block, text, value, template, file. */
export function selectionRanges(snapshot: Snapshot, offset: number): readonly Span[] {
  const text = templateTextAt(snapshot, offset);
  const spans = [...spansOfFile(snapshot, offset), ...(text ? spansOfJinja(text, offset) : [])];
  const nested: Span[] = [{ start: 0, end: snapshot.text.length }];
  for (const span of spans) {
    const outer = nested[0];
    const isSame = outer?.start === span.start && outer.end === span.end;
    if (outer !== undefined && holds(outer, span) && !isSame && touches(span, offset)) {
      nested.unshift(span);
    }
  }
  return nested;
}

/** From the outside in. */
function spansOfFile({ file }: Snapshot, offset: number): readonly Span[] {
  const path = documentPathAt(file, { start: offset, end: offset });
  const spans = (path?.entries ?? []).flatMap(({ keySpan, valueSpan }) => [
    { start: keySpan.start, end: Math.max(keySpan.end, valueSpan.end) },
    touches(keySpan, offset) ? keySpan : valueSpan,
  ]);
  return path?.item === undefined ? spans : [...spans, path.item.span];
}

function spansOfJinja(text: TemplateText, offset: number): readonly Span[] {
  const { scalar, tree } = text;
  const decoded = scalar.map.toDecoded(offset) ?? 0;
  const nodes = nodesAround(tree, { start: decoded, end: decoded });
  const whole = { start: 0, end: tree.source.length };
  return [whole, ...nodes.flatMap((node) => spansOfNode(node, decoded))].map((span) =>
    toDocument(text, span),
  );
}

/** A block as a whole, then its body or the tag at the offset, then what the node names there. */
function spansOfNode(node: JinjaNode, offset: number): readonly Span[] {
  const parts: Span[] = [];
  if ('tag' in node) {
    const { tag, endTag } = node;
    if (endTag !== undefined) parts.push({ start: tag.end, end: endTag.start }, endTag);
    parts.push(tag);
  }
  if ('name' in node && typeof node.name === 'object') parts.push(node.name.span);
  return [node.span, ...parts.filter((part) => touches(part, offset))];
}
