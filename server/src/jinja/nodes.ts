/**
 * The syntax tree of Jinja2 3.1. Spans are offsets into the text that was parsed
 * (for an embedded template: the decoded scalar), before line ends are normalised.
 */
import type { Span } from '../text/span.ts';

/** Result of parsing any text: a tree, always, and what is wrong with the text. */
export interface JinjaTemplate {
  readonly source: string;
  readonly body: readonly Statement[];
  /** In order of discovery: the first one is what Python's Jinja2 raises. */
  readonly problems: readonly JinjaProblem[];
}

export interface JinjaProblem {
  /** Python's message, word for word, where Python has one for this place. */
  readonly message: string;
  readonly span: Span;
  /** Where Jinja2 does not raise its usual TemplateSyntaxError. */
  readonly errorType?: 'TemplateAssertionError' | 'SyntaxError';
}

interface NodeBase {
  readonly span: Span;
}

/* ---- statements ---- */

/** A name with the place where it is written. */
export interface Identifier extends NodeBase {
  readonly name: string;
}

/** Literal text that is output as it stands; whitespace control is already applied to `value`. */
export interface TextNode extends NodeBase {
  readonly kind: 'text';
  readonly value: string;
  /** True inside `{% raw %}`. */
  readonly isRaw: boolean;
}

/** `{# … #}`; `text` is what stands between the delimiters. */
export interface CommentNode extends NodeBase {
  readonly kind: 'comment';
  readonly text: string;
}

/** `{{ … }}`; a bare tuple is printed as one tuple. */
export interface PrintNode extends NodeBase {
  readonly kind: 'print';
  readonly expression: Expression;
}

/** A statement written with tags: `span` reaches from the first tag to the last, `tag` is the first one. */
interface TagBase extends NodeBase {
  readonly tag: Span;
  /** The word that names the statement, such as `for`. */
  readonly keyword: Span;
  /** The closing tag, such as `{% endfor %}`; absent when the statement has none or it is missing. */
  readonly endTag?: Span;
}

export interface IfBranch extends NodeBase {
  readonly test: Expression;
  readonly body: readonly Statement[];
}

export interface IfNode extends TagBase {
  readonly kind: 'if';
  /** `if` and every `elif`, in order. */
  readonly branches: readonly IfBranch[];
  readonly otherwise: readonly Statement[];
}

export interface ForNode extends TagBase {
  readonly kind: 'for';
  readonly target: AssignmentTarget;
  readonly iterable: Expression;
  readonly filter?: Expression;
  readonly isRecursive: boolean;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

export interface SetNode extends TagBase {
  readonly kind: 'set';
  readonly target: AssignmentTarget;
  readonly value: Expression;
}

/** `{% set x | filter %} … {% endset %}`. */
export interface SetBlockNode extends TagBase {
  readonly kind: 'set-block';
  readonly target: AssignmentTarget;
  /** The filter chain; its innermost `target` is absent and stands for the body. */
  readonly filter?: FilterExpression;
  readonly body: readonly Statement[];
}

export interface WithNode extends TagBase {
  readonly kind: 'with';
  readonly bindings: readonly { readonly target: AssignmentTarget; readonly value: Expression }[];
  readonly body: readonly Statement[];
}

export interface FilterBlockNode extends TagBase {
  readonly kind: 'filter-block';
  /** The filter chain; its innermost `target` is absent and stands for the body. */
  readonly filter: FilterExpression;
  readonly body: readonly Statement[];
}

export interface Parameter extends NodeBase {
  readonly name: Identifier;
  readonly defaultValue?: Expression;
}

export interface MacroNode extends TagBase {
  readonly kind: 'macro';
  readonly name: Identifier;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
}

export interface CallBlockNode extends TagBase {
  readonly kind: 'call-block';
  readonly parameters: readonly Parameter[];
  readonly call: CallExpression;
  readonly body: readonly Statement[];
}

export interface BlockNode extends TagBase {
  readonly kind: 'block';
  readonly name: Identifier;
  readonly isScoped: boolean;
  readonly isRequired: boolean;
  readonly body: readonly Statement[];
}

export interface AutoescapeNode extends TagBase {
  readonly kind: 'autoescape';
  readonly value: Expression;
  readonly body: readonly Statement[];
}

export interface ExtendsNode extends TagBase {
  readonly kind: 'extends';
  readonly template: Expression;
}

export interface IncludeNode extends TagBase {
  readonly kind: 'include';
  readonly template: Expression;
  readonly ignoresMissing: boolean;
  readonly withContext: boolean;
}

export interface ImportNode extends TagBase {
  readonly kind: 'import';
  readonly template: Expression;
  readonly alias: Identifier;
  readonly withContext: boolean;
}

export interface FromImportNode extends TagBase {
  readonly kind: 'from-import';
  readonly template: Expression;
  readonly names: readonly { readonly name: Identifier; readonly alias?: Identifier }[];
  readonly withContext: boolean;
}

/** A tag that could not be read; a problem says why. */
export interface ErrorStatement extends TagBase {
  readonly kind: 'error-statement';
}

export type Statement =
  | TextNode
  | CommentNode
  | PrintNode
  | IfNode
  | ForNode
  | SetNode
  | SetBlockNode
  | WithNode
  | FilterBlockNode
  | MacroNode
  | CallBlockNode
  | BlockNode
  | AutoescapeNode
  | ExtendsNode
  | IncludeNode
  | ImportNode
  | FromImportNode
  | ErrorStatement;

/* ---- expressions ---- */

export interface NameExpression extends NodeBase {
  readonly kind: 'name';
  readonly name: string;
}

/** `namespace.attribute` as the target of `set`. */
export interface NamespaceTarget extends NodeBase {
  readonly kind: 'namespace-target';
  readonly namespace: Identifier;
  readonly attribute: Identifier;
}

/** Several targets, which an iterable of as many values is unpacked to. */
export interface TupleTarget extends NodeBase {
  readonly kind: 'tuple-target';
  readonly items: readonly AssignmentTarget[];
}

/** What `set`, `for` and `with` can bind. */
export type AssignmentTarget = NameExpression | NamespaceTarget | TupleTarget | ErrorExpression;

export interface StringLiteral extends NodeBase {
  readonly kind: 'string';
  readonly value: string;
}

export interface IntegerLiteral extends NodeBase {
  readonly kind: 'integer';
  readonly value: bigint;
}

export interface FloatLiteral extends NodeBase {
  readonly kind: 'float';
  readonly value: number;
}

export interface BooleanLiteral extends NodeBase {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface NoneLiteral extends NodeBase {
  readonly kind: 'none';
}

export interface ListExpression extends NodeBase {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

export interface TupleExpression extends NodeBase {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
}

export interface DictExpression extends NodeBase {
  readonly kind: 'dict';
  readonly entries: readonly { readonly key: Expression; readonly value: Expression }[];
}

/** `target.name`; also `target.0`, which Jinja reads as an item with an integer. */
export interface AttributeExpression extends NodeBase {
  readonly kind: 'attribute';
  readonly target: Expression;
  readonly name: Identifier;
}

/** `target[index]`. */
export interface ItemExpression extends NodeBase {
  readonly kind: 'item';
  readonly target: Expression;
  readonly index: Expression | SliceExpression;
}

export interface SliceExpression extends NodeBase {
  readonly kind: 'slice';
  readonly from?: Expression;
  readonly to?: Expression;
  readonly step?: Expression;
}

export interface Arguments {
  readonly positional: readonly Expression[];
  readonly keywords: readonly { readonly name: Identifier; readonly value: Expression }[];
  /** `*args`. */
  readonly rest?: Expression;
  /** `**kwargs`. */
  readonly keywordRest?: Expression;
}

export interface CallExpression extends NodeBase {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly arguments: Arguments;
}

export interface FilterExpression extends NodeBase {
  readonly kind: 'filter';
  /** Absent in a filter block and a set block, where the body is filtered. */
  readonly target?: Expression;
  /** May hold dots. */
  readonly name: Identifier;
  readonly arguments: Arguments;
}

/** `target is name(…)`; a negated one stands inside a `not`. */
export interface TestExpression extends NodeBase {
  readonly kind: 'test';
  readonly target: Expression;
  readonly name: Identifier;
  readonly arguments: Arguments;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | 'and' | 'or';

export interface BinaryExpression extends NodeBase {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface UnaryExpression extends NodeBase {
  readonly kind: 'unary';
  readonly operator: 'not' | '-' | '+';
  readonly operand: Expression;
}

/** `a ~ b ~ c`. */
export interface ConcatExpression extends NodeBase {
  readonly kind: 'concat';
  readonly operands: readonly Expression[];
}

export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in';

/** A chain such as `a < b <= c`. */
export interface CompareExpression extends NodeBase {
  readonly kind: 'compare';
  readonly left: Expression;
  readonly comparisons: readonly {
    readonly operator: ComparisonOperator;
    readonly right: Expression;
  }[];
}

/** `then if test else otherwise`. */
export interface ConditionalExpression extends NodeBase {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly then: Expression;
  readonly otherwise?: Expression;
}

/** A place where an expression was expected; a problem says so. */
export interface ErrorExpression extends NodeBase {
  readonly kind: 'error';
}

export type Expression =
  | NameExpression
  | StringLiteral
  | IntegerLiteral
  | FloatLiteral
  | BooleanLiteral
  | NoneLiteral
  | ListExpression
  | TupleExpression
  | DictExpression
  | AttributeExpression
  | ItemExpression
  | CallExpression
  | FilterExpression
  | TestExpression
  | BinaryExpression
  | UnaryExpression
  | ConcatExpression
  | CompareExpression
  | ConditionalExpression
  | ErrorExpression;

export type JinjaNode = Statement | Expression | AssignmentTarget | SliceExpression;
