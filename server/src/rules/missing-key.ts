import type { Entry, PromptTemplate } from '../template/template-file.ts';
import { isTextKey, isWhole, metadataEntries } from './file-keys.ts';
import { reportsOfProblems } from './file-problems.ts';
import type { Fix, Report, Rule, RuleContext, Severity } from './rule.ts';

export const missingKey: Rule = {
  id: 'missing-key',
  severity: 'error',
  description: 'No key that PromptSource needs is missing.',
  *check({ snapshot }) {
    yield* reportsOfProblems(snapshot, 'missing-key');
    if (isWhole(snapshot)) yield* missingKeys(snapshot);
  },
};

/** Of the keys without which a template cannot be rendered the lack is an error, of the others a warning. */
const neededKeys: readonly (readonly [string, Severity])[] = [
  ['answer_choices', 'error'],
  ['id', 'error'],
  ['jinja', 'error'],
  ['metadata', 'error'],
  ['name', 'error'],
  ['reference', 'warning'],
];

const neededMetadata: readonly (readonly [string, Severity])[] = [
  ['choices_in_prompt', 'warning'],
  ['languages', 'warning'],
  ['metrics', 'warning'],
  ['original_task', 'warning'],
];

function* missingKeys({ file, text }: RuleContext['snapshot']): Generator<Report> {
  const hasTemplates = file.entries.some(({ key }) => key === 'templates');
  const [first] = file.entries;
  if (first !== undefined && hasTemplates && file.dataset === undefined) {
    const message = 'The key `dataset` is missing; name the dataset that the templates are for.';
    yield { message, span: first.keySpan, templateId: null };
  }
  for (const template of file.templates) {
    const { entries, key, keySpan, metadata } = template;
    if (entries.length === 0) continue;
    for (const [name, severity] of neededKeys) {
      if (has(entries, name)) continue;
      const rest =
        name === 'answer_choices' ? '; without choices write `answer_choices: null`' : '';
      const message = `The template has no key \`${name}\`${rest}.`;
      const fix = addition(text, template, name);
      yield { message, span: keySpan, templateId: key, severity, ...(fix && { fix }) };
    }
    const inner = metadataEntries(template);
    for (const [name, severity] of inner === undefined ? [] : neededMetadata) {
      if (inner === undefined || metadata === undefined || has(inner, name)) continue;
      const message = `The metadata has no key \`${name}\`.`;
      yield { message, span: metadata.keySpan, templateId: key, severity };
    }
  }
}

/** Keys with a value that says nothing yet. */
const emptyValues: ReadonlyMap<string, string> = new Map([
  ['answer_choices', 'null'],
  ['reference', "''"],
]);

/** A line for the key, where PyYAML would write it, in a template whose keys stand on lines of their own. */
function addition(text: string, template: PromptTemplate, name: string): Fix | undefined {
  const value = emptyValues.get(name);
  const isUsed = template.jinja?.value.type === 'str' && template.jinja.value.text.includes(name);
  const [first] = template.entries;
  if (value === undefined || isUsed || first === undefined) return undefined;
  const next = template.entries.find(({ key }) => key > name);
  const indent = indentOf(text, first);
  if (indent === undefined) return undefined;
  const title = `Add \`${name}: ${value}\``;
  if (next !== undefined) {
    const start = next.keySpan.start - indent.length;
    if (indentOf(text, next) !== indent) return undefined;
    return {
      title,
      edits: [{ span: { start, end: start }, newText: `${indent}${name}: ${value}\n` }],
    };
  }
  const last = template.entries.at(-1)?.valueSpan ?? first.valueSpan;
  const lineEnd = text.indexOf('\n', last.end);
  if (lineEnd < 0 || text.slice(last.start, last.end).includes('\n')) return undefined;
  const span = { start: lineEnd, end: lineEnd };
  return { title, edits: [{ span, newText: `\n${indent}${name}: ${value}` }] };
}

/** The blanks in front of a key that begins its line. */
function indentOf(text: string, { keySpan: { start } }: Entry): string | undefined {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return /^ +$/.test(before) ? before : undefined;
}

function has(entries: readonly Entry[], key: string): boolean {
  return entries.some((entry) => isTextKey(entry) && entry.key === key);
}
