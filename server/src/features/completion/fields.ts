import { typeOf } from '../../analysis/infer.ts';
import { scopeAt, type VisibleName } from '../../analysis/scope-at.ts';
import { knownFeatures, type Snapshot } from '../../analysis/snapshot.ts';
import {
  createTypeContext,
  type TemplatePlace,
  type TypeContext,
} from '../../analysis/type-context.ts';
import { describeType, fieldsOf, itemOf, pythonTypeOf, type Type } from '../../analysis/types.ts';
import { loopAttributes } from '../../jinja/builtins/loop-attributes.ts';
import { methodsOf } from '../../jinja/builtins/methods.ts';
import { describeValue, valueAt } from '../example-value.ts';
import { builtinProposal, filterProposals, testProposals } from './builtins.ts';
import type { Proposal } from './completion.ts';
import type { JinjaContext } from './jinja-context.ts';
import { keywordProposals } from './keywords.ts';
import { suitsFilter, suitsTest } from './suitable.ts';

type Context<Kind extends JinjaContext['kind']> = JinjaContext & { readonly kind: Kind };

/** Variables, columns, `answer_choices` and global functions. */
export function nameProposals(
  snapshot: Snapshot,
  place: TemplatePlace,
  context: Context<'value'>,
): readonly Proposal[] {
  const types = typesIn(snapshot, place, context);
  const wantsIndex =
    context.subscripted !== undefined && isSequence(typeOf(context.subscripted, types));
  const names = scopeAt(types, context.offset).map((name) => {
    const proposal = nameProposal(snapshot, name);
    const isIndex = wantsIndex && pythonTypeOf(name.type) === 'int';
    return isIndex ? { ...proposal, rank: 0 } : proposal;
  });
  return context.call === undefined ? names : [...keywordProposals(context.call, types), ...names];
}

/** The filters that fit the value before the bar. */
export function suitableFilters(
  snapshot: Snapshot,
  place: TemplatePlace,
  context: Context<'filter'>,
): readonly Proposal[] {
  if (context.target === undefined) return filterProposals();
  const type = typeOf(context.target, typesIn(snapshot, place, context));
  return filterProposals().filter(({ label }) => suitsFilter(label, type));
}

/** The tests that fit the value before `is`. */
export function suitableTests(
  snapshot: Snapshot,
  place: TemplatePlace,
  context: Context<'test'>,
): readonly Proposal[] {
  const type = typeOf(context.target, typesIn(snapshot, place, context));
  return testProposals().filter(({ label }) => suitsTest(label, type));
}

/** What can follow the point: fields first, then methods. */
export function attributeProposals(
  snapshot: Snapshot,
  place: TemplatePlace,
  context: Context<'attribute'>,
): readonly Proposal[] {
  const type = typeOf(context.target, typesIn(snapshot, place, context));
  if (type.kind === 'loop') {
    return loopAttributes.map((each) =>
      builtinProposal(each, each.signature === '' ? 'field' : 'method'),
    );
  }
  if (type.kind === 'unknown') {
    return anyMethods();
  }
  const methods = methodsOf(pythonTypeOf(type) ?? '');
  const taken = new Set(methods.map(({ name }) => name));
  // A method comes before a key of the same name, and a name of several words is no attribute.
  const fields = fieldProposals(snapshot, type).filter(
    ({ label }) => /^[^\W\d]\w*$/u.test(label) && !taken.has(label),
  );
  return [
    ...fields,
    ...methods.map((method) => ({ ...builtinProposal(method, 'method'), rank: 2 })),
  ];
}

/** Methods of the types that templates mostly have, each with the type that it belongs to. */
function anyMethods(): readonly Proposal[] {
  const proposals = new Map<string, Proposal>();
  for (const type of ['str', 'list', 'dict']) {
    for (const method of methodsOf(type)) {
      const proposal = builtinProposal(method, 'method');
      const detail = `${type}.${proposal.detail}`;
      if (!proposals.has(method.name)) proposals.set(method.name, { ...proposal, detail, rank: 3 });
    }
  }
  return [...proposals.values()];
}

/** The keys that can stand between the quotes of a subscript. */
export function keyedProposals(
  snapshot: Snapshot,
  place: TemplatePlace,
  context: Context<'key'>,
): readonly Proposal[] {
  const type = typeOf(context.target, typesIn(snapshot, place, context));
  return fieldProposals(snapshot, context.ofItems ? itemOf(type) : type);
}

function typesIn(snapshot: Snapshot, place: TemplatePlace, context: JinjaContext): TypeContext {
  return createTypeContext(context.tree, knownFeatures(snapshot), place);
}

function fieldProposals(snapshot: Snapshot, type: Type): readonly Proposal[] {
  return [...fieldsOf(type)].map(([name, field]) => ({
    label: name,
    kind: 'field',
    ...describe(snapshot, field),
  }));
}

/** A name that is visible, with its type and a value of the first row. */
export function nameProposal(snapshot: Snapshot, { name, type, origin }: VisibleName): Proposal {
  switch (origin.kind) {
    case 'local':
      return { label: name, kind: 'variable', rank: 1, ...describe(snapshot, type) };
    case 'field':
      return { label: name, kind: 'field', rank: 2, ...describe(snapshot, type) };
    case 'answer-choices':
      return {
        label: name,
        kind: 'variable',
        rank: 3,
        detail: describeType(type),
        documentation:
          'The answer choices of the template, rendered for the row; `None` without any.',
      };
    case 'global':
      return { ...builtinProposal(origin.builtin, 'function'), rank: 4 };
  }
}

const valueCharacters = 120;

function describe(snapshot: Snapshot, type: Type): Pick<Proposal, 'detail' | 'documentation'> {
  const detail = describeType(type);
  const value =
    type.kind === 'feature' && snapshot.sampleRow
      ? valueAt(snapshot.sampleRow, type.path)
      : undefined;
  return {
    ...(detail !== '' && { detail }),
    ...(value !== undefined &&
      type.kind === 'feature' && {
        documentation: `Row 0: \`${describeValue(value, type.feature, valueCharacters).replaceAll('`', "'")}\``,
      }),
  };
}

function isSequence(type: Type): boolean {
  const python = pythonTypeOf(type);
  return python === 'list' || python === 'tuple';
}
