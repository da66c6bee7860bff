import { resolveMember, resolveName } from '../analysis/resolve.ts';
import { knownFeatures, type Snapshot } from '../analysis/snapshot.ts';
import { type TypeContext, typeContextOf } from '../analysis/type-context.ts';
import { type Builtin, parametersOf } from '../jinja/builtins/builtin.ts';
import { findFilter } from '../jinja/builtins/filters.ts';
import { findTest } from '../jinja/builtins/tests.ts';
import type {
  CallExpression,
  FilterExpression,
  JinjaNode,
  MacroNode,
  TestExpression,
} from '../jinja/nodes.ts';
import { parseTemplate } from '../jinja/parse-template.ts';
import type { Span } from '../text/span.ts';
import { documentContextAt } from './completion/document-context.ts';
import { describeBuiltin } from './describe-builtin.ts';
import { nodesAround } from './jinja-path.ts';
import { standInFor } from './stand-in.ts';

export interface SignatureHelp {
  /** As a call is written. */
  readonly label: string;
  /** The parameters, in the label. */
  readonly parameters: readonly Span[];
  /** Index of the parameter at the cursor; absent where the call takes no such argument. */
  readonly active?: number;
  /** Markdown. */
  readonly documentation?: string;
}

type Call = CallExpression | FilterExpression | TestExpression;

/** The signature of the call whose parentheses hold the offset, though they may not be closed yet. */
export function signatureHelp(snapshot: Snapshot, offset: number): SignatureHelp | undefined {
  const place = documentContextAt(snapshot, offset);
  if (place?.kind !== 'jinja') return undefined;
  const { source, key } = place;
  const standIn = standInFor(source);
  const tree = parseTemplate(source.slice(0, place.offset) + standIn + source.slice(place.offset));
  const at = { start: place.offset, end: place.offset + standIn.length };
  const call = nodesAround(tree, at)
    .filter(isCall)
    .findLast((each) => parenthesisOf(each, tree.source) < at.start);
  if (call === undefined) return undefined;
  const signature = signatureOf(call, typeContextOf(tree, knownFeatures(snapshot), key));
  if (signature === undefined) return undefined;
  return toHelp(signature, argumentAt(call, at.start));
}

function isCall(node: JinjaNode): node is Call {
  return node.kind === 'call' || node.kind === 'filter' || node.kind === 'test';
}

/** Where the arguments open; past everything where the call has no parentheses. */
function parenthesisOf(call: Call, source: string): number {
  const end = call.kind === 'call' ? call.callee.span.end : call.name.span.end;
  const found = /^[\s)]*\(/.exec(source.slice(end));
  return found === null ? Number.POSITIVE_INFINITY : end + found[0].length - 1;
}

interface Signature {
  readonly name: string;
  readonly parameters: readonly SignatureParameter[];
  readonly documentation?: string;
}

interface SignatureParameter {
  readonly name: string;
  /** As the signature writes it. */
  readonly written: string;
  /** Whether it takes all further arguments by place, or by keyword. */
  readonly collects?: 'positional' | 'keywords';
}

function signatureOf(call: Call, types: TypeContext): Signature | undefined {
  switch (call.kind) {
    case 'filter':
      return ofBuiltin(findFilter(call.name.name));
    case 'test':
      return ofBuiltin(findTest(call.name.name));
    case 'call':
      return ofCallee(call, types);
  }
}

function ofCallee({ callee }: CallExpression, types: TypeContext): Signature | undefined {
  const reference = types.scopes.referenceByNode.get(callee);
  const resolved =
    callee.kind === 'attribute' || callee.kind === 'item'
      ? resolveMember(callee, types)
      : reference && resolveName(reference, types);
  if (resolved?.resolution.kind === 'builtin') return ofBuiltin(resolved.resolution.builtin);
  const macro = reference?.bindings.find(({ kind }) => kind === 'macro')?.statement;
  return macro?.kind === 'macro' ? ofMacro(macro, types.tree.source) : undefined;
}

function ofBuiltin(builtin: Builtin | undefined): Signature | undefined {
  if (builtin === undefined) return undefined;
  const parameters = parametersOf(builtin).map(({ name, kind, defaultValue }) => {
    const value = defaultValue === undefined ? '' : `=${defaultValue}`;
    if (kind === 'rest') return { name, written: `*${name}`, collects: 'positional' } as const;
    if (kind === 'keyword-rest') {
      return { name, written: `**${name}`, collects: 'keywords' } as const;
    }
    return { name, written: `${name}${value}` };
  });
  return { name: builtin.name, parameters, documentation: describeBuiltin(builtin) };
}

function ofMacro({ name, parameters }: MacroNode, source: string): Signature {
  return {
    name: name.name,
    parameters: parameters.map((parameter) => {
      const { start, end } = parameter.defaultValue?.span ?? { start: 0, end: 0 };
      const value = start === end ? '' : `=${source.slice(start, end)}`;
      return { name: parameter.name.name, written: `${parameter.name.name}${value}` };
    }),
  };
}

/** A keyword, or the number of arguments before. */
type Argument = string | number;

function argumentAt({ arguments: given }: Call, offset: number): Argument {
  const keyword = given.keywords.find(
    ({ name, value }) => name.span.start <= offset && offset <= value.span.end,
  );
  return keyword?.name.name ?? given.positional.filter(({ span }) => span.end <= offset).length;
}

function toHelp(signature: Signature, argument: Argument): SignatureHelp {
  const { name, parameters, documentation } = signature;
  const spans: Span[] = [];
  let label = `${name}(`;
  for (const { written } of parameters) {
    if (spans.length > 0) label += ', ';
    spans.push({ start: label.length, end: label.length + written.length });
    label += written;
  }
  const active = activeParameter(parameters, argument);
  return {
    label: `${label})`,
    parameters: spans,
    ...(active >= 0 && { active }),
    ...(documentation !== undefined && { documentation }),
  };
}

function activeParameter(parameters: readonly SignatureParameter[], argument: Argument): number {
  if (typeof argument === 'string') {
    const named = parameters.findIndex(({ name }) => name === argument);
    return named >= 0 ? named : parameters.findIndex(({ collects }) => collects === 'keywords');
  }
  const rest = parameters.findIndex(({ collects }) => collects === 'positional');
  if (rest >= 0 && rest <= argument) return rest;
  return argument < parameters.length ? argument : -1;
}
