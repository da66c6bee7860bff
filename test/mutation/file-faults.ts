/** Faults of the file: its YAML, its keys, ids, names and metadata. */
import type { Entry } from '../../server/src/template/template-file.ts';
import type { Span } from '../../server/src/text/span.ts';
import { entryAt, type Mutant, quote, type Subject, splice, textOf, withText } from './subject.ts';

/** Plants the fault of one rule; `undefined` where this template has no place for it. */
export type PlantFault = (subject: Subject) => Mutant | undefined;

export const fileFaults: Readonly<Record<string, PlantFault>> = {
  'yaml-syntax': (subject) => {
    const { text, template, random } = subject;
    const entry = entryAt(template, [random.pick(['name', 'jinja', 'reference', 'id'])]);
    if (entry === undefined) return undefined;
    const written = text.slice(entry.valueSpan.start, entry.valueSpan.end);
    const broken = random.pick([
      `"${written.replaceAll('"', '')}`,
      '@name',
      '*nowhere',
      '{a: [b}',
      "'it's'",
    ]);
    const edited = splice(text, entry.valueSpan, broken);
    const end = template.span.end + edited.length - text.length;
    return inDocument(edited, { start: entry.keySpan.start, end });
  },
  'unknown-key': (subject) => {
    const key = subject.random.pick([
      'refrence',
      'task_template',
      'answer_choice',
      'Name',
      'promt',
    ]);
    const metadataKey = subject.random.pick(['metric', 'language', 'tags']);
    return subject.random.chance(0.7)
      ? insertKey(subject, [], key, 'null')
      : insertKey(subject, ['metadata'], metadataKey, '[]');
  },
  'missing-key': (subject) => {
    const { template, random } = subject;
    if (random.chance(0.3)) {
      const path = [
        'metadata',
        random.pick(['choices_in_prompt', 'languages', 'metrics', 'original_task']),
      ];
      const text = removeKey(subject, path);
      return text === undefined ? undefined : atEntry(text, template.key, ['metadata']);
    }
    const key = random.pick(['answer_choices', 'id', 'jinja', 'metadata', 'name', 'reference']);
    const text = removeKey(subject, [key]);
    return text === undefined ? undefined : atEntry(text, template.key, []);
  },
  'duplicate-key': (subject) => {
    const key = subject.random.pick(['name', 'reference', 'id', 'answer_choices']);
    const entry = entryAt(subject.template, [key]);
    const written = entry && quote(textOf(entry) ?? '');
    return written === undefined
      ? undefined
      : insertKey(subject, [], key, entry?.value.type === 'none' ? 'null' : written);
  },
  'wrong-type': (subject) => {
    const [path, written] = subject.random.pick<readonly [readonly string[], string]>([
      [['metadata', 'languages'], 'en'],
      [['metadata', 'metrics'], '{Accuracy: 1}'],
      [['metadata', 'choices_in_prompt'], 'maybe'],
      [['metadata', 'original_task'], '1'],
      [['name'], '[a]'],
      [['reference'], '{a: b}'],
      [['metadata', 'languages'], '[en, [x]]'],
    ]);
    return replaceValue(subject, path, written);
  },
  'yaml-1-1-value': (subject) => {
    const written = subject.random.pick([
      'yes',
      'No',
      'on',
      '12',
      '1.0',
      '12:30',
      '2024-01-31',
      '0x1F',
    ]);
    return replaceValue(subject, [subject.random.pick(['name', 'reference'])], written);
  },
  'yaml-alias': (subject) => {
    const { text, template, random } = subject;
    const other = random.pick(subject.snapshot.file.templates);
    const [name, otherName] = [template.metadata, other.metadata];
    if (
      name === undefined ||
      otherName === undefined ||
      name.keySpan.start <= otherName.keySpan.start
    )
      return undefined;
    const aliased = splice(text, trimmed(text, name.valueSpan), '*shared');
    const anchored = splice(
      aliased,
      { start: otherName.valueSpan.start, end: otherName.valueSpan.start },
      '&shared ',
    );
    return atEntry(anchored, template.key, ['metadata']);
  },
  'unknown-tag': (subject) => {
    const { text, template, random } = subject;
    const span = random.chance(0.5) ? template.tagSpan : metadataTag(subject);
    if (span === undefined) return undefined;
    const tag = random.pick(['!Templat', '!template', '!!python/object:x', '!Prompt']);
    return inDocument(splice(text, span, tag), { start: span.start, end: span.start + tag.length });
  },
  'dataset-path-mismatch': ({ text, snapshot, random }) => {
    const { dataset } = snapshot.file;
    if (dataset === undefined) return undefined;
    const edited = splice(text, dataset.valueSpan, random.pick(['imdb2', 'other/squad', 'glu']));
    return { text: edited, place: { kind: 'file', key: 'dataset' } };
  },
  'id-mismatch': (subject) => replaceValue(subject, ['id'], newId(subject)),
  'invalid-id': (subject) => {
    const id = subject.random.pick([
      'first',
      'abc-1',
      '1234',
      newId(subject).slice(1),
      'zzzzzzzz-0000-4000-8000-000000000000',
    ]);
    const text = withKey(subject, quote(id));
    return text === undefined ? undefined : atEntry(text, id, ['id']);
  },
  'duplicate-id': (subject) => {
    const other = subject.random.pick(subject.snapshot.file.templates);
    if (other.keySpan.start >= subject.template.keySpan.start) return undefined;
    const text = withKey(subject, other.key);
    return text === undefined ? undefined : inDocument(text, around(subject.template.span, text));
  },
  'empty-name': (subject) =>
    replaceValue(subject, ['name'], subject.random.pick(["''", "'  '", '""'])),
  'name-whitespace': (subject) => {
    const name = textOf(subject.template.name);
    if (name === undefined || name !== name.trim()) return undefined;
    return replaceText(
      subject,
      ['name'],
      subject.random.pick([` ${name}`, `${name} `, `${name}\n`]),
    );
  },
  'duplicate-name': (subject) => copyFromEarlier(subject, 'name'),
  'duplicate-template': (subject) => copyFromEarlier(subject, 'jinja'),
  'unknown-metric': (subject) => {
    const metrics = ['BLUE', 'rouge', 'F1', 'Pearson correlation', 'Squad2'];
    // One that needs choices, once it is right.
    const hasChoices = subject.template.answerChoices?.value.type === 'str';
    const metric = subject.random.pick(hasChoices ? ['accuracy', ...metrics] : metrics);
    return replaceValue(subject, ['metadata', 'metrics'], `[Other, ${metric}]`);
  },
  'no-metric': (subject) => replaceValue(subject, ['metadata', 'metrics'], '[]'),
  'unknown-language': (subject) => {
    const language = subject.random.pick(['xx', 'eng', 'English', 'EN', 'kr2']);
    return replaceValue(subject, ['metadata', 'languages'], `[en, ${language}]`);
  },
  'no-language': (subject) => replaceValue(subject, ['metadata', 'languages'], '[]'),
  'accuracy-without-choices': (subject) => {
    const isOpen = subject.template.answerChoices?.value.type === 'none';
    return isOpen ? replaceValue(subject, ['metadata', 'metrics'], '[Accuracy]') : undefined;
  },
  'choices-without-accuracy': (subject) => {
    const hasChoices = subject.template.answerChoices?.value.type === 'str';
    const metrics = subject.random.pick(['[BLEU]', '[ROUGE, AUC]']);
    const mutant = hasChoices ? replaceValue(subject, ['metadata', 'metrics'], metrics) : undefined;
    return mutant && atEntry(mutant.text, subject.template.key, ['answer_choices']);
  },
};

export function atEntry(text: string, template: string, path: readonly string[]): Mutant {
  return { text, place: { kind: 'entry', template, path } };
}

function inDocument(text: string, span: Span): Mutant {
  return { text, place: { kind: 'document', span } };
}

/** Another value as raw YAML, with the finding at its place. */
export function replaceValue(
  subject: Subject,
  path: readonly string[],
  written: string,
): Mutant | undefined {
  const { text, template } = subject;
  const entry = entryAt(template, path);
  if (entry === undefined) return undefined;
  const { end } = trimmed(text, entry.valueSpan);
  const edited = splice(text, { start: entry.keySpan.end, end }, `: ${written}`);
  return atEntry(edited, template.key, path);
}

function replaceText(subject: Subject, path: readonly string[], value: string): Mutant | undefined {
  const text = withText(subject, path, value);
  return text === undefined ? undefined : atEntry(text, subject.template.key, path);
}

function copyFromEarlier(subject: Subject, key: 'name' | 'jinja'): Mutant | undefined {
  const { template, random, snapshot } = subject;
  const other = random.pick(snapshot.file.templates);
  const value = textOf(other[key]);
  if (other.keySpan.start >= template.keySpan.start || value === undefined) return undefined;
  return replaceText(subject, [key], value);
}

/** A new key right below the key of its mapping. */
function insertKey(
  { text, template }: Subject,
  path: readonly string[],
  key: string,
  value: string,
): Mutant | undefined {
  const owner = entryAt(template, path)?.value ?? { type: 'mapping', entries: template.entries };
  const last = owner.type === 'mapping' ? owner.entries.at(-1) : undefined;
  if (last === undefined) return undefined;
  const lineStart = text.lastIndexOf('\n', last.keySpan.start) + 1;
  const indent = text.slice(lineStart, last.keySpan.start);
  const at = behind(text, last);
  const start = at + indent.length;
  const edited = splice(text, { start: at, end: at }, `${indent}${key}: ${value}\n`);
  return inDocument(edited, { start, end: start + key.length });
}

/** The start of the line behind an entry. */
function behind(text: string, { valueSpan }: Entry): number {
  return text.indexOf('\n', trimmed(text, valueSpan).end) + 1;
}

function removeKey({ text, template }: Subject, path: readonly string[]): string | undefined {
  const entry = entryAt(template, path);
  if (entry === undefined) return undefined;
  const start = text.lastIndexOf('\n', entry.keySpan.start) + 1;
  return splice(text, { start, end: behind(text, entry) }, '');
}

function trimmed(text: string, { start, end }: Span): Span {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

function metadataTag({ template }: Subject): Span | undefined {
  const value = template.metadata?.value;
  return value?.type === 'mapping' ? value.tagSpan : undefined;
}

/** Another id, as key and as `id`. */
function withKey({ text, template }: Subject, written: string): string | undefined {
  const { id, keySpan } = template;
  return id && splice(splice(text, id.valueSpan, written), keySpan, written);
}

function around({ start }: Span, text: string): Span {
  return { start, end: text.indexOf('\n', start) };
}

function newId({ random }: Subject): string {
  const digits = (count: number) =>
    Array.from({ length: count }, () => random.below(16).toString(16)).join('');
  return `${digits(7)}a-${digits(4)}-4${digits(3)}-8${digits(3)}-${digits(12)}`;
}
