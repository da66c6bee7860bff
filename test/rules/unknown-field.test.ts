import { suite, test } from 'node:test';
import { unknownField } from '../../server/src/rules/unknown-field.ts';
import { checkRule, classLabel, listOf, struct, templateFile, text } from './check-rule.ts';

const reviews = { text, label: classLabel('negative', 'positive') };
const reading = {
  question: text,
  answers: struct({ text: listOf(text), answer_start: listOf({ kind: 'value', dtype: 'int32' }) }),
  choices: listOf(struct({ option: text, score: { kind: 'value', dtype: 'float32' } })),
  'video-id': text,
  pair: { kind: 'translation', languages: ['de', 'en'] },
} as const;

function jinja(value: string): string {
  return templateFile({ jinja: value });
}

suite('unknown-field', () => {
  test('points at the misspelt name and offers the nearest field', () => {
    checkRule(unknownField, {
      features: reviews,
      file: jinja(`"Review: {{ ⟦txet⟧ }} \\u2014 good? ||| {{ label }}"`),
      messages: ['`txet` is not a field of this dataset. Did you mean `text`?'],
      afterFix: jinja(`"Review: {{ text }} \\u2014 good? ||| {{ label }}"`),
    });
  });

  test('names the columns when none is near', () => {
    checkRule(unknownField, {
      features: reviews,
      file: jinja(`'{{ ⟦summary⟧ }} ||| {{ label }}'`),
      messages: ['`summary` is not a field of this dataset. It has `text`, `label`.'],
    });
  });

  test('tells of a field that the dataset had earlier, with what is new', () => {
    const lastSeen = Date.UTC(2025, 10, 3);
    checkRule(unknownField, {
      features: reviews,
      lost: { 'old-text': { lastSeen, gained: ['text'] } },
      file: jinja(`'{{ ⟦old_text⟧ }} ||| {{ label }}'`),
      messages: [
        '`old_text` is not a field of this dataset any more; it was on 2025-11-03. New since then: `text`.',
      ],
      afterFix: jinja(`'{{ text }} ||| {{ label }}'`),
    });
    checkRule(unknownField, {
      features: reviews,
      lost: { old: { lastSeen, gained: [] }, text: { lastSeen, gained: ['label'] } },
      file: jinja(`'{{ ⟦old⟧ }} {{ text }} ||| {{ label }}'`),
      messages: ['`old` is not a field of this dataset any more; it was on 2025-11-03.'],
    });
  });

  test('is silent when the schema is not known', () => {
    checkRule(unknownField, { file: jinja(`'{{ anything.at.all }} ||| x'`) });
  });

  test('finds the place in a folded plain scalar and in a block scalar', () => {
    checkRule(unknownField, {
      features: reviews,
      file: jinja(`Review\n      {{ ⟦txt⟧\n      }} ||| {{ label }}`),
    });
    checkRule(unknownField, {
      features: reviews,
      file: jinja(`|\n      Review\n\n      {{ ⟦txt⟧ }} ||| {{ label }}`),
    });
  });

  test('looks into answer_choices as well, where answer_choices itself is not known', () => {
    checkRule(unknownField, {
      features: reviews,
      file: templateFile({ answer_choices: `'{{ ⟦texts⟧ }} ||| {{ ⟦answer_choices⟧[0] }}'` }),
      messages: [
        '`texts` is not a field of this dataset. Did you mean `text`?',
        '`answer_choices` is not known inside itself; write the choices out.',
      ],
    });
  });

  test('accepts names that the template binds, globals and answer_choices', () => {
    checkRule(unknownField, {
      features: reviews,
      file: jinja(
        `'{% set x = text %}{% for c in answer_choices %}{{ loop.index }}{{ c }}{{ x }}{{ range(3) }}{% endfor %} ||| {{ label }}'`,
      ),
    });
    checkRule(unknownField, {
      features: reviews,
      file: jinja(
        `'{% macro m(a, b=1) %}{{ a }}{{ b }}{{ varargs }}{{ caller() }}{% endmacro %}{{ m(text) }} ||| {% with y = 1 %}{{ y }}{% endwith %}'`,
      ),
    });
  });

  test('accepts a name that only a branch sets', () => {
    checkRule(unknownField, {
      features: reviews,
      file: jinja(`'{% if label %}{% set x = 1 %}{% endif %}{{ x }} ||| {{ text }}'`),
    });
  });

  test('tells a name that is set in a loop and read outside', () => {
    checkRule(unknownField, {
      features: reviews,
      file: jinja(`'{% for c in text %}{% set x = c %}{% endfor %}{{ ⟦x⟧ }} ||| {{ ⟦c⟧ }}'`),
      messages: [
        '`x` is known only inside the block that sets it; to carry a value out of a block, use a `namespace()`.',
        '`c` is known only inside its block; to carry a value out of a block, use a `namespace()`.',
      ],
    });
  });

  test('reads a hyphen in a column as an underscore', () => {
    checkRule(unknownField, {
      features: reading,
      file: jinja(`'{{ video_id }} ||| {{ question }}'`),
    });
  });

  test('knows the fields of a struct, by attribute and by key', () => {
    checkRule(unknownField, {
      features: reading,
      file: jinja(
        `"{{ answers.text[0] }} {{ answers['text'] }} {{ pair.de }} {{ pair['en'] }} ||| {{ answers.⟦txt⟧ }} {{ answers['⟦start⟧'] }} {{ pair.⟦fr⟧ }}"`,
      ),
      messages: [
        '`answers` has no field `txt`. Did you mean `text`?',
        '`answers` has no field `start`. It has `text`, `answer_start`.',
        '`pair` has no field `fr`. It has `de`, `en`.',
      ],
    });
  });

  test('knows the fields of a loop variable', () => {
    checkRule(unknownField, {
      features: reading,
      file: jinja(
        `'{% for c in choices %}{{ c.option }}{{ c.⟦opton⟧ }}{% endfor %}{% for c, t in zip(choices, answers.text) %}{{ c.⟦scor⟧ }}{{ t.lower() }}{% endfor %} ||| {{ (choices | first).⟦text⟧ }}'`,
      ),
      messages: [
        '`choices[]` has no field `opton`. Did you mean `option`?',
        '`choices[]` has no field `scor`. Did you mean `score`?',
        '`choices[]` has no field `text`. It has `option`, `score`.',
      ],
    });
  });

  test('leaves the members of lists and single values, and what is called, to other rules', () => {
    checkRule(unknownField, {
      features: reading,
      file: jinja(
        `'{{ choices.option }} {{ question.text }} {{ question.lowr() }} ||| {{ shout() }}'`,
      ),
    });
  });

  test('leaves alone a member that the template itself guards or adds', () => {
    checkRule(unknownField, {
      features: reading,
      file: jinja(
        `'{{ answers.best | default("") }}{% if answers.best is defined %}!{% endif %} ||| x'`,
      ),
    });
    checkRule(unknownField, {
      features: reading,
      file: jinja(`'{{ answers.update({"best": 1}) or "" }}{{ answers.best }} ||| x'`),
    });
  });

  test('says nothing about types that it does not know', () => {
    checkRule(unknownField, {
      features: {
        ...reading,
        odd: { kind: 'unknown', type: 'Pose' },
        day: { kind: 'value', dtype: 'date32' },
      },
      file: jinja(
        `'{{ odd.x.y }} {{ day.year }} {{ answers[question] }} ||| {{ (answers or pair).x }}'`,
      ),
    });
  });

  test('looks into the fields that filters are told to take of each item', () => {
    const items = listOf(struct({ name: text, author: struct({ mail: text }) }));
    const file = (path: string) => templateFile({ jinja: `'{{ items | ${path} }} ||| yes'` });
    for (const [before, after] of [
      ['map(attribute="⟦nam⟧") | list', 'map(attribute="name") | list'],
      ['map(attribute="author.⟦mial⟧") | list', 'map(attribute="author.mail") | list'],
      ['selectattr("⟦nam⟧", "equalto", 1) | list', 'selectattr("name", "equalto", 1) | list'],
      ['join(", ", attribute="⟦nme⟧")', 'join(", ", attribute="name")'],
    ] as const) {
      checkRule(unknownField, { features: { items }, file: file(before), afterFix: file(after) });
    }
    for (const path of [
      'map(attribute="nam", default="") | list',
      'sort(attribute="name,author")',
    ]) {
      checkRule(unknownField, { features: { items }, file: file(path) });
    }
    checkRule(unknownField, { file: file('map(attribute="nam") | list') });
  });
});
