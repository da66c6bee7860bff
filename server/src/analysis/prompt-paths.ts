/** The ways through a `jinja` text, cut at the separators that they print. */
import type { IfNode, JinjaNode, JinjaTemplate, Statement, TextNode } from '../jinja/nodes.ts';
import { walk } from '../jinja/visit.ts';
import { splitAtSeparator, TARGET_SEPARATOR } from '../template/separators.ts';
import type { Span } from '../text/span.ts';

/** One way through the text. Conditions are not compared: it may be a way that no row takes. */
export interface PromptPath {
  /** Of the template's text. */
  readonly separators: readonly Span[];
  /** One more than there are separators: the input, then the targets. */
  readonly parts: readonly PromptPart[];
}

export type PromptPart = readonly Piece[];

/** Text between separators, or a statement that prints none. */
export type Piece = TextPiece | Exclude<Statement, { kind: 'text' | 'comment' }>;

export interface TextPiece {
  readonly kind: 'text';
  /** With whitespace control applied. */
  readonly value: string;
  readonly span: Span;
}

/**
 * Every way through the text; `undefined` where it is not known which separators are printed, as in a loop or by an
 * expression, or where there are too many ways.
 */
export function promptPaths(tree: JinjaTemplate): readonly PromptPath[] | undefined {
  if (tree.problems.length > 0 || !tree.body.every((node) => isFollowed(node, tree.source))) {
    return undefined;
  }
  return extendPaths([{ separators: [], parts: [[]] }], tree.body, tree.source);
}

/** Every way through the `if`s of a part; `undefined` where there are too many. */
export function variantsOf(part: PromptPart): readonly PromptPart[] | undefined {
  let variants: Piece[][] = [[]];
  for (const piece of part) {
    if (piece.kind !== 'if') {
      for (const variant of variants) variant.push(piece);
      continue;
    }
    const ways = bodiesOf(piece).map((body) => variantsOf(body.filter(isPiece)));
    if (ways.some((way) => way === undefined)) return undefined;
    const before = variants;
    variants = ways
      .flatMap((way) => way ?? [])
      .flatMap((way) => {
        return before.map((variant) => [...variant, ...way]);
      });
    if (variants.length > mostPaths) return undefined;
  }
  return variants;
}

/** Every body of an `if`: one for each condition and the one for none of them, which may be empty. */
export function bodiesOf({ branches, otherwise }: IfNode): readonly (readonly Statement[])[] {
  return [...branches.map(({ body }) => body), otherwise];
}

/** More ways than this are not told apart. */
const mostPaths = 64;

function isPiece(node: Statement): node is Exclude<Statement, { kind: 'comment' }> {
  return node.kind !== 'comment';
}

/** A path that is still being extended. */
interface OpenPath {
  readonly separators: Span[];
  readonly parts: Piece[][];
}

function extendPaths(
  paths: readonly OpenPath[],
  body: readonly Statement[],
  source: string,
): readonly OpenPath[] | undefined {
  let extended = paths;
  for (const node of body) {
    if (node.kind === 'text') {
      for (const path of extended) extendByText(path, node, source);
    } else if (node.kind === 'if' && holdsSeparator(node, source)) {
      const before = extended;
      const ways = bodiesOf(node).map((each) => extendPaths(before.map(copyOf), each, source));
      if (ways.some((way) => way === undefined)) return undefined;
      extended = ways.flatMap((way) => way ?? []);
      if (extended.length > mostPaths) return undefined;
    } else if (node.kind !== 'comment') {
      for (const { parts } of extended) parts.at(-1)?.push(node);
    }
  }
  return extended;
}

function copyOf({ separators, parts }: OpenPath): OpenPath {
  return { separators: [...separators], parts: parts.map((part) => [...part]) };
}

function extendByText({ separators, parts }: OpenPath, node: TextNode, source: string): void {
  const { start, end } = node.span;
  // Line ends are normalized in the value only, so that its offsets may not be those of the source.
  const written = splitAtSeparator(source.slice(start, end), TARGET_SEPARATOR);
  const values = node.value.split(TARGET_SEPARATOR);
  for (const [index, { span }] of written.entries()) {
    const place = { start: start + span.start, end: start + span.end };
    if (index > 0) {
      separators.push({ start: place.start - TARGET_SEPARATOR.length, end: place.start });
      parts.push([]);
    }
    parts.at(-1)?.push({ kind: 'text', value: values[index] ?? '', span: place });
  }
}

/** Whether every separator that the statement prints stands in its text and is printed there, once. */
function isFollowed(node: Statement, source: string): boolean {
  switch (node.kind) {
    case 'text':
    case 'comment':
      return true;
    case 'if':
      return (
        bodiesOf(node)
          .flat()
          .every((inner) => isFollowed(inner, source)) &&
        !node.branches.some(({ test }) => holdsSeparator(test, source))
      );
    case 'extends':
    case 'include':
    case 'import':
    case 'from-import':
    case 'block':
    case 'error-statement':
      return false;
    default:
      return !holdsSeparator(node, source);
  }
}

/** Strings side by side are one, and an escape may stand for any character. */
const maySpellSeparator = /\|[^|]*\|[^|]*\||\\/;

function holdsSeparator(node: JinjaNode, source: string): boolean {
  if (!maySpellSeparator.test(source.slice(node.span.start, node.span.end))) return false;
  for (const inner of walk([node])) {
    const isText = inner.kind === 'text' || inner.kind === 'string';
    if (isText && inner.value.includes(TARGET_SEPARATOR)) return true;
  }
  return false;
}
