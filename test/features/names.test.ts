import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { languageService } from '../../server/src/language-service.ts';
import { applyEdits, type Knowledge, snapshotOf } from '../support/check.ts';
import { markSpans, parseCursor } from '../support/fixture.ts';
import { classLabel, schema, sequence, struct, text } from '../support/schema-builder.ts';

const knowledge: Knowledge = {
  schema: schema({
    text: text(),
    label: classLabel('negative', 'positive'),
    answers: struct({ text: sequence(text()) }),
  }),
};

function inTemplate(jinja: string, choices = 'null'): string {
  return `dataset: reviews
templates:
  a1: !Template
    answer_choices: ${choices}
    id: a1
    jinja: ${jinja}
    name: Mood
`;
}

function definitionAt(marked: string, known = knowledge): string | undefined {
  const { text: document, offset } = parseCursor(marked);
  const found = languageService.definition(snapshotOf(document, known), offset);
  if (found?.kind === 'field') return found.path.map((step) => 'name' in step && step.name).join();
  return found && markSpans(document, found.spans);
}

function referencesAt(marked: string, withDefinition = true, known = knowledge): string {
  const { text: document, offset } = parseCursor(marked);
  const snapshot = snapshotOf(document, known);
  return markSpans(document, languageService.references(snapshot, offset, { withDefinition }));
}

function renameAt(marked: string, newName: string, known = knowledge): string {
  const { text: document, offset } = parseCursor(marked);
  const renaming = languageService.rename(snapshotOf(document, known), offset, newName);
  return renaming.kind === 'edits' ? applyEdits(document, renaming.edits) : renaming.message;
}

suite('definition', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    [
      'a `set` name',
      "{% set mood = 1 %}it''s {{ mo$0od }}",
      "{% set ⟦mood⟧ = 1 %}it''s {{ mood }}",
    ],
    [
      'every `set` that may have been reached',
      '{% if label %}{% set a = 1 %}{% else %}{% set a = 2 %}{% endif %}{{ $0a }}',
      '{% if label %}{% set ⟦a⟧ = 1 %}{% else %}{% set ⟦a⟧ = 2 %}{% endif %}{{ a }}',
    ],
    [
      'the nearest `set` before',
      '{% set a = 1 %}{{ a }}{% set a = 2 %}{{ a$0 }}',
      '{% set a = 1 %}{{ a }}{% set ⟦a⟧ = 2 %}{{ a }}',
    ],
    [
      'a loop variable',
      '{% for w in text if w$0 %}{{ w }}{% endfor %}',
      '{% for ⟦w⟧ in text if w %}{{ w }}{% endfor %}',
    ],
    [
      'a macro and its parameter',
      '{% macro m(x) %}{{ $0x }}{% endmacro %}{{ m(1) }}',
      '{% macro m(⟦x⟧) %}{{ x }}{% endmacro %}{{ m(1) }}',
    ],
    [
      'the macro of a call',
      '{% macro m(x) %}{{ x }}{% endmacro %}{{ $0m(1) }}',
      '{% macro ⟦m⟧(x) %}{{ x }}{% endmacro %}{{ m(1) }}',
    ],
    [
      'the parameter of a keyword argument',
      '{% macro m(x) %}{% endmacro %}{{ m($0x=1) }}',
      '{% macro m(⟦x⟧) %}{% endmacro %}{{ m(x=1) }}',
    ],
    [
      'the tag that brings `loop`',
      '{% for w in text %}{{ lo$0op.index }}{% endfor %}',
      '⟦{% for w in text %}⟧{{ loop.index }}{% endfor %}',
    ],
  ];
  for (const [what, marked, expected] of cases) {
    test(`finds ${what}`, () => {
      assert.equal(definitionAt(inTemplate(`'${marked}'`)), inTemplate(`'${expected}'`));
    });
  }

  test('finds the entry of the answer choices', () => {
    const found = definitionAt(inTemplate("'{{ answer$0_choices[0] }}'", 'a ||| b'));
    assert.ok(found?.includes('⟦answer_choices⟧: a ||| b'));
  });

  test('leads to the schema for fields, nested ones too', () => {
    assert.equal(definitionAt(inTemplate("'{{ te$0xt }}'")), 'text');
    assert.equal(definitionAt(inTemplate("'{{ answers.te$0xt }}'")), 'answers,text');
    assert.equal(definitionAt(inTemplate('\'{{ answers["te$0xt"] }}\'')), 'answers,text');
  });

  test('finds nothing for builtins, unknown names and plain text', () => {
    for (const jinja of ['{{ ran$0ge(3) }}', '{{ unk$0nown }}', 'wo$0rds', '{{ 1$02 }}']) {
      assert.equal(definitionAt(inTemplate(`'${jinja}'`)), undefined, jinja);
    }
    assert.equal(definitionAt(inTemplate("'{{ te$0xt }}'"), {}), undefined);
  });
});

suite('references', () => {
  test('finds a local name in its text and scope alone', () => {
    assert.equal(
      referencesAt(inTemplate("'{% set w = text %}{% for w in w$0 %}{{ w }}{% endfor %}{{ w }}'")),
      inTemplate("'{% set ⟦w⟧ = text %}{% for w in ⟦w⟧ %}{{ w }}{% endfor %}{{ ⟦w⟧ }}'"),
    );
  });

  test('leaves the definition out on demand', () => {
    assert.equal(
      referencesAt(inTemplate("'{% set w$0 = 1 %}{{ w }}'"), false),
      inTemplate("'{% set w = 1 %}{{ ⟦w⟧ }}'"),
    );
  });

  test('finds a field in all templates of the file, in choices too', () => {
    const marked = `templates:
  a1: !Template
    answer_choices: '{{ text }} ||| {{ answers.text }}'
    jinja: "{{ te$0xt }} ||| x"
  b1: !Template
    jinja: "{% set text = 1 %}{{ text }}"
  c1: !Template
    jinja: "{{ text | upper }} ||| x"
`;
    assert.equal(
      referencesAt(marked),
      marked
        .replace('te$0xt', 'text')
        .replaceAll('{{ text }} |||', '{{ ⟦text⟧ }} |||')
        .replace('text | upper', '⟦text⟧ | upper'),
    );
  });
});

suite('document highlights', () => {
  function highlightsAt(marked: string) {
    const { text: document, offset } = parseCursor(marked);
    const found = languageService.documentHighlights(snapshotOf(document, knowledge), offset);
    return found.map(({ kind, span }) => `${kind} ${document.slice(span.start, span.end)}`);
  }

  test('tells where a name is set and where it is read', () => {
    assert.deepEqual(highlightsAt(inTemplate("'{% set w$0 = 1 %}{{ w }}'")), ['write w', 'read w']);
  });

  test('shows the tags of a block, without those of blocks inside', () => {
    const jinja = "'{% i$0f a %}{% if b %}{% else %}{% endif %}{% elif c %}{%- else %}{% endif %}'";
    assert.deepEqual(highlightsAt(inTemplate(jinja)), [
      'tag if',
      'tag elif',
      'tag else',
      'tag endif',
    ]);
    assert.deepEqual(highlightsAt(inTemplate("'{% for w in text %}{% end$0for %}'")), [
      'tag for',
      'tag endfor',
    ]);
  });
});

suite('rename', () => {
  test('renames a variable with all its sets and uses', () => {
    assert.equal(
      renameAt(inTemplate("'{% set w = 1 %}{% set w = w + 1 %}it''s {{ w$0 }} {{ x.w }}'"), 'word'),
      inTemplate("'{% set word = 1 %}{% set word = word + 1 %}it''s {{ word }} {{ x.w }}'"),
    );
  });

  test('renames a macro and a parameter with its keyword arguments', () => {
    const jinja = '{% macro m(x) %}{{ x }}{% endmacro %}{{ m(x=1) }}';
    assert.equal(
      renameAt(inTemplate(`'${jinja.replace('m(x)', '$0m(x)')}'`), 'ask'),
      inTemplate(`'${jinja.replaceAll('m(', 'ask(')}'`),
    );
    assert.equal(
      renameAt(inTemplate(`'${jinja.replace('{{ x', '{{ $0x')}'`), 'y'),
      inTemplate(`'{% macro m(y) %}{{ y }}{% endmacro %}{{ m(y=1) }}'`),
    );
  });

  test('renames a name that a line of the scalar breaks', () => {
    const marked = inTemplate('"{% set mood = 1 %}{{ mo\\\n      od }}{{ mood$0 }}"');
    assert.equal(renameAt(marked, 'm'), inTemplate('"{% set m = 1 %}{{ m }}{{ m }}"'));
  });

  test('renames a column in the whole file, in brackets as well', () => {
    const marked = `templates:
  a1: !Template
    jinja: "{{ te$0xt }} {{ answers.text }} ||| x"
  b1: !Template
    answer_choices: "{{ text }}"
`;
    assert.equal(
      renameAt(marked, 'review'),
      marked.replace('te$0xt', 'review').replace('"{{ text }}"', '"{{ review }}"'),
    );
    assert.equal(
      renameAt(inTemplate('"{{ answers.te$0xt }}{{ answers[\'text\'] }}"'), 'texts'),
      inTemplate('"{{ answers.texts }}{{ answers[\'texts\'] }}"'),
    );
    assert.equal(
      renameAt(inTemplate("'{{ tex$0t }} {{ text }}'"), 'review', {}),
      inTemplate("'{{ review }} {{ review }}'"),
    );
  });

  test('renames a template, in quotes where PyYAML needs them', () => {
    const marked = inTemplate('x').replace('Mood', 'Mo$0od');
    assert.equal(
      renameAt(marked, 'is it: good?'),
      inTemplate('x').replace('Mood', "'is it: good?'"),
    );
    const long = 'word '.repeat(20).trim();
    assert.equal(
      renameAt(marked, long),
      inTemplate('x').replace('Mood', long.replace(/^((?:word ){14}\w+) /, '$1\n      ')),
    );
  });

  test('refuses with the reason', () => {
    const refusals: readonly (readonly [string, string, RegExp])[] = [
      ['{% set w = 1 %}{{ w$0 }}', '1a', /^`1a` is no name in Jinja/],
      ['{% set w = 1 %}{{ w$0 }}', 'none', /^`none` has a meaning of its own/],
      ['{% set w = 1 %}{{ w$0 }}{{ text }}', 'text', /^`text` is used in the template `Mood`/],
      ['{{ te$0xt }}{% set w = 1 %}', 'w', /^`w` is used in the template `Mood`/],
      ['{{ ran$0ge(1) }}', 'x', /^`range` is a name of Jinja or Python/],
      ['{{ answer$0_choices }}', 'x', /^`answer_choices` is the name under which/],
      ['{% for w in text %}{{ lo$0op.index }}{% endfor %}', 'x', /^`loop` is bound by Jinja/],
      ['{% if label %}{% set text = 1 %}{% endif %}{{ te$0xt }}', 'x', /^`text` is set on some/],
      ['{{ unknown.wh$0at }}', 'x', /^It is not known what `what` belongs to/],
      ['wo$0rds', 'x', /^Only names can be renamed/],
    ];
    for (const [jinja, newName, message] of refusals) {
      assert.match(renameAt(inTemplate(`'${jinja}'`), newName), message);
    }
    const twice =
      inTemplate('x') + inTemplate('y').split('templates:\n')[1]?.replaceAll('a1', 'b1');
    const marked = twice.replace('name: Mood', 'name: Mo$0od').replace(/Mood\n$/, 'Other\n');
    assert.match(renameAt(marked, 'Other'), /^Another template of this file is named `Other`/);
    assert.match(renameAt(marked, ' '), /must not be empty/);
    assert.match(renameAt(inTemplate('x').replace('id: a1', 'id: a$01'), 'x'), /^The id of a/);
  });
});
