import { nodesOf } from '../analysis/type-context.ts';
import { findColumn } from '../dataset/feature-path.ts';
import type { Features } from '../dataset/features.ts';
import type { Binding, BindingKind } from '../jinja/binding.ts';
import { undeclaredVariables } from '../jinja/undeclared-variables.ts';
import { contains } from '../text/span.ts';
import { editScalar } from './edit-scalar.ts';
import type { Fix, Rule, Tell } from './rule.ts';
import { type TemplateText, toDocument } from './template-text.ts';

export const setInBranch: Rule = {
  id: 'set-in-branch',
  severity: 'warning',
  description: 'What an `if` sets has a value on every path to where it is read.',
  fix: 'gives it an empty text before the `if`, which prints the same',
  checkTemplate({ document, texts }, tell) {
    for (const text of texts) {
      if (text.types.features !== undefined) {
        checkText(document, text, text.types.features, tell);
      }
    }
  },
};

/** What a statement binds from where it stands on, behind the `if` that it stands in as well. */
const leavesBranch: ReadonlySet<BindingKind> = new Set(['set', 'set-block', 'macro', 'import']);

function checkText(document: string, text: TemplateText, features: Features, tell: Tell): void {
  const { bindings, references } = text.types.scopes;
  const branches = nodesOf(text.types, 'if');
  const inBranches = bindings.filter(
    ({ kind, span }) =>
      leavesBranch.has(kind) && branches.some((node) => contains(node.span, span)),
  );
  if (inBranches.length === 0) return;
  const read = new Set(references.map(({ name }) => name));
  // A name that is read where nothing binds it is an unknown field, and that is said there.
  const free = new Set(
    references.filter((item) => item.bindings.length === 0).map(({ name }) => name),
  );
  const candidates = inBranches.filter(({ name }) => {
    if (name === 'answer_choices') return false;
    return read.has(name) && !free.has(name) && findColumn(features, name) === undefined;
  });
  if (candidates.length === 0) return;
  const undeclared = undeclaredVariables(text.tree);
  const reported = new Set<string>();
  for (const { name, span } of candidates) {
    if (reported.has(name) || !undeclared.has(name)) continue;
    reported.add(name);
    const message = `\`${name}\` is set inside an \`if\` only, so PromptSource's checks take it for a field that the dataset lacks. Set it before the \`if\` as well.`;
    const fix = emptyBefore(document, text, { name, span });
    const place = toDocument(text, span);
    tell({ message, span: place, templateId: text.template.key, ...(fix && { fix }) });
  }
}

/** What is not defined prints nothing, as an empty text does; a template that asks which of the two it is has its reason. */
function emptyBefore(
  document: string,
  text: TemplateText,
  { name, span }: Pick<Binding, 'name' | 'span'>,
): Fix | undefined {
  const { tree, types } = text;
  const asks = types.nodes.some(
    (node) =>
      (node.kind === 'test' || (node.kind === 'filter' && /^d(efault)?$/.test(node.name.name))) &&
      node.target?.kind === 'name' &&
      node.target.name === name,
  );
  const outermost = tree.body.find((node) => contains(node.span, span));
  if (asks || outermost?.kind !== 'if') return undefined;
  const { start } = outermost.span;
  // It trims what the `if` trims.
  const [opening = '{%'] = /^\{%[-+]?/.exec(tree.source.slice(start)) ?? [];
  const set = `${opening} set ${name} = "" %}`;
  const edits = [editScalar(document, text, { start, end: start }, set)];
  return { title: `Set \`${name}\` to an empty text before the \`if\``, edits };
}
