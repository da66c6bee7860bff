import { findColumn, templateName } from '../dataset/feature-path.ts';
import type { Features } from '../dataset/features.ts';
import type { JinjaNode } from '../jinja/nodes.ts';
import type { Span } from '../text/span.ts';
import type { TemplateText } from './template-text.ts';

/** The name of a column, written in a tag, that Jinja reads as something else. */
export interface MisreadColumn {
  readonly column: string;
  /** The name under which a template can reach it, if there is one. */
  readonly name?: string;
  /** In the template's text. */
  readonly span: Span;
}

/** Columns whose names, as the data has them, are no names in Jinja: those with hyphens, blanks or other signs. */
export function misreadColumns({ tree, types }: TemplateText): readonly MisreadColumn[] {
  if (types.features === undefined) return [];
  const written = unnameable(types.features).filter((column) => tree.source.includes(column));
  if (written.length === 0) return [];
  const isPrinted = maskOf(types.nodes, tree.source.length);
  const found: MisreadColumn[] = [];
  const bound = new Set(types.scopes.bindings.map((binding) => binding.name));
  for (const column of written) {
    const [first = ''] = /^\w+/.exec(column) ?? [];
    // `a-b` and `a.b` mean something where there is an `a`.
    if (bound.has(first) || findColumn(types.features, first) !== undefined) continue;
    const name = isName(templateName(column)) ? { name: templateName(column) } : {};
    for (const span of occurrences(tree.source, column)) {
      if (isPrinted[span.start]) continue;
      found.push({ column, span, ...name });
    }
  }
  return found.sort((one, other) => one.span.start - other.span.start);
}

/** The columns whose names are no names in Jinja, worked out once per schema. */
function unnameable(features: Features): readonly string[] {
  const known = unnameableColumns.get(features);
  if (known !== undefined) return known;
  const columns = [...features.keys()].filter((column) => !isName(column));
  unnameableColumns.set(features, columns);
  return columns;
}

const unnameableColumns = new WeakMap<Features, readonly string[]>();

function isName(text: string): boolean {
  return /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*$/u.test(text);
}

/** Marks the offsets at which text, a comment or a string stands, where no name is read. */
function maskOf(nodes: readonly JinjaNode[], length: number): Uint8Array {
  const mask = new Uint8Array(length);
  for (const { kind, span } of nodes) {
    if (kind === 'text' || kind === 'comment' || kind === 'string')
      mask.fill(1, span.start, span.end);
  }
  return mask;
}

function* occurrences(source: string, word: string): Generator<Span> {
  let start = source.indexOf(word);
  while (start >= 0) {
    const end = start + word.length;
    const around = `${source[start - 1] ?? ' '}${source[end] ?? ' '}`;
    if (!/[\w.'"]/.test(around)) yield { start, end };
    start = source.indexOf(word, end);
  }
}
