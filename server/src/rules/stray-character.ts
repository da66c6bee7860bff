import { isBlank } from '../analysis/printing.ts';
import type { Span } from '../text/span.ts';
import { editScalar } from './edit-scalar.ts';
import type { Report, Rule, Tell } from './rule.ts';
import { type TemplateText, toDocument } from './template-text.ts';

export const strayCharacter: Rule = {
  id: 'stray-character',
  severity: 'warning',
  description: 'No brace is left over from a tag, and no `n` or `\\n` from a line break.',
  fix: 'removes it, or puts the line break there',
  checkTemplate({ document, texts }, tell) {
    for (const text of texts) {
      if (text.tree.problems.length > 0) continue;
      const printed = printedTexts(text);
      surplusBraces(text, printed, tell);
      for (const place of printed) lostLineBreaks(document, text, place, tell);
    }
  },
};

interface PrintedText {
  readonly span: Span;
  /** Whether it follows a `{{ … }}`. */
  readonly isBehindPrint: boolean;
}

function printedTexts({
  tree: { source },
  types: { nodes },
}: TemplateText): readonly PrintedText[] {
  const printed: PrintedText[] = [];
  let endOfPrint: number | undefined;
  for (const node of nodes) {
    if (node.kind === 'print') endOfPrint = node.span.end;
    if (node.kind !== 'text' || node.isRaw) continue;
    // A `-}}` takes the blanks behind it away.
    const isBehindPrint =
      endOfPrint !== undefined && isBlank(source.slice(endOfPrint, node.span.start));
    printed.push({ span: node.span, isBehindPrint });
  }
  return printed;
}

/** Braces that close nothing, right behind a tag or like the end of one; a text may hold braces of its own. */
function surplusBraces(text: TemplateText, printed: readonly PrintedText[], tell: Tell): void {
  const { source } = text.tree;
  let depth = 0;
  for (const { span } of printed) {
    const written = source.slice(span.start, span.end);
    for (const { 0: braces, index } of written.matchAll(/\{+|[%#]?\}+/g)) {
      if (braces.startsWith('{')) {
        depth += braces.length;
        continue;
      }
      const count = braces.replace(/^[%#]/, '').length;
      const surplus = count - depth;
      depth = Math.max(0, depth - count);
      const isBehindTag = source[span.start + index - 1] === '}';
      const isTagEnd = surplus === count && braces.length > 1;
      if (surplus <= 0 || !(isBehindTag || isTagEnd)) continue;
      const end = span.start + index + braces.length;
      const start = isTagEnd ? end - braces.length : end - surplus;
      const stray = source.slice(start, end);
      tell(report(text, { start, end }, `\`${stray}\` ends no tag and is printed; remove it.`));
    }
  }
}

function lostLineBreaks(
  document: string,
  text: TemplateText,
  { span: shown, isBehindPrint }: PrintedText,
  tell: Tell,
): void {
  const written = text.tree.source.slice(shown.start, shown.end);
  if (isBehindPrint && /^n\r?\n/.test(written)) {
    const message = 'This `n` is printed; it looks like what is left of `\\n`. Remove it.';
    tell(report(text, { start: shown.start, end: shown.start + 1 }, message));
  }
  // Not the start of a LaTeX command, such as `\nu`.
  for (const { index } of written.matchAll(/\\n(?![a-z])/g)) {
    const start = shown.start + index;
    const message = 'This `\\n` is printed as a backslash and an `n`; put a line break here.';
    const place = { start, end: start + 2 };
    const edits = [editScalar(document, text, place, '\n')];
    const fix = { title: 'Put a line break here', edits };
    const isBlock = /^(literal|folded)$/.test(text.scalar.style);
    const span = toDocument(text, place);
    tell({ message, span, templateId: text.template.key, ...(!isBlock && { fix }) });
  }
}

function report(text: TemplateText, stray: Span, message: string): Report {
  const span = toDocument(text, stray);
  const fix = { title: 'Remove it', edits: [{ span, newText: '' }] };
  return { message, span, templateId: text.template.key, fix };
}
