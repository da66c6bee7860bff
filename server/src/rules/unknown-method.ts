import { typeOf } from '../analysis/infer.ts';
import { nodesOf } from '../analysis/type-context.ts';
import { fieldsOf, pythonTypeOf, type Type } from '../analysis/types.ts';
import type { Builtin } from '../jinja/builtins/builtin.ts';
import { findFilter } from '../jinja/builtins/filters.ts';
import { loopAttributes } from '../jinja/builtins/loop-attributes.ts';
import { methodsOf } from '../jinja/builtins/methods.ts';
import type { AttributeExpression } from '../jinja/nodes.ts';
import type { Report, Rule, Tell } from './rule.ts';
import { createSuggester, type SuggestName } from './suggest-name.ts';
import { type TemplateText, toDocument } from './template-text.ts';

export const unknownMethod: Rule = {
  id: 'unknown-method',
  severity: 'error',
  description: 'Every method that is called is one of the Python type of its value.',
  fix: 'writes the nearest method',
  checkTemplate({ texts }, tell) {
    for (const text of texts) checkText(text, tell);
  },
};

function checkText(text: TemplateText, tell: Tell): void {
  const suggestName = createSuggester();
  for (const node of nodesOf(text.types, 'call')) {
    if (node.callee.kind !== 'attribute') continue;
    const owner = ownerOf(typeOf(node.callee.target, text.types));
    if (owner === undefined || owner.has(node.callee.name.name)) continue;
    tell(reportMethod(text, node.callee, owner, suggestName));
  }
}

/** A type all of whose members are known. */
interface Owner {
  /** As messages call it. */
  readonly name: string;
  readonly members: readonly Builtin[];
  has(name: string): boolean;
}

function ownerOf(type: Type): Owner | undefined {
  if (type.kind === 'loop') return toOwner('`loop`', loopAttributes);
  const python = pythonTypeOf(type);
  if (python === undefined || python === 'None' || type.kind === 'dict') return undefined;
  const fields = python === 'dict' ? new Set(fieldsOf(type).keys()) : new Set<string>();
  const article = python === 'int' ? 'an' : 'a';
  return toOwner(`${article} \`${python}\``, methodsOf(python), fields);
}

function toOwner(name: string, members: readonly Builtin[], fields = new Set<string>()): Owner {
  const names = new Set(members.map((member) => member.name));
  return { name, members, has: (member) => names.has(member) || fields.has(member) };
}

function reportMethod(
  text: TemplateText,
  { name: { name, span } }: AttributeExpression,
  owner: Owner,
  suggestName: SuggestName,
): Report {
  const place = toDocument(text, span);
  const methods = owner.members.filter(({ signature }) => signature !== '');
  const suggestion = suggestName(name, () => methods.map((method) => method.name), place);
  const { fix } = suggestion;
  const isFilter = suggestion.hint === '' && findFilter(name) !== undefined;
  const hint = isFilter
    ? ` There is a filter of that name: write \`… | ${name}\`.`
    : suggestion.hint;
  const message = `There is no method \`${name}\` of ${owner.name}.${hint}`;
  return { message, span: place, templateId: text.template.key, ...(fix && { fix }) };
}
