import type { FeaturePath } from '../dataset/feature-path.ts';
import { templateName } from '../dataset/feature-path.ts';
import type { Features } from '../dataset/features.ts';
import type { Binding } from '../jinja/binding.ts';
import type { Builtin } from '../jinja/builtins/builtin.ts';
import { globals } from '../jinja/builtins/globals.ts';
import { typeOfBinding, typeOfFreeName } from './infer.ts';
import type { TypeContext } from './type-context.ts';
import type { Type } from './types.ts';

/** A name that an expression at some place can use. */
export interface VisibleName {
  readonly name: string;
  readonly type: Type;
  readonly origin:
    | { readonly kind: 'local'; readonly binding: Binding }
    | { readonly kind: 'field'; readonly path: FeaturePath }
    | { readonly kind: 'answer-choices' }
    | { readonly kind: 'global'; readonly builtin: Builtin };
}

/** The names visible at an offset of the template's text: locals, then columns, `answer_choices` and globals. */
export function scopeAt(context: TypeContext, offset: number): readonly VisibleName[] {
  const names = new Map<string, VisibleName>();
  // Later and inner bindings come last and hide the others.
  for (const binding of context.scopes.bindings) {
    const { start, end } = binding.visibleIn;
    if (offset < start || offset > end) continue;
    const type = typeOfBinding(binding, context);
    names.set(binding.name, { name: binding.name, type, origin: { kind: 'local', binding } });
  }
  for (const name of freeNames(context)) {
    if (!names.has(name.name)) names.set(name.name, name);
  }
  return [...names.values()];
}

function* freeNames(context: TypeContext): Generator<VisibleName> {
  if (context.features !== undefined) yield* columnNames(context.features, context);
  if (context.place === 'jinja') {
    const type = typeOfFreeName('answer_choices', context);
    yield { name: 'answer_choices', type, origin: { kind: 'answer-choices' } };
  }
  for (const builtin of globals) {
    const type = typeOfFreeName(builtin.name, context);
    yield { name: builtin.name, type, origin: { kind: 'global', builtin } };
  }
}

/** Worked out once per schema, since some have hundreds of columns. */
function columnNames(features: Features, context: TypeContext): readonly VisibleName[] {
  const known = namesOfColumns.get(features);
  if (known !== undefined) return known;
  const names = [...features.keys()].flatMap((column): readonly VisibleName[] => {
    const name = templateName(column);
    const type = typeOfFreeName(name, context);
    // A column with a blank in its name cannot be written as a name.
    if (type.kind !== 'feature' || !isName(name)) return [];
    return [{ name, type, origin: { kind: 'field', path: type.path } }];
  });
  namesOfColumns.set(features, names);
  return names;
}

const namesOfColumns = new WeakMap<Features, readonly VisibleName[]>();

function isName(text: string): boolean {
  return /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*$/u.test(text);
}
