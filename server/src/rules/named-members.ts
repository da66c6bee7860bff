import { typeOf } from '../analysis/infer.ts';
import { nodesOf, type TypeContext } from '../analysis/type-context.ts';
import { type FeatureType, fieldOf, itemOf, type Type } from '../analysis/types.ts';
import type { FilterExpression } from '../jinja/nodes.ts';
import type { Span } from '../text/span.ts';

/** A field that a filter is told to look up in each item, as in `map(attribute='name')`. */
interface NamedMember {
  readonly name: string;
  readonly span: Span;
  readonly owner: FeatureType;
}

/** Every such field of which the item's type is known, without those that have a default. */
export function namedMembers(context: TypeContext): readonly NamedMember[] {
  return nodesOf(context, 'filter').flatMap((node) => {
    const path = node.target && pathOf(node);
    return node.target && path ? membersOf(path, itemOf(typeOf(node.target, context))) : [];
  });
}

interface WrittenPath {
  readonly text: string;
  readonly start: number;
}

/** The path between its quotes, unless it is written with escapes or in parts. */
function pathOf({ name, arguments: { positional, keywords } }: FilterExpression) {
  if (keywords.some((keyword) => keyword.name.name === 'default')) return undefined;
  const index = attributeIndex.get(name.name);
  const keyword = keywords.find((each) => each.name.name === 'attribute')?.value;
  const argument = keyword ?? (index === undefined ? undefined : positional[index]);
  if (argument?.kind !== 'string') return undefined;
  const { value, span } = argument;
  return span.end - span.start === value.length + 2
    ? { text: value, start: span.start + 1 }
    : undefined;
}

/** Which positional argument is the field. */
const attributeIndex: ReadonlyMap<string, number> = new Map([
  ['groupby', 0],
  ['rejectattr', 0],
  ['selectattr', 0],
  ['sum', 0],
  ['join', 1],
]);

function membersOf({ text, start }: WrittenPath, item: Type): readonly NamedMember[] {
  const members: NamedMember[] = [];
  let owner = item;
  let offset = start;
  for (const name of text.split('.')) {
    // A number counts items, and several fields are separated by commas.
    if (owner.kind !== 'feature' || !/^[A-Za-z_]\w*$/.test(name)) break;
    members.push({ name, span: { start: offset, end: offset + name.length }, owner });
    owner = fieldOf(owner, name);
    offset += name.length + 1;
  }
  return members;
}
