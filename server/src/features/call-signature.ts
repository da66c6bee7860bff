/** What a call takes: a builtin's signature, or that of a macro of the text. */
import { resolveMember, resolveName } from '../analysis/resolve.ts';
import type { TypeContext } from '../analysis/type-context.ts';
import { type Builtin, parametersOf } from '../jinja/builtins/builtin.ts';
import { findFilter } from '../jinja/builtins/filters.ts';
import { findTest } from '../jinja/builtins/tests.ts';
import type {
  CallExpression,
  FilterExpression,
  MacroNode,
  TestExpression,
} from '../jinja/nodes.ts';
import { describeBuiltin } from './describe-builtin.ts';

export type Call = CallExpression | FilterExpression | TestExpression;

export interface CallSignature {
  readonly name: string;
  readonly parameters: readonly SignatureParameter[];
  readonly documentation?: string;
}

export interface SignatureParameter {
  readonly name: string;
  /** As the signature writes it. */
  readonly written: string;
  /** As Jinja writes it; absent for a required parameter. */
  readonly defaultValue?: string;
  readonly isPositionalOnly?: true;
  /** Whether it takes all further arguments by place, or by keyword. */
  readonly collects?: 'positional' | 'keywords';
}

/** `undefined` where it is not known what is called. */
export function callSignature(call: Call, types: TypeContext): CallSignature | undefined {
  switch (call.kind) {
    case 'filter':
      return ofBuiltin(findFilter(call.name.name));
    case 'test':
      return ofBuiltin(findTest(call.name.name));
    case 'call':
      return ofCallee(call, types);
  }
}

function ofCallee({ callee }: CallExpression, types: TypeContext): CallSignature | undefined {
  const reference = types.scopes.referenceByNode.get(callee);
  const resolved =
    callee.kind === 'attribute' || callee.kind === 'item'
      ? resolveMember(callee, types)
      : reference && resolveName(reference, types);
  if (resolved?.resolution.kind === 'builtin') return ofBuiltin(resolved.resolution.builtin);
  const macro = reference?.bindings.find(({ kind }) => kind === 'macro')?.statement;
  return macro?.kind === 'macro' ? ofMacro(macro, types.tree.source) : undefined;
}

function ofBuiltin(builtin: Builtin | undefined): CallSignature | undefined {
  if (builtin === undefined) return undefined;
  const parameters = parametersOf(builtin).map(({ name, kind, defaultValue }) => {
    const value = defaultValue === undefined ? '' : `=${defaultValue}`;
    if (kind === 'rest') return { name, written: `*${name}`, collects: 'positional' } as const;
    if (kind === 'keyword-rest') {
      return { name, written: `**${name}`, collects: 'keywords' } as const;
    }
    return {
      name,
      written: `${name}${value}`,
      ...(defaultValue !== undefined && { defaultValue }),
      ...(kind === 'positional-only' && { isPositionalOnly: true as const }),
    };
  });
  return { name: builtin.name, parameters, documentation: describeBuiltin(builtin) };
}

function ofMacro({ name, parameters }: MacroNode, source: string): CallSignature {
  return {
    name: name.name,
    parameters: parameters.map((parameter) => {
      const { start, end } = parameter.defaultValue?.span ?? { start: 0, end: 0 };
      const defaultValue = source.slice(start, end);
      const { name: written } = parameter.name;
      if (defaultValue === '') return { name: written, written };
      return { name: written, written: `${written}=${defaultValue}`, defaultValue };
    }),
  };
}
