/** Where a template takes one of its answer choices, and which text it can print for sure. */
import type { Binding } from '../jinja/binding.ts';
import type { Expression } from '../jinja/nodes.ts';
import type { TypeContext } from './type-context.ts';

/** Whether an expression is the list of answer choices itself. */
export function isAnswerChoices(expression: Expression, { scopes }: TypeContext): boolean {
  if (expression.kind !== 'name' || expression.name !== 'answer_choices') return false;
  return scopes.referenceByNode.get(expression)?.bindings.length === 0;
}

/** Whether the value is one of the answer choices, on every row. */
export function isOneChoice(expression: Expression, context: TypeContext): boolean {
  switch (expression.kind) {
    case 'item':
      return expression.index.kind !== 'slice' && isAnswerChoices(expression.target, context);
    case 'attribute':
      return /^\d+$/.test(expression.name.name) && isAnswerChoices(expression.target, context);
    case 'filter': {
      const { name, target } = expression;
      const isPick = /^(choice|first|last|random)$/.test(name.name);
      return isPick && target !== undefined && isAnswerChoices(target, context);
    }
    case 'conditional': {
      const { then, otherwise } = expression;
      return otherwise !== undefined && [then, otherwise].every((e) => isOneChoice(e, context));
    }
    case 'name': {
      const reference = context.scopes.referenceByNode.get(expression);
      if (reference === undefined || reference.mayBeFree) return false;
      return (
        reference.bindings.length > 0 && reference.bindings.every((b) => holdsChoice(b, context))
      );
    }
    default:
      return false;
  }
}

function holdsChoice({ kind, value, unpacking }: Binding, context: TypeContext): boolean {
  if (value === undefined || unpacking.length > 0) return false;
  if (kind === 'for') return isAnswerChoices(value, context);
  // A variable that is set from itself would be followed without end.
  return (
    kind === 'set' &&
    value.kind !== 'name' &&
    value.kind !== 'conditional' &&
    isOneChoice(value, context)
  );
}

/** The string literals of which an expression prints one, on every row; `undefined` where it may print something else. */
export function literalsOf(
  expression: Expression,
): readonly (Expression & { kind: 'string' })[] | undefined {
  switch (expression.kind) {
    case 'string':
      return [expression];
    case 'conditional': {
      const { then, otherwise } = expression;
      return otherwise && literalsOfAll([then, otherwise]);
    }
    case 'item': {
      const { target, index } = expression;
      return target.kind === 'list' && index.kind !== 'slice'
        ? literalsOfAll(target.items)
        : undefined;
    }
    default:
      return undefined;
  }
}

function literalsOfAll(
  expressions: readonly Expression[],
): readonly (Expression & { kind: 'string' })[] | undefined {
  const literals = expressions.map(literalsOf);
  return literals.some((each) => each === undefined)
    ? undefined
    : literals.flatMap((each) => each ?? []);
}
