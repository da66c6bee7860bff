/**
 * What is being typed at an offset of a Jinja text. The text is parsed once more with a stand-in name at the cursor, so
 * that half-typed text (`{{ answers. }}`, `{{ text | }}`, `{% `) has a node there; the node says what is wanted.
 */
import type {
  CallExpression,
  Expression,
  FilterExpression,
  Identifier,
  JinjaNode,
  JinjaTemplate,
  Statement,
  TestExpression,
} from '../../jinja/nodes.ts';
import { parseTemplate } from '../../jinja/parse-template.ts';
import type { Span } from '../../text/span.ts';
import { holds, nodesAround } from '../jinja-path.ts';
import { standInFor } from '../stand-in.ts';

export type JinjaContext = Wanted & {
  /** The text with the stand-in, parsed: the scopes around the cursor are those of this tree. */
  readonly tree: JinjaTemplate;
  /** The cursor, in `tree` and in the text. */
  readonly offset: number;
  /** The word at the cursor, in the text without the stand-in. */
  readonly span: Span;
};

type Wanted =
  /** A value: a field, a variable, a function; `subscripted` is `x` in `x[…]`, `call` has it as an argument. */
  | { readonly kind: 'value'; readonly subscripted?: Expression; readonly call?: Call }
  /** `target.…`. */
  | { readonly kind: 'attribute'; readonly target: Expression }
  /** The text between the quotes of `target['…']`; with `ofItems`, of `target | map(attribute='…')`. */
  | { readonly kind: 'key'; readonly target: Expression; readonly ofItems: boolean }
  | { readonly kind: 'filter'; readonly target?: Expression }
  | { readonly kind: 'test'; readonly target: Expression }
  /** The first word of a tag; `open` are the blocks around it, innermost last. */
  | { readonly kind: 'tag'; readonly open: readonly Statement[] };

type Call = CallExpression | FilterExpression | TestExpression;

export function jinjaContextAt(source: string, offset: number): JinjaContext | undefined {
  const context = probe(source, offset, '');
  const quote = /(['"])\w*$/.exec(source.slice(0, offset))?.[1];
  if (context?.kind === 'key' || quote === undefined) {
    return context;
  }
  // A subscript whose quote is still open, such as `answers['te`.
  const closed = probe(source, offset, quote);
  return closed?.kind === 'key' ? closed : context;
}

function probe(source: string, offset: number, closing: string): JinjaContext | undefined {
  const standIn = standInFor(source);
  const inserted = standIn + closing;
  const tree = parseTemplate(source.slice(0, offset) + inserted + source.slice(offset));
  const place = { start: offset, end: offset + standIn.length };
  const path = nodesAround(tree, place);
  const found = wantedAt(tree, path, place);
  if (found === undefined) {
    return undefined;
  }
  const { wanted, word } = found;
  const span = { start: word.start, end: word.end - standIn.length };
  return { ...wanted, tree, offset, span };
}

interface Found {
  readonly wanted: Wanted;
  readonly word: Span;
}

function wantedAt(tree: JinjaTemplate, path: readonly JinjaNode[], place: Span): Found | undefined {
  const node = path.at(-1);
  const parent = path.at(-2);
  switch (node?.kind) {
    case 'name':
      return isBound(node, parent) ? undefined : { wanted: valueIn(node, parent), word: node.span };
    case 'attribute':
      return named(node.name, place, { kind: 'attribute', target: node.target });
    case 'string':
      return keyIn(tree, node, parent);
    case 'filter': {
      const { target } = node;
      return named(node.name, place, { kind: 'filter', ...(target && { target }) });
    }
    case 'test':
      return named(node.name, place, { kind: 'test', target: node.target });
    case 'error-statement':
      return named(node.keyword, place, { kind: 'tag', open: path.filter(isBlock) });
    default:
      return undefined;
  }
}

function named(name: Identifier | Span, place: Span, wanted: Wanted): Found | undefined {
  const word = 'span' in name ? name.span : name;
  return holds(word, place) ? { wanted, word } : undefined;
}

function valueIn(node: JinjaNode, parent: JinjaNode | undefined): Wanted {
  if (parent?.kind === 'item' && parent.index === node) {
    return { kind: 'value', subscripted: parent.target };
  }
  const isArgument =
    (parent?.kind === 'call' || parent?.kind === 'filter' || parent?.kind === 'test') &&
    parent.arguments.positional.some((argument) => argument === node);
  return isArgument ? { kind: 'value', call: parent } : { kind: 'value' };
}

/** Between the quotes of a key, as long as no escape makes offsets differ. */
function keyIn(
  tree: JinjaTemplate,
  node: JinjaNode & { kind: 'string' },
  parent: JinjaNode | undefined,
): Found | undefined {
  const start = node.span.start + 1;
  const word = { start, end: start + node.value.length };
  if (tree.source.slice(word.start, word.end) !== node.value) {
    return undefined;
  }
  if (parent?.kind === 'item' && parent.index === node) {
    return { wanted: { kind: 'key', target: parent.target, ofItems: false }, word };
  }
  const target = parent?.kind === 'filter' && namesAttribute(parent, node) && parent.target;
  return target ? { wanted: { kind: 'key', target, ofItems: true }, word } : undefined;
}

/** `map(attribute='…')` and its kin, and the filters whose first argument is an attribute. */
function namesAttribute({ name, arguments: given }: FilterExpression, node: JinjaNode): boolean {
  const isFirst = given.positional[0] === node;
  return (
    given.keywords.some((keyword) => keyword.name.name === 'attribute' && keyword.value === node) ||
    (isFirst && ['selectattr', 'rejectattr', 'groupby'].includes(name.name))
  );
}

/** Names that the author invents: there is nothing to propose. */
function isBound(node: JinjaNode, parent: JinjaNode | undefined): boolean {
  switch (parent?.kind) {
    case 'for':
    case 'set':
    case 'set-block':
      return holds(parent.target.span, node.span);
    case 'with':
      return parent.bindings.some(({ target }) => holds(target.span, node.span));
    default:
      return false;
  }
}

function isBlock(node: JinjaNode): node is Statement {
  return 'tag' in node && node.kind !== 'error-statement';
}
