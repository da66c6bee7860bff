/** Faults of a prompt as a whole: its parts, its choices and its target. */
import type { Feature } from '../../server/src/dataset/features.ts';
import { atEntry, type PlantFault, replaceValue } from './file-faults.ts';
import { columnOf, inJinja } from './jinja-faults.ts';
import { type Mutant, type Subject, splice, textOf, withText } from './subject.ts';

export const promptFaults: Readonly<Record<string, PlantFault>> = {
  'missing-separator': (subject) => {
    const source = textOf(subject.template.jinja);
    const text = source && withText(subject, ['jinja'], source.replaceAll('|||', ''));
    return text ? atEntry(text, subject.template.key, ['jinja']) : undefined;
  },
  'multiple-separators': (subject) => {
    const source = textOf(subject.template.jinja);
    if (source === undefined || !isSimple(source)) return undefined;
    const edited = `${source} ||| more`;
    return inJinja(subject, edited, { start: source.length + 1, end: source.length + 4 });
  },
  'empty-input': (subject) => {
    const source = textOf(subject.template.jinja);
    if (source === undefined || !isSimple(source)) return undefined;
    return inJinja(
      subject,
      subject.random.pick(['', ' ', '\n']) + source.slice(source.indexOf('|||')),
      { start: 0, end: 4 },
    );
  },
  'empty-target': (subject) => {
    const source = textOf(subject.template.jinja);
    if (source === undefined || !isSimple(source)) return undefined;
    const at = source.indexOf('|||');
    return inJinja(subject, source.slice(0, at + 3) + subject.random.pick(['', ' ']), {
      start: at,
      end: at + 4,
    });
  },
  'no-field': (subject) => {
    const text = withText(subject, ['jinja'], 'What is it? ||| Nothing');
    return text && !subject.template.answerChoicesTree
      ? atEntry(text, subject.template.key, ['jinja'])
      : undefined;
  },
  'nondeterministic-target': (subject) => {
    const source = textOf(subject.template.jinja);
    if (source === undefined || !isSimple(source)) return undefined;
    const filter = subject.random.pick(['choice', 'random']);
    const edited = `${source} {{ ["a", "b"] | ${filter} }}`;
    const start = edited.length - filter.length - 3;
    return inJinja(subject, edited, { start, end: start + filter.length });
  },
  'unused-answer-choices': (subject) => {
    const { template } = subject;
    if (template.answerChoices?.value.type !== 'none' || mentionsChoices(subject)) return undefined;
    return replaceValue(subject, ['answer_choices'], 'one ||| two');
  },
  'missing-answer-choices': (subject) => {
    const source = textOf(subject.template.jinja) ?? '';
    const text = withText(subject, ['answer_choices'], '')?.replace(
      /(?<=answer_choices: )""/,
      'null',
    );
    const start = source.search(/\banswer_choices\b/);
    if (start < 0 || text === undefined || subject.template.answerChoices?.value.type !== 'str')
      return undefined;
    const span = { start, end: source.length };
    return { text, place: { kind: 'jinja', template: subject.template.key, key: 'jinja', span } };
  },
  'answer-choices-not-in-target': (subject) => {
    const { template } = subject;
    const source = textOf(template.jinja);
    if (
      template.answerChoices?.value.type !== 'none' ||
      source === undefined ||
      !isSimple(source) ||
      mentionsChoices(subject)
    )
      return undefined;
    const choices = replaceValue(subject, ['answer_choices'], 'one ||| two');
    if (choices === undefined) return undefined;
    return insertFirst(
      subject,
      choices.text,
      'Say {{ answer_choices | join(" or ") }}. ',
      'answer_choices',
    );
  },
  'empty-choice': (subject) =>
    changeChoices(subject, (choices, random) =>
      random.pick([`${choices} |||`, `||| ${choices}`, choices.replace('|||', '||| |||')]),
    ),
  'duplicate-choice': (subject) =>
    changeChoices(subject, (choices) => `${choices} ||| ${choices.split('|||')[0]?.trim()}`),
  'choice-count-mismatch': (subject) => {
    const label = indexedLabel(subject);
    const count = textOf(subject.template.answerChoices)?.split('|||').length;
    if (label?.kind !== 'class-label' || label.names.length !== count) return undefined;
    return changeChoices(subject, (choices) => `${choices} ||| and one more`);
  },
  'target-not-a-choice': (subject) => {
    const source = textOf(subject.template.jinja);
    const choices = textOf(subject.template.answerChoices);
    if (source === undefined || !isSimple(source) || choices === undefined || choices.includes('{'))
      return undefined;
    const field = columnOf(subject);
    if (field === undefined) return undefined;
    const target = `{% if ${field} %}{{ answer_choices[0] }}{% else %}zzz{% endif %}`;
    const edited = `${source.slice(0, source.indexOf('|||'))}||| ${target}`;
    const start = edited.indexOf('zzz{% endif');
    return inJinja(subject, edited, { start, end: start + 'zzz'.length });
  },
  'text-around-choice': (subject) => {
    const source = textOf(subject.template.jinja);
    if (source === undefined || !isSimple(source)) return undefined;
    const target = source.slice(source.indexOf('|||') + 3);
    if (!/^\s*\{\{\s*answer_choices\s*\[[^\]]+\]\s*\}\}\s*$/.test(target)) return undefined;
    const edited = source.replace('|||', '||| The answer is');
    const start = source.indexOf('|||') + 4;
    return inJinja(subject, edited, { start, end: start + 'The answer is'.length });
  },
  'choices-in-prompt-mismatch': (subject) => {
    const source = textOf(subject.template.jinja) ?? '';
    const input = source.slice(0, source.indexOf('|||'));
    const isShown = isSimple(source) && /\{\{\s*answer_choices/.test(input);
    if (!isShown || subject.template.answerChoices?.value.type !== 'str') return undefined;
    return replaceValue(subject, ['metadata', 'choices_in_prompt'], 'false');
  },
  'unguarded-label': (subject) => {
    const { template, snapshot } = subject;
    const source = textOf(template.jinja) ?? '';
    const match = /answer_choices\s*\[\s*(\w+)\s*\]/.exec(source);
    const column = match?.[1];
    if (column === undefined || subject.features.get(column)?.kind !== 'class-label')
      return undefined;
    if (source.includes('{%') || source.includes(' if ')) return undefined;
    const start = source.indexOf(column, match?.index);
    const span = { start, end: start + column.length };
    return {
      text: snapshot.text,
      place: { kind: 'jinja', template: template.key, key: 'jinja', span },
      knowledge: { unlabelled: new Set([column]) },
    };
  },
  'unreadable-schema': ({ text, snapshot }) => {
    const origin = { source: 'beside', label: 'schema.json', path: 'schema.json' } as const;
    if (snapshot.file.dataset === undefined) return undefined;
    return {
      text,
      place: { kind: 'file', key: 'dataset' },
      knowledge: { schema: { kind: 'malformed', origin, message: 'It is no JSON.' } },
    };
  },
};

/** Whether one separator stands outside of all blocks. */
function isSimple(source: string): boolean {
  const at = source.indexOf('|||');
  const before = source.slice(0, at);
  const opened = (before.match(/\{%-?\s*(if|for)\b/g) ?? []).length;
  const closed = (before.match(/\{%-?\s*end(if|for)\b/g) ?? []).length;
  return at >= 0 && source.indexOf('|||', at + 3) < 0 && opened === closed;
}

function mentionsChoices({ template }: Subject): boolean {
  return (textOf(template.jinja) ?? '').includes('answer_choices');
}

/** Other fixed choices, in a template that has such. */
function changeChoices(
  subject: Subject,
  change: (choices: string, random: Subject['random']) => string,
): Mutant | undefined {
  const choices = textOf(subject.template.answerChoices);
  if (choices === undefined || /[{%]/.test(choices)) return undefined;
  const text = withText(subject, ['answer_choices'], change(choices, subject.random));
  return text === undefined ? undefined : atEntry(text, subject.template.key, ['answer_choices']);
}

/** The label that the target picks its choice with. */
function indexedLabel({ template, features }: Subject): Feature | undefined {
  const source = textOf(template.jinja) ?? '';
  const column = /\|\|\|\s*\{\{\s*answer_choices\s*\[\s*(\w+)\s*\]\s*\}\}\s*$/.exec(source)?.[1];
  return column === undefined ? undefined : features.get(column);
}

/** Inserts into the input of a text that is another one already. */
function insertFirst(
  subject: Subject,
  text: string,
  piece: string,
  word: string,
): Mutant | undefined {
  const inserted = inJinja(subject, piece + (textOf(subject.template.jinja) ?? ''), {
    start: piece.indexOf(word),
    end: piece.indexOf(word) + word.length,
  });
  if (inserted === undefined) return undefined;
  const distance = text.length - subject.text.length;
  const { jinja } = subject.template;
  if (jinja === undefined) return undefined;
  const isBehind = (subject.template.answerChoices?.keySpan.start ?? 0) < jinja.keySpan.start;
  const start = jinja.valueSpan.start + (isBehind ? distance : 0);
  const end = jinja.valueSpan.end + (isBehind ? distance : 0);
  const written = inserted.text.slice(
    jinja.valueSpan.start,
    inserted.text.length - (subject.text.length - jinja.valueSpan.end),
  );
  return { ...inserted, text: splice(text, { start, end }, written) };
}
