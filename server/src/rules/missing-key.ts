import { isTextKey } from '../template/file-shape.ts';
import type { Entry, PromptTemplate, TemplateFile } from '../template/template-file.ts';
import { indentOf, insertEntry } from './edit-entry.ts';
import { isSharedMetadata, isWhole, metadataEntries } from './file-keys.ts';
import { tellProblems } from './file-problems.ts';
import type { Fix, Rule, Severity, Tell } from './rule.ts';
import { metricsFor } from './vocabulary.ts';

export const missingKey: Rule = {
  id: 'missing-key',
  severity: 'error',
  description: 'No key that PromptSource needs is missing.',
  fix: 'adds the key with a value that says nothing yet, or the one that the template implies',
  needsWholeFile: true,
  checkFile({ snapshot }, tell) {
    tellProblems(snapshot, 'missing-key', tell);
    if (isWhole(snapshot)) missingDataset(snapshot.file, tell);
  },
  checkTemplate({ document, template }, tell) {
    if (template.entries.length === 0) return;
    missingKeys(document, template, tell);
    missingMetadata(document, template, tell);
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

function missingDataset({ entries, dataset }: TemplateFile, tell: Tell): void {
  const [first] = entries;
  if (first === undefined || dataset !== undefined || !has(entries, 'templates')) return;
  const message = 'The key `dataset` is missing; name the dataset that the templates are for.';
  tell({ message, span: first.keySpan, templateId: null });
}

function missingKeys(document: string, template: PromptTemplate, tell: Tell): void {
  const { entries, key, keySpan: span } = template;
  for (const [name, severity] of neededKeys) {
    if (has(entries, name)) continue;
    const rest = name === 'answer_choices' ? '; without choices write `answer_choices: null`' : '';
    const message = `The template has no key \`${name}\`${rest}.`;
    const fix = addition(document, template, name);
    tell({ message, span, templateId: key, severity, ...(fix && { fix }) });
  }
}

function missingMetadata(document: string, template: PromptTemplate, tell: Tell): void {
  const { key, metadata } = template;
  const entries = metadataEntries(template);
  if (metadata === undefined || entries === undefined) return;
  const lacking = neededMetadata.filter(([name]) => !has(entries, name));
  const isShared = lacking.length > 0 && isSharedMetadata(document, template);
  for (const [name, severity] of lacking) {
    const message = `The metadata has no key \`${name}\`.`;
    const value = metadataValues(template).get(name) ?? 'null';
    const fix = isShared ? undefined : added(document, entries, name, value);
    tell({ message, span: metadata.keySpan, templateId: key, severity, ...(fix && { fix }) });
  }
}

/** What stands under the keys that have a value which is right whatever the author means. */
function addition(document: string, template: PromptTemplate, name: string): Fix | undefined {
  const { entries, keySpan, jinja } = template;
  const usesChoices = jinja?.value.type === 'str' && jinja.value.text.includes('answer_choices');
  switch (name) {
    case 'answer_choices':
      return usesChoices ? undefined : added(document, entries, name, 'null');
    case 'reference':
      return added(document, entries, name, `''`);
    case 'id':
      return added(document, entries, name, document.slice(keySpan.start, keySpan.end));
    case 'metadata':
      return addedMetadata(document, template);
    default:
      return undefined;
  }
}

function added(
  document: string,
  entries: readonly Entry[],
  name: string,
  value: string,
): Fix | undefined {
  const edit = insertEntry(document, entries, name, value);
  return edit && { title: `Add \`${name}: ${value}\``, edits: [edit] };
}

/** By the keys of metadata, in their order. */
function metadataValues({ answerChoices }: PromptTemplate): ReadonlyMap<string, string> {
  const [metric] = metricsFor({ hasChoices: answerChoices?.value.type === 'str' });
  return new Map([
    ['choices_in_prompt', 'null'],
    ['languages', '[en]'],
    ['metrics', `[${metric}]`],
    ['original_task', 'null'],
  ]);
}

function addedMetadata(document: string, template: PromptTemplate): Fix | undefined {
  const { entries } = template;
  const [first] = entries;
  const indent = (first && indentOf(document, first)) ?? '';
  const lines = [...metadataValues(template)].map(
    ([key, value]) => `\n${indent}  ${key}: ${value}`,
  );
  const edit = insertEntry(document, entries, 'metadata', `!TemplateMetadata${lines.join('')}`);
  return edit && { title: 'Add `metadata`', edits: [edit] };
}

function has(entries: readonly Entry[], key: string): boolean {
  return entries.some((entry) => isTextKey(entry) && entry.key === key);
}
