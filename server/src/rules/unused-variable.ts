import type { Binding } from '../jinja/binding.ts';
import type { JinjaNode, SetNode } from '../jinja/nodes.ts';
import { walk } from '../jinja/visit.ts';
import type { Fix, Rule, Tell } from './rule.ts';
import { type TemplateText, toDocument } from './template-text.ts';

export const unusedVariable: Rule = {
  id: 'unused-variable',
  severity: 'hint',
  description: 'Every variable that is set, and every macro, is used.',
  fix: 'removes a `set` that leaves no gap',
  checkTemplate({ document, texts }, tell) {
    for (const text of texts) checkText(text, document, tell);
  },
};

function checkText(text: TemplateText, document: string, tell: Tell): void {
  const { bindings, references } = text.types.scopes;
  if (!bindings.some(isCounted)) return;
  if (text.tree.problems.length > 0 || text.types.nodes.some(showsNamesElsewhere)) return;
  const used = new Set(references.map(({ name }) => name));
  for (const binding of bindings) {
    const { kind, name, span, statement } = binding;
    if (used.has(name) || !isCounted(binding)) continue;
    const message =
      kind === 'macro'
        ? `The macro \`${name}\` is never called.`
        : `\`${name}\` is set but never used.`;
    const fix = statement.kind === 'set' ? removal(text, document, statement) : undefined;
    tell({
      message,
      span: toDocument(text, span),
      templateId: text.template.key,
      ...(fix && { fix }),
    });
  }
}

/** Of several variables that are set at once, and of one that is set for what a call does, some may well be unused. */
function isCounted({ kind, value, unpacking, name }: Binding): boolean {
  if (kind === 'macro' || kind === 'set-block') return true;
  if (kind !== 'set' || unpacking.length > 0 || name.startsWith('_')) return false;
  for (const node of walk(value === undefined ? [] : [value])) {
    if (node.kind === 'call' && node.callee.kind !== 'name') return false;
  }
  return true;
}

/** Another template, or a block, may read the names too. */
function showsNamesElsewhere({ kind }: JinjaNode): boolean {
  return sharingKinds.has(kind);
}

const sharingKinds: ReadonlySet<string> = new Set([
  'block',
  'extends',
  'include',
  'import',
  'from-import',
]);

/** Only what stands within a line leaves the rest as it is: YAML drops white space at the ends of a line. */
function removal(text: TemplateText, document: string, { span }: SetNode): Fix | undefined {
  const written = text.tree.source.slice(span.start, span.end);
  const place = toDocument(text, span);
  if (document.slice(place.start, place.end) !== written || /^\{%[-+]|[-+]%\}$|\n/.test(written)) {
    return undefined;
  }
  const before = document.slice(document.lastIndexOf('\n', place.start) + 1, place.start);
  const [after = ''] = document.slice(place.end).split('\n', 1);
  const isFirst = before.trim() === '' && /^\s|^$/.test(after);
  const isLast = after.trim() === '' && /\s$/.test(before);
  if (isFirst || isLast || before.endsWith('{')) return undefined;
  return { title: 'Remove it', isSafe: true, edits: [{ span: place, newText: '' }] };
}
