/** Comments that keep rules quiet: `{# p3-disable RULE #}` in a template, `# p3-disable-next-line RULE` in the YAML. */
import type { Snapshot } from '../analysis/snapshot.ts';
import { nodesOf } from '../analysis/type-context.ts';
import type { Entry, YamlValue } from '../template/template-file.ts';
import type { Span } from '../text/span.ts';
import { type TemplateText, templateTextsOf, toDocument } from './template-text.ts';

/** One such comment. */
export interface Suppression {
  /** The rules as it names them, known or not. */
  readonly rules: readonly NamedRule[];
  /** In the document: the comment, or what of it is at hand. */
  readonly span: Span;
  readonly templateId: string | null;
  covers(place: PlacedReport): boolean;
}

/** What of a report tells whether a comment is meant for it. */
interface PlacedReport {
  readonly span: Span;
  readonly templateId: string | null;
}

interface NamedRule {
  readonly id: string;
  readonly span: Span;
}

export function suppressionsOf(snapshot: Snapshot): readonly Suppression[] {
  const { text } = snapshot;
  // Most files have none, which one search tells.
  if (!text.includes('p3-disable')) return [];
  const texts = templateTextsOf(snapshot);
  return [...texts.flatMap((each) => [...inTemplate(each)]), ...inYaml(snapshot)];
}

function* inTemplate(text: TemplateText): Generator<Suppression> {
  const { key } = text.template;
  for (const node of nodesOf(text.types, 'comment')) {
    const start = node.span.start + '{#'.length;
    const written = text.tree.source.slice(start, node.span.end - '#}'.length);
    const match = /^-?\s*p3-disable(?=[\s-]|$)(?!-\w)/.exec(written);
    if (match === null) continue;
    const from = match[0].length;
    const rules = namedRules(written.slice(from).replace(/-$/, ''), start + from).map((rule) => {
      return { ...rule, span: toDocument(text, rule.span) };
    });
    const span = toDocument(text, node.span);
    yield { rules, span, templateId: key, covers: ({ templateId }) => templateId === key };
  }
}

/** YAML has no comments inside of a scalar, so that a scalar which begins on the next line counts as a whole. */
function* inYaml({ text, file }: Snapshot): Generator<Suppression> {
  const scalars = [...scalarsOf(file.entries)];
  for (const match of text.matchAll(/(?<=^|\s)# *p3-disable-next-line(?!\S)(.*)$/gm)) {
    const start = match.index;
    if (scalars.some(({ span }) => span.start <= start && start < span.end)) continue;
    const end = start + match[0].length;
    const rest = match[1] ?? '';
    const line = nextLine(text, end);
    const ends = scalars
      .filter(({ key }) => line.start <= key.start && key.start <= line.end)
      .map(({ span }) => span.end);
    const last = Math.max(line.end, ...ends);
    yield {
      rules: namedRules(rest, end - rest.length),
      span: { start, end },
      templateId: null,
      covers: ({ span }) => line.start <= span.start && span.start <= last,
    };
  }
}

/** The next line that is no comment itself. */
function nextLine(text: string, offset: number): Span {
  let start = offset;
  let end = offset;
  do {
    start = Math.min(end + 1, text.length);
    const lineEnd = text.indexOf('\n', start);
    end = lineEnd < 0 ? text.length : lineEnd;
  } while (end < text.length && /^\s*#/.test(text.slice(start, end)));
  return { start, end };
}

function namedRules(text: string, offset: number): readonly NamedRule[] {
  return [...text.matchAll(/[^\s,]+/g)].map(({ 0: id, index }) => {
    const start = offset + index;
    return { id, span: { start, end: start + id.length } };
  });
}

interface PlacedScalar {
  readonly span: Span;
  /** What begins the line: the key, or the item of a list. */
  readonly key: Span;
}

function* scalarsOf(entries: readonly Entry[]): Generator<PlacedScalar> {
  for (const { keySpan: key, valueSpan, scalar, value } of entries) {
    if (scalar !== undefined) yield { span: valueSpan, key };
    yield* scalarsIn(value);
  }
}

function* scalarsIn(value: YamlValue): Generator<PlacedScalar> {
  if (value.type === 'mapping') yield* scalarsOf(value.entries);
  if (value.type !== 'list') return;
  for (const { span, value: item, scalar } of value.items) {
    if (scalar !== undefined) yield { span, key: span };
    yield* scalarsIn(item);
  }
}
