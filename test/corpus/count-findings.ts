/** What is wrong with the public templates: findings by rule, and PromptSource's own counts of text and metadata. */
import { knownFeatures, type Snapshot } from '../../server/src/analysis/snapshot.ts';
import { walk } from '../../server/src/jinja/visit.ts';
import { findMetadata } from '../../server/src/rules/file-keys.ts';
import { findingsOf } from '../../server/src/rules/run-rules.ts';
import type { Entry, PromptTemplate } from '../../server/src/template/template-file.ts';

export type Counts = Readonly<Record<string, number>>;

export function countFindings(files: readonly Snapshot[]): Counts {
  const counts: Record<string, number> = {};
  for (const file of files) {
    if (knownFeatures(file) === undefined) throw new Error(`${file.uri} has no schema`);
    for (const { rule, severity } of findingsOf(file)) {
      const name = severity === 'error' ? `${rule} (error)` : rule;
      counts[name] = (counts[name] ?? 0) + 1;
    }
  }
  return Object.fromEntries(Object.entries(counts).sort());
}

/** Facts of the text and the metadata, whether or not a rule speaks of them. */
export function countFacts(files: readonly Snapshot[]): Counts {
  const templates = files.flatMap(({ file }) => file.templates);
  const count = (holds: (template: PromptTemplate) => boolean) => templates.filter(holds).length;
  const countFiles = (holds: (templates: readonly PromptTemplate[]) => boolean) =>
    files.filter(({ file }) => holds(file.templates)).length;
  return {
    templates: templates.length,
    'ids in more than one place': templates.length - new Set(templates.map(({ key }) => key)).size,
    'more than one separator': count(({ jinja }) => jinjaOf(jinja).split('|||').length > 2),
    'choices in prompt without choices': count((each) => isShown(each) && choicesOf(each) === null),
    'choices in prompt, not mentioned in the input': count(
      (each) =>
        isShown(each) && choicesOf(each) !== null && !inputOf(each).includes('answer_choices'),
    ),
    'choices in prompt is null': count((each) => metadataOf(each, 'choices_in_prompt') === 'none'),
    'original task is no bool': count((each) => metadataOf(each, 'original_task') !== 'bool'),
    'reference empty': count(({ reference }) => textOf(reference) === ''),
    'name with outer blanks': count(({ name }) => textOf(name) !== textOf(name)?.trim()),
    'jinja with outer blanks': count(({ jinja }) => /^\s|\s$/.test(jinjaOf(jinja))),
    'jinja ends with a line break': count(({ jinja }) => jinjaOf(jinja).endsWith('\n')),
    'set in a branch or loop': count(setsInside),
    'draws at random': count((each) => usesFilter(each, /^(choice|random)$/)),
    'files of fewer than 5 templates': countFiles(({ length }) => length < 5),
    'files of more than 10 templates': countFiles(({ length }) => length > 10),
    'files without an original task': countFiles((all) => all.every((each) => !isOriginal(each))),
  };
}

function textOf(entry: Entry | undefined): string | undefined {
  return entry?.value.type === 'str' ? entry.value.text : undefined;
}

function jinjaOf(entry: Entry | undefined): string {
  return textOf(entry) ?? '';
}

function choicesOf({ answerChoices }: PromptTemplate): string | null {
  return textOf(answerChoices) ?? null;
}

function inputOf({ jinja }: PromptTemplate): string {
  return jinjaOf(jinja).split('|||')[0] ?? '';
}

function metadataOf(template: PromptTemplate, key: string): string | undefined {
  return findMetadata(template, key)?.value.type;
}

function isTrue(template: PromptTemplate, key: string): boolean {
  const value = findMetadata(template, key)?.value;
  return value?.type === 'bool' && value.value;
}

function isShown(template: PromptTemplate): boolean {
  return isTrue(template, 'choices_in_prompt');
}

function isOriginal(template: PromptTemplate): boolean {
  return isTrue(template, 'original_task');
}

function setsInside({ jinjaTree }: PromptTemplate): boolean {
  const blocks = jinjaTree === undefined ? [] : [...walk(jinjaTree.body)];
  return blocks.some(
    (node) =>
      (node.kind === 'if' || node.kind === 'for') &&
      [...walk([node])].some(
        (inner) => inner.kind === 'set' && inner.target.kind !== 'namespace-target',
      ),
  );
}

function usesFilter({ jinjaTree }: PromptTemplate, name: RegExp): boolean {
  const nodes = jinjaTree === undefined ? [] : [...walk(jinjaTree.body)];
  return nodes.some((node) => node.kind === 'filter' && name.test(node.name.name));
}
