import { typeOf } from '../analysis/infer.ts';
import { type NodeOf, nodesOf } from '../analysis/type-context.ts';
import { pythonTypeOf } from '../analysis/types.ts';
import { findColumn } from '../dataset/feature-path.ts';
import { type BuiltinParameter, parametersOf } from '../jinja/builtins/builtin.ts';
import { findFilter } from '../jinja/builtins/filters.ts';
import { findGlobal } from '../jinja/builtins/globals.ts';
import { findLoopAttribute } from '../jinja/builtins/loop-attributes.ts';
import { findMethod } from '../jinja/builtins/methods.ts';
import { findTest } from '../jinja/builtins/tests.ts';
import type { Arguments, CallExpression, Identifier, MacroNode } from '../jinja/nodes.ts';
import { walk } from '../jinja/visit.ts';
import { argumentProblem } from './argument-problem.ts';
import type { Rule, Tell } from './rule.ts';
import { type TemplateText, toDocument } from './template-text.ts';

export const wrongArguments: Rule = {
  id: 'wrong-arguments',
  severity: 'error',
  description: 'Filters, tests, functions and methods get the arguments that they take.',
  fix: 'writes the nearest parameter',
  checkTemplate({ texts }, tell) {
    for (const text of texts) {
      for (const node of kindsWithArguments.flatMap((kind) => nodesOf(text.types, kind))) {
        const use = useOf(node, text);
        if (use !== undefined) checkUse(use, text, tell);
      }
    }
  },
};

const kindsWithArguments = ['filter', 'test', 'call'] as const;
type WithArguments = NodeOf<(typeof kindsWithArguments)[number]>;

/** Something with arguments and what it takes. */
interface Use {
  readonly kind: 'filter' | 'test' | 'function' | 'method' | 'macro';
  readonly name: Identifier;
  readonly given: Arguments;
  readonly parameters: readonly BuiltinParameter[];
}

function checkUse({ kind, name, given, parameters }: Use, text: TemplateText, tell: Tell): void {
  const problem = argumentProblem(parameters, given);
  if (problem === undefined) return;
  const span = toDocument(text, problem.span ?? name.span);
  const message = `The ${kind} \`${name.name}\` ${problem.message}.`;
  const base = { message, span, templateId: text.template.key };
  const { nearest } = problem;
  if (nearest === undefined) tell(base);
  else {
    const edits = [{ span, newText: nearest }];
    tell({ ...base, fix: { title: `Replace by \`${nearest}\``, edits } });
  }
}

function useOf(node: WithArguments, text: TemplateText): Use | undefined {
  if (node.kind === 'filter' || node.kind === 'test') {
    const { kind, name } = node;
    const builtin = kind === 'filter' ? findFilter(name.name) : findTest(name.name);
    return builtin && { kind, name, given: node.arguments, parameters: parametersOf(builtin) };
  }
  return node.callee.kind === 'attribute' ? useOfMethod(node, text) : useOfFunction(node, text);
}

function useOfMethod(
  { callee, arguments: given }: CallExpression,
  text: TemplateText,
): Use | undefined {
  if (callee.kind !== 'attribute') return undefined;
  const owner = typeOf(callee.target, text.types);
  const { name } = callee;
  const python = pythonTypeOf(owner);
  const method =
    owner.kind === 'loop' ? findLoopAttribute(name.name) : python && findMethod(python, name.name);
  if (!method || method.signature === '') return undefined;
  return { kind: 'method', name, given, parameters: parametersOf(method) };
}

function useOfFunction(
  { callee, arguments: given }: CallExpression,
  { types }: TemplateText,
): Use | undefined {
  if (callee.kind !== 'name') return undefined;
  const reference = types.scopes.referenceByNode.get(callee);
  const [binding, ...others] = reference?.bindings ?? [];
  if (binding !== undefined) {
    const { statement } = binding;
    const isCertain = others.length === 0 && !reference?.mayBeFree;
    if (!isCertain || binding.kind !== 'macro' || statement.kind !== 'macro') return undefined;
    return { kind: 'macro', name: callee, given, parameters: parametersOfMacro(statement) };
  }
  const isColumn =
    types.features !== undefined && findColumn(types.features, callee.name) !== undefined;
  const builtin = isColumn ? undefined : findGlobal(callee.name);
  return builtin && { kind: 'function', name: callee, given, parameters: parametersOf(builtin) };
}

/** A macro does without any of its arguments; what is left over it takes where it mentions `varargs` or `kwargs`. */
function parametersOfMacro({ parameters, body }: MacroNode): readonly BuiltinParameter[] {
  const mentioned = new Set<string>();
  for (const node of walk(body)) if (node.kind === 'name') mentioned.add(node.name);
  const own = parameters.map(({ name }) => {
    return { name: name.name, kind: 'plain', defaultValue: '' } as const;
  });
  return [
    ...own,
    ...(mentioned.has('varargs') ? [{ name: 'varargs', kind: 'rest' } as const] : []),
    ...(mentioned.has('kwargs') ? [{ name: 'kwargs', kind: 'keyword-rest' } as const] : []),
    ...(mentioned.has('caller')
      ? [{ name: 'caller', kind: 'plain', defaultValue: '' } as const]
      : []),
  ];
}
