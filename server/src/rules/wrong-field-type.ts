import { typeOf } from '../analysis/infer.ts';
import { resolveReferences } from '../analysis/resolve.ts';
import { type NodeOf, nodesOf } from '../analysis/type-context.ts';
import {
  describeType,
  type FeatureType,
  fieldsOf,
  pythonTypeOf,
  type Type,
} from '../analysis/types.ts';
import { formatFeaturePath } from '../dataset/feature-path.ts';
import type { ForNode } from '../jinja/nodes.ts';
import type { Span } from '../text/span.ts';
import { startsOfCalledNames } from './called-names.ts';
import { keySpan } from './key-span.ts';
import { lazily } from './lazily.ts';
import { quotedList } from './quoted-list.ts';
import type { Rule, Severity, Tell } from './rule.ts';
import { type TemplateText, toDocument } from './template-text.ts';
import { toleratedMembers } from './tolerated-members.ts';

export const wrongFieldType: Rule = {
  id: 'wrong-field-type',
  severity: 'error',
  description:
    'Fields are used as what they are: lists by index, structs by name, single values whole.',
  checkTemplate({ texts }, tell) {
    for (const text of texts) {
      if (text.types.features === undefined) continue;
      checkMembers(text, tell);
      for (const node of misusedKinds.flatMap((kind) => nodesOf(text.types, kind))) {
        const misuse = misuseOf(node, text);
        if (misuse === undefined) continue;
        const { message, span, severity } = misuse;
        const place = toDocument(text, span);
        tell({
          message,
          span: place,
          templateId: text.template.key,
          ...(severity && { severity }),
        });
      }
    }
  },
};

const misusedKinds = ['for', 'attribute', 'item'] as const;
type Misusable = NodeOf<(typeof misusedKinds)[number]>;

/** Names of fields behind a list or a single value. */
function checkMembers(text: TemplateText, tell: Tell): void {
  const tolerated = lazily(() => toleratedMembers(text.types));
  const called = lazily(() => startsOfCalledNames(text));
  for (const reference of resolveReferences(text.types)) {
    const { resolution, span, name } = reference;
    if (resolution.kind !== 'unknown-member' || called().has(span.start)) continue;
    const { owner } = resolution;
    const python = pythonTypeOf(owner);
    if (python === 'dict' || tolerated()(reference, owner)) continue;
    const advice = python === 'list' ? ' Take an item first, as with `[0]`, or loop over it.' : '';
    const message = `${describeOwner(owner)} and has no field \`${name}\`.${advice}`;
    const place = toDocument(text, keySpan(text.tree, span, name));
    tell({ message, span: place, templateId: text.template.key });
  }
}

interface Misuse {
  readonly message: string;
  readonly span: Span;
  readonly severity?: Severity;
}

function misuseOf(node: Misusable, { types }: TemplateText): Misuse | undefined {
  switch (node.kind) {
    case 'for':
      return loopMisuse(node, typeOf(node.iterable, types));
    case 'attribute':
      return /^\d+$/.test(node.name.name)
        ? indexMisuse(typeOf(node.target, types), node.name.span)
        : undefined;
    case 'item': {
      const { index } = node;
      const isPlace = index.kind === 'integer' || index.kind === 'slice';
      return isPlace ? indexMisuse(typeOf(node.target, types), index.span) : undefined;
    }
  }
}

function indexMisuse(type: Type, span: Span): Misuse | undefined {
  if (type.kind !== 'feature') return undefined;
  const python = pythonTypeOf(type);
  if (python === undefined || python === 'list' || python === 'str') return undefined;
  const advice =
    python === 'dict' ? ` Take one by its name: ${quotedList([...fieldsOf(type).keys()])}.` : '';
  return { message: `${describeOwner(type)} and has no items by number.${advice}`, span };
}

function loopMisuse({ iterable }: ForNode, type: Type): Misuse | undefined {
  if (type.kind !== 'feature') return undefined;
  const python = pythonTypeOf(type);
  if (python === 'int' || python === 'float' || python === 'bool') {
    return { message: `${describeOwner(type)} and cannot be looped over.`, span: iterable.span };
  }
  if (python !== 'str' || (iterable.kind !== 'name' && iterable.kind !== 'attribute'))
    return undefined;
  const message = `${describeOwner(type)}: the loop runs over its characters. Split it first, as with \`.split()\`.`;
  return { message, span: iterable.span, severity: 'warning' };
}

function describeOwner(owner: FeatureType): string {
  const path = `\`${formatFeaturePath(owner.path)}\``;
  const type = `\`${describeType(owner)}\``;
  switch (pythonTypeOf(owner)) {
    case 'list':
      return `${path} is a list (${type})`;
    case 'dict':
      return `${path} is a struct`;
    default:
      return `${path} is a single value (${type})`;
  }
}
