import { scopeAt } from '../analysis/scope-at.ts';
import { nodesOf } from '../analysis/type-context.ts';
import { findColumn } from '../dataset/feature-path.ts';
import { findFilter } from '../jinja/builtins/filters.ts';
import { findGlobal } from '../jinja/builtins/globals.ts';
import type { CallExpression, NameExpression } from '../jinja/nodes.ts';
import type { Fix, Report, Rule, Tell } from './rule.ts';
import { createSuggester, type SuggestName } from './suggest-name.ts';
import { type TemplateText, toDocument } from './template-text.ts';

export const unknownFunction: Rule = {
  id: 'unknown-function',
  severity: 'error',
  description: 'Every function that is called is a macro, or one of Jinja2 or PromptSource.',
  fix: 'writes the nearest function',
  checkTemplate({ texts }, tell) {
    for (const text of texts) checkText(text, tell);
  },
};

function checkText(text: TemplateText, tell: Tell): void {
  const suggestName = createSuggester();
  const { scopes } = text.types;
  for (const node of nodesOf(text.types, 'call')) {
    if (node.callee.kind !== 'name') continue;
    const { callee } = node;
    const isBound = scopes.referenceByNode.get(callee)?.bindings.length !== 0;
    if (isBound || isFunction(callee, text)) continue;
    tell(reportCall(text, node, callee, suggestName));
  }
}

function isFunction({ name }: NameExpression, text: TemplateText): boolean {
  return findGlobal(name) !== undefined && !isColumn(name, text);
}

function isColumn(name: string, { types }: TemplateText): boolean {
  return types.features !== undefined && findColumn(types.features, name) !== undefined;
}

function reportCall(
  text: TemplateText,
  call: CallExpression,
  { name, span }: NameExpression,
  suggestName: SuggestName,
): Report {
  const place = toDocument(text, span);
  const base = { span: place, templateId: text.template.key };
  if (name === 'answer_choices' || isColumn(name, text)) {
    const what = name === 'answer_choices' ? 'the list of choices' : 'a field';
    return { ...base, message: `\`${name}\` is ${what}, not a function, and cannot be called.` };
  }
  const filter = pythonNames.get(name) ?? findFilter(name)?.name;
  if (filter !== undefined) {
    const message = `There is no function \`${name}\` in Jinja2; it is a filter there: write \`… | ${filter}\`.`;
    const fix = filterFix(text, call, filter);
    return { ...base, message, ...(fix && { fix }) };
  }
  const candidates = () =>
    scopeAt(text.types, span.start)
      .filter(({ type }) => type.kind === 'callable')
      .map((visible) => visible.name);
  const { hint, fix } = suggestName(name, candidates, place);
  const message = `There is no function \`${name}\` in Jinja2 or PromptSource.${hint}`;
  return { ...base, message, ...(fix && { fix }) };
}

/** Functions of Python that are filters of another name in Jinja. */
const pythonNames: ReadonlyMap<string, string> = new Map([
  ['len', 'length'],
  ['reversed', 'reverse'],
  ['set', 'unique'],
  ['sorted', 'sort'],
  ['str', 'string'],
]);

/** From `len(x)` to `(x | length)`, which means the same wherever it stands. */
function filterFix(text: TemplateText, call: CallExpression, filter: string): Fix | undefined {
  const { positional, keywords, rest, keywordRest } = call.arguments;
  const [value, ...others] = positional;
  if (value === undefined || others.length + keywords.length > 0 || rest || keywordRest)
    return undefined;
  const isSimple = /^(name|string|attribute|item|call|filter|list)$/.test(value.kind);
  const { callee, span } = call;
  // The opening parenthesis may stand apart from the name.
  const opening = text.tree.source.indexOf('(', callee.span.end) + 1;
  const edits = [
    {
      span: toDocument(text, { start: callee.span.start, end: opening }),
      newText: isSimple ? '(' : '((',
    },
    {
      span: toDocument(text, { start: span.end - 1, end: span.end }),
      newText: `${isSimple ? '' : ')'} | ${filter})`,
    },
  ];
  return { title: `Use the filter \`${filter}\``, edits };
}
