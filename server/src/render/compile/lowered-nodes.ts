/**
 * The tree that the compiler reads: nunjucks' own node classes where their meaning fits, classes derived from them
 * where Python needs more. The line and column of a node are the start and end of its span.
 */
import nodes, { type Node } from 'nunjucks/src/nodes.js';
import type { Load } from './symbols.ts';

/** The fields of nunjucks' own `If` and `InlineIf`. */
export interface ConditionFields {
  readonly cond: Node;
  readonly body: Node;
  readonly else_: Node | null;
}

/** What `autoescape` is at a place: known when the template is compiled, or only when it runs. */
export type Autoescape = 'off' | 'on' | 'dynamic';

/** A name that is read or assigned; one that may be unbound is checked. */
export interface VariableFields {
  readonly identifier: string;
  readonly name: string;
  readonly isChecked: boolean;
}
export const Variable = nodes.Node.extend<VariableFields>('Variable', {
  fields: ['identifier', 'name', 'isChecked'],
});

/** The field of nunjucks' own `TemplateData`. */
export interface TextFields {
  readonly value: string;
}

/** `null`, a boolean, an int (number or bigint), a `PyFloat` or a string. */
export interface ConstantFields {
  readonly value: unknown;
}
export const Constant = nodes.Literal.extend<ConstantFields>('Constant');

export interface SequenceFields {
  readonly children: readonly Node[];
}
export const Tuple = nodes.Array.extend<SequenceFields>('Tuple');

export interface AttributeFields {
  readonly target: Node;
  readonly name: string;
}
export const Attribute = nodes.LookupVal.extend<AttributeFields>('Attribute', {
  fields: ['target', 'name'],
});

export interface SliceFields {
  readonly target: Node;
  readonly from: Node | null;
  readonly to: Node | null;
  readonly step: Node | null;
  readonly isFolded: boolean;
}
export const Slice = nodes.LookupVal.extend<SliceFields>('Slice', {
  fields: ['target', 'from', 'to', 'step', 'isFolded'],
});

/** What Jinja2 computes when it compiles, and the expression that it writes where that gives no constant. */
export interface FoldedFields {
  readonly folded: Node;
  readonly written: Node;
}
export const FoldedValue = nodes.Node.extend<FoldedFields>('FoldedValue', {
  fields: ['folded', 'written'],
});

export interface PowerFields {
  readonly base: Node;
  readonly exponent: Node;
}
/** A power of what Jinja2 computes when it compiles, and then writes without parentheses: `-2 ** x`. */
export const WrittenPower = nodes.Node.extend<PowerFields>('WrittenPower', {
  fields: ['base', 'exponent'],
});

export interface ArgumentsFields {
  readonly positional: readonly Node[];
  readonly keywords: readonly { readonly name: string; readonly value: Node }[];
  readonly rest: Node | null;
  readonly keywordRest: Node | null;
}
export const CallArguments = nodes.Node.extend<ArgumentsFields>('CallArguments', {
  fields: ['positional', 'keywords', 'rest', 'keywordRest'],
});

export interface CallFields {
  readonly callee: Node;
  readonly args: Node;
}
export const Call = nodes.FunCall.extend<CallFields>('Call', { fields: ['callee', 'args'] });

/** A filter or test; `isKnown` is false where the name is looked up in vain only when it runs. */
export interface FilterFields {
  readonly name: string;
  readonly target: Node;
  readonly args: Node;
  readonly isKnown: boolean;
  /** All operands are constant: Jinja2 computes it once, when it compiles the template. */
  readonly isConstant: boolean;
}
const filterFields = { fields: ['name', 'target', 'args', 'isKnown', 'isConstant'] };
export const ApplyFilter = nodes.Filter.extend<FilterFields>('ApplyFilter', filterFields);
export const ApplyTest = nodes.Is.extend<FilterFields>('ApplyTest', filterFields);

/** `is sameas` between values that are one object only where Python keeps a single one of its kind. */
export interface SameSharedFields {
  readonly target: Node;
  readonly args: Node;
}
export const SameShared = nodes.Node.extend<SameSharedFields>('SameShared', {
  fields: ['target', 'args'],
});

/** `a ~ b`; escaping where autoescape is known to be on. */
export interface JoinTextFields {
  readonly operands: readonly Node[];
  readonly isEscaping: boolean;
}
export const JoinText = nodes.Concat.extend<JoinTextFields>('JoinText', {
  fields: ['operands', 'isEscaping'],
});

/** The value of an inline `if` without `else` whose test is false. */
export interface NoElseFields {
  readonly line: number;
}
export const NoElse = nodes.Node.extend<NoElseFields>('NoElse', { fields: ['line'] });

/** An expression whose text is appended to the output. */
export interface PrintFields {
  readonly expression: Node;
  readonly autoescape: Autoescape;
}
export const Print = nodes.Node.extend<PrintFields>('Print', {
  fields: ['expression', 'autoescape'],
});

/** A constant that is printed: computed by the rules of compilation, else by those of a render. */
export interface FoldedPrintFields {
  readonly folded: Node;
  readonly otherwise: Node;
}
export const FoldedPrint = nodes.Node.extend<FoldedPrintFields>('FoldedPrint', {
  fields: ['folded', 'otherwise'],
});

/** A result that is appended to the output without being made text. */
export interface PieceFields {
  readonly value: Node;
}
export const Piece = nodes.Node.extend<PieceFields>('Piece', { fields: ['value'] });

/** Gives the variables of a scope their first values. */
export interface EnterScopeFields {
  readonly loads: ReadonlyMap<string, Load>;
}
export const EnterScope = nodes.Node.extend<EnterScopeFields>('EnterScope', { fields: ['loads'] });

/** Takes the values of a scope's variables away. */
export interface LeaveScopeFields {
  readonly identifiers: readonly string[];
}
export const LeaveScope = nodes.Node.extend<LeaveScopeFields>('LeaveScope', {
  fields: ['identifiers'],
});

/** An assignment; `exported` names become visible to blocks. */
export interface AssignFields {
  readonly target: Node;
  readonly value: Node;
  readonly exported: readonly VariableFields[];
}
export const Assign = nodes.Set.extend<AssignFields>('Assign', {
  fields: ['target', 'value', 'exported'],
});

/** `namespace.attribute` as a target. */
export interface NamespaceAttributeFields {
  readonly identifier: string;
  readonly attribute: string;
}
export const NamespaceAttribute = nodes.Node.extend<NamespaceAttributeFields>(
  'NamespaceAttribute',
  { fields: ['identifier', 'attribute'] },
);

export interface LoopFields {
  readonly target: Node;
  readonly iterable: Node;
  /** The test that items must pass, with its own scope. */
  readonly filter: { readonly enter: Node; readonly target: Node; readonly test: Node } | null;
  /** The variable `loop`, where the body or a recursion needs it. */
  readonly loopIdentifier: string | null;
  readonly isRecursive: boolean;
  readonly enter: Node;
  readonly body: Node;
  readonly leave: Node;
  readonly otherwise: Node | null;
  readonly autoescape: Autoescape;
}
export const Loop = nodes.For.extend<LoopFields>('Loop', {
  fields: [
    'target',
    'iterable',
    'filter',
    'loopIdentifier',
    'isRecursive',
    'enter',
    'body',
    'leave',
    'otherwise',
    'autoescape',
  ],
});

export interface MacroFields {
  /** Null for the body of a call block. */
  readonly name: string | null;
  readonly parameters: readonly VariableFields[];
  readonly defaults: readonly (Node | null)[];
  /** The variables of `caller`, `varargs` and `kwargs`, where the body reads them. */
  readonly caller: string | null;
  readonly varargs: string | null;
  readonly kwargs: string | null;
  readonly usesCaller: boolean;
  readonly enter: Node;
  readonly body: Node;
}
export const MacroFunction = nodes.Macro.extend<MacroFields>('MacroFunction', {
  fields: [
    'name',
    'parameters',
    'defaults',
    'caller',
    'varargs',
    'kwargs',
    'usesCaller',
    'enter',
    'body',
  ],
});

/** A value that becomes Markup where autoescape is on when it runs. */
export interface MarkupFields {
  readonly value: Node;
  readonly autoescape: Autoescape;
}
export const AsMarkup = nodes.Node.extend<MarkupFields>('AsMarkup', {
  fields: ['value', 'autoescape'],
});

/** A body that runs with another `autoescape`. */
export interface WithAutoescapeFields {
  readonly value: Node;
  readonly body: Node;
}
export const WithAutoescape = nodes.Node.extend<WithAutoescapeFields>('WithAutoescape', {
  fields: ['value', 'body'],
});

/** A block's content, which looks names up in the context that it is given. */
export interface BlockFunctionFields {
  readonly name: string;
  /** The variables of `self` and `super`, where the body reads them. */
  readonly self: string | null;
  readonly super: string | null;
  readonly enter: Node;
  readonly body: Node;
}
export const BlockFunction = nodes.Block.extend<BlockFunctionFields>('BlockFunction', {
  fields: ['name', 'self', 'super', 'enter', 'body'],
});

/** The place of a block. */
export interface RunBlockFields {
  readonly name: string;
  /** Variables that a scoped block sees beside the exported ones. */
  readonly visible: readonly VariableFields[];
  readonly isRequired: boolean;
}
export const RunBlock = nodes.Node.extend<RunBlockFields>('RunBlock', {
  fields: ['name', 'visible', 'isRequired'],
});

/** `self`: the template's blocks as functions. */
export interface DefineSelfFields {
  readonly identifier: string;
}
export const DefineSelf = nodes.Node.extend<DefineSelfFields>('DefineSelf', {
  fields: ['identifier'],
});

/** A constant that must be able to be a key, checked before anything runs. */
export interface CheckHashableFields {
  readonly key: Node;
}
export const CheckHashable = nodes.Node.extend<CheckHashableFields>('CheckHashable', {
  fields: ['key'],
});

/** `include`, `import` and `extends`, which no template of PromptSource's environment can do. */
export interface LoadTemplateFields {
  readonly template: Node;
  readonly isInclude: boolean;
  readonly ignoresMissing: boolean;
}
export const LoadTemplate = nodes.Node.extend<LoadTemplateFields>('LoadTemplate', {
  fields: ['template', 'isInclude', 'ignoresMissing'],
});
