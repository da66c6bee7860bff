import { type ResolvedReference, resolveReferences } from '../analysis/resolve.ts';
import { scopeAt } from '../analysis/scope-at.ts';
import { describeType, type FeatureType, fieldsOf, pythonTypeOf } from '../analysis/types.ts';
import { formatFeaturePath } from '../dataset/feature-path.ts';
import type { Binding } from '../jinja/binding.ts';
import type { Span } from '../text/span.ts';
import type { Report, Rule } from './rule.ts';
import { suggestName } from './suggest-name.ts';
import { type TemplateText, toDocument } from './template-text.ts';
import { toleratedMembers } from './tolerated-members.ts';

export const unknownField: Rule = {
  id: 'unknown-field',
  severity: 'error',
  description:
    'Names in `jinja` and `answer_choices` are fields of the dataset or are bound in the text.',
  *check({ texts }) {
    for (const text of texts) {
      if (text.types.features !== undefined) yield* checkText(text);
    }
  },
};

function* checkText(text: TemplateText): Generator<Report> {
  const tolerated = toleratedMembers(text.types);
  for (const reference of resolveReferences(text.types)) {
    const { resolution } = reference;
    if (resolution.kind === 'unknown-name') {
      yield reportName(text, reference);
    } else if (resolution.kind === 'unknown-member' && !tolerated(reference, resolution.owner)) {
      yield reportMember(text, reference, resolution.owner);
    }
  }
}

function reportName(text: TemplateText, { name, span }: ResolvedReference): Report {
  const templateId = text.template.key;
  const documentSpan = toDocument(text, span);
  const hidden = text.types.scopes.bindings.find(
    (binding) => binding.name === name && binding.kind !== 'special',
  );
  if (hidden !== undefined) {
    return { message: hiddenMessage(hidden, span.start), span: documentSpan, templateId };
  }
  if (name === 'answer_choices') {
    const message = '`answer_choices` is not known inside itself; write the choices out.';
    return { message, span: documentSpan, templateId };
  }
  const candidates = scopeAt(text.types, span.start).map((visible) => visible.name);
  const { hint, fix } = suggestName(name, candidates, documentSpan);
  const message = `\`${name}\` is not a field of this dataset.${hint || columnList(text)}`;
  return { message, span: documentSpan, templateId, ...(fix && { fix }) };
}

function hiddenMessage({ name, kind, visibleIn }: Binding, offset: number): string {
  if (offset < visibleIn.start) {
    return `\`${name}\` is not set before this place; move the \`set\` up.`;
  }
  const where = kind === 'for' || kind === 'with' ? 'its block' : 'the block that sets it';
  return `\`${name}\` is known only inside ${where}; to carry a value out of a block, use a \`namespace()\`.`;
}

function columnList({ types }: TemplateText): string {
  const names = scopeAt(types, 0).flatMap(({ name, origin }) =>
    origin.kind === 'field' ? [quote(name)] : [],
  );
  return names.length === 0 ? '' : ` It has ${shortList(names)}.`;
}

function reportMember(
  text: TemplateText,
  { name, span }: ResolvedReference,
  owner: FeatureType,
): Report {
  const place = toDocument(text, nameSpan(text, span, name));
  const fields = [...fieldsOf(owner).keys()];
  const { hint, fix } = suggestName(name, fields, place);
  const list = fields.length === 0 ? '' : ` It has ${shortList(fields.map(quote))}.`;
  const message = `${describeOwner(owner)} has no field \`${name}\`.${hint || list || adviceFor(owner)}`;
  return { message, span: place, templateId: text.template.key, ...(fix && { fix }) };
}

function quote(name: string): string {
  return `\`${name}\``;
}

/** Without the quotes of `['name']`, where the name stands between them as it is. */
function nameSpan(text: TemplateText, span: Span, name: string): Span {
  const inner = { start: span.start + 1, end: span.end - 1 };
  return text.tree.source.slice(inner.start, inner.end) === name ? inner : span;
}

function describeOwner(owner: FeatureType): string {
  const path = `\`${formatFeaturePath(owner.path)}\``;
  switch (pythonTypeOf(owner)) {
    case 'dict':
      return path;
    case 'list':
      return `${path} is a list (\`${describeType(owner)}\`) and`;
    default:
      return `${path} is a single value (\`${describeType(owner)}\`) and`;
  }
}

function adviceFor(owner: FeatureType): string {
  if (pythonTypeOf(owner) !== 'list') return '';
  return ' Take an item first, as with `[0]`, or loop over it.';
}

const mostNames = 12;

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).join(', ');
  return names.length > mostNames ? `${shown} and ${names.length - mostNames} more` : shown;
}
