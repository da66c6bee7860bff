import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { languageService } from '../../server/src/language-service.ts';
import { type Knowledge, snapshotOf } from '../support/check.ts';
import { parseCursor } from '../support/fixture.ts';
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
    jinja: ${jinja}
    metadata: !TemplateMetadata
      metrics:
      - Accuracy
    name: Mood
`;
}

suite('folding ranges', () => {
  function foldsOf(document: string) {
    return languageService
      .foldingRanges(snapshotOf(document))
      .map(({ span }) => document.slice(span.start, span.end))
      .filter((folded) => folded.includes('\n'));
  }

  test('fold templates, long values and metadata, without the lines behind them', () => {
    const document = `${inTemplate('|\n      one\n      two')}\n\n`;
    assert.deepEqual(
      foldsOf(document).map((folded) => [folded.split(':')[0], folded.split('\n').at(-1)]),
      [
        ['templates', '    name: Mood'],
        ['a1', '    name: Mood'],
        ['jinja', '      two'],
        ['metadata', '      - Accuracy'],
        ['metrics', '      - Accuracy'],
      ],
    );
  });

  test('fold blocks and comments of Jinja inside the scalar', () => {
    const jinja = '|\n      {% if label %}\n      a\n      {% endif %}\n      {# a\n      b #}';
    assert.deepEqual(foldsOf(inTemplate(jinja)).slice(-2), [
      '{% if label %}\n      a\n      {% endif %}',
      '{# a\n      b #}',
    ]);
  });

  test('end with a value that another template has as well', () => {
    const document = 'a: &m\n  x: 1\nb: *m\n';
    assert.deepEqual(foldsOf(document), ['a: &m\n  x: 1']);
  });
});

suite('selection ranges', () => {
  function selectionsAt(marked: string): readonly string[] {
    const { text: document, offset } = parseCursor(marked);
    const spans = languageService.selectionRanges(snapshotOf(document), offset);
    return spans.map(({ start, end }) => document.slice(start, end));
  }

  test('grow from a name to its tag, block, text, template and file', () => {
    const marked = inTemplate("'a {% if b %}{{ answers.te$0xt | join }} c{% endif %}'");
    assert.deepEqual(selectionsAt(marked).slice(0, 8), [
      'text',
      'answers.text',
      'answers.text | join',
      '{{ answers.text | join }}',
      '{{ answers.text | join }} c',
      '{% if b %}{{ answers.text | join }} c{% endif %}',
      'a {% if b %}{{ answers.text | join }} c{% endif %}',
      "'a {% if b %}{{ answers.text | join }} c{% endif %}'",
    ]);
    assert.equal(selectionsAt(marked).at(-1), marked.replace('$0', ''));
  });

  test('grow from a list item and from a key', () => {
    assert.deepEqual(selectionsAt(inTemplate('x').replace('Accuracy', 'Acc$0uracy')).slice(0, 3), [
      'Accuracy',
      '- Accuracy',
      'metrics:\n      - Accuracy',
    ]);
    const onKey = selectionsAt(inTemplate('x').replace('name:', 'na$0me:'));
    assert.deepEqual(onKey.slice(0, 2), ['name', 'name: Mood']);
  });

  test('cover the file between its parts', () => {
    assert.deepEqual(selectionsAt('a: 1\n$0\n\nb: 2\n'), ['a: 1\n\n\nb: 2\n']);
  });
});

suite('semantic tokens', () => {
  test('tell fields, locals, functions and words apart', () => {
    const document = inTemplate(
      "'{% for w in text %}{{ w | upper }}{{ answers.text }}{{ unknown }}{% endfor %}{{ answer_choices[label] }}{{ text.lower() is string }}{% macro m(x) %}{{ x }}{% endmacro %}{{ m(range(2)) }}'",
    );
    const tokens = languageService.semanticTokens(snapshotOf(document, knowledge));
    assert.deepEqual(
      tokens.map(
        ({ span, type, modifiers }) =>
          `${document.slice(span.start, span.end)} ${[type, ...modifiers].join('.')}`,
      ),
      [
        'for keyword',
        'w variable.declaration',
        'text property',
        'w variable',
        'upper function.defaultLibrary',
        'answers property',
        'text property',
        'unknown unresolvedReference',
        'endfor keyword',
        'answer_choices variable.readonly.defaultLibrary',
        'label property',
        'text property',
        'lower method.defaultLibrary',
        'string function.defaultLibrary',
        'macro keyword',
        'm macro.declaration',
        'x parameter.declaration',
        'x parameter',
        'endmacro keyword',
        'm macro',
        'range function.defaultLibrary',
      ],
    );
  });

  test('call nothing unresolved without a schema', () => {
    const tokens = languageService.semanticTokens(snapshotOf(inTemplate("'{{ unknown }}'")));
    assert.deepEqual(
      tokens.map(({ type }) => type),
      ['property'],
    );
  });
});

suite('inlay hints', () => {
  const all = { classes: true, choices: true };

  function hintsOf(jinja: string, choices: string, known = knowledge, kinds = all) {
    const document = inTemplate(jinja, choices);
    const whole = { start: 0, end: document.length };
    const hints = languageService.inlayHints(snapshotOf(document, known), whole, kinds);
    return hints.map(({ offset, label }) => document.slice(offset - 5, offset) + label);
  }

  test('show the class and the choice of each value of a label', () => {
    assert.deepEqual(hintsOf("'{{ answer_choices[label] }}'", 'bad ||| good'), [
      'label: 0 negative → bad, 1 positive → good',
    ]);
    assert.deepEqual(hintsOf("'{{ answer_choices[label] }}'", "'{{ text }} ||| x'"), [
      'label: 0 negative, 1 positive',
    ]);
  });

  test('show classes alone, choices alone or nothing, as the settings say', () => {
    const jinja =
      "'{{ answer_choices[label] }}{{ answer_choices[1] }}{% if label == 1 %}{% endif %}'";
    const hints = (kinds: typeof all) => hintsOf(jinja, 'bad ||| good', knowledge, kinds);
    assert.deepEqual(hints({ classes: true, choices: false }), [
      'label: 0 negative, 1 positive',
      ' == 1: positive',
    ]);
    assert.deepEqual(hints({ classes: false, choices: true }), [
      'label: 0 bad, 1 good',
      'ces[1: good',
    ]);
    assert.deepEqual(hints({ classes: false, choices: false }), []);
  });

  test('show the choice of a literal index', () => {
    assert.deepEqual(hintsOf("'{{ answer_choices[1] }}{{ answer_choices[7] }}'", 'bad ||| good'), [
      'ces[1: good',
    ]);
  });

  test('show the class that a label is compared with, in the answer choices as well', () => {
    const jinja = "'{{ 0 == label }}{{ label != -1 }}{{ label == 9 }}{{ text == 1 }}'";
    assert.deepEqual(hintsOf(jinja, 'null'), ["'{{ 0: negative"]);
    assert.deepEqual(hintsOf('x', "'{{ label == 1 }}'"), [' == 1: positive']);
  });

  test('cut long lists and keep all of them for the tooltip', () => {
    const many = schema({ label: classLabel('a', 'b', 'c', 'd', 'a name of many letters') });
    const document = inTemplate("'{{ answer_choices[label] }}'");
    const whole = { start: 0, end: document.length };
    const [hint] = languageService.inlayHints(snapshotOf(document, { schema: many }), whole, all);
    assert.equal(hint?.label, ': 0 a, 1 b, 2 c, …');
    assert.match(hint.tooltip ?? '', /- `4` a name of many letters$/);
  });

  test('show nothing for other indices, without a schema and outside the range', () => {
    assert.deepEqual(hintsOf("'{{ answer_choices[text] }}{{ text[label] }}'", 'a ||| b'), []);
    assert.deepEqual(hintsOf("'{{ answer_choices[label] }}'", 'a ||| b', {}), []);
    const snapshot = snapshotOf(inTemplate("'{{ answer_choices[label] }}'"), knowledge);
    assert.deepEqual(languageService.inlayHints(snapshot, { start: 0, end: 20 }, all), []);
  });
});

suite('linked editing', () => {
  function linkedAt(marked: string): readonly string[] {
    const { text: document, offset } = parseCursor(inTemplate(marked));
    const spans = languageService.linkedEditing(snapshotOf(document), offset);
    return spans.map(
      ({ start, end }) => `${document.slice(start - 3, start)}[${document.slice(start, end)}]`,
    );
  }

  test('ties the word of a tag to that of its closing tag, from both', () => {
    const ends = ['{% [if]', 'end[if]'];
    assert.deepEqual(linkedAt("'{% i$0f a %}b{% else %}c{% endif %}'"), ends);
    assert.deepEqual(linkedAt("'{% if a %}b{% else %}c{% endif$0 %}'"), ends);
    assert.deepEqual(linkedAt('"{% for$0 a in b %}{% if c %}\n{% endif %}{% endfor %}"'), [
      '{% [for]',
      'end[for]',
    ]);
  });

  test('goes on while another word is being written', () => {
    assert.deepEqual(linkedAt("'{% fo$0 a %}b{% endfo %}'"), ['{% [fo]', 'end[fo]']);
  });

  test('is not there for tags without an end, other words, comments and text', () => {
    for (const jinja of [
      "'{% se$0t a = 1 %}'",
      "'{% if a$0 %}{% endif %}'",
      "'{# {% i$0f %}{% endif %} #}'",
      "'i$0f {% endif %}'",
    ]) {
      assert.deepEqual(linkedAt(jinja), [], jinja);
    }
  });
});

suite('document links', () => {
  function linksOf(document: string, known: Knowledge = {}) {
    return languageService
      .documentLinks(snapshotOf(document, known))
      .map((link) => [
        document.slice(link.span.start, link.span.end),
        link.kind === 'web' ? link.url : link.path,
      ]);
  }

  test('lead from the dataset to the schema beside it, else to its page', () => {
    const document = inTemplate('x');
    assert.deepEqual(linksOf(document, knowledge), [['reviews', 'schema.json']]);
    assert.deepEqual(linksOf(document), [['reviews', 'https://huggingface.co/datasets/reviews']]);
    assert.deepEqual(linksOf('dataset: "a b/../c"\n'), []);
    assert.deepEqual(linksOf('dataset: a/b\nsubset: c-d\n').at(-1), [
      'c-d',
      'https://huggingface.co/datasets/a/b/viewer/c-d',
    ]);
  });

  test('lead from the URLs in a reference, without what ends a sentence', () => {
    const document = (reference: string) =>
      `templates:\n  a1: !Template\n    reference: ${reference}\n`;
    assert.deepEqual(linksOf(document("'See https://a.org/b(c), and (http://d.org).'")), [
      ['https://a.org/b(c)', 'https://a.org/b(c)'],
      ['http://d.org', 'http://d.org'],
    ]);
    assert.deepEqual(linksOf(document('"caf\\xE9 https://a.org/?q=1&r=%20"')), [
      ['https://a.org/?q=1&r=%20', 'https://a.org/?q=1&r=%20'],
    ]);
    assert.deepEqual(linksOf(document('https://')), []);
    assert.deepEqual(linksOf(document('no link')), []);
  });
});
