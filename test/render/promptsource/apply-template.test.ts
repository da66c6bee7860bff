import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createCompiler } from '../../../server/src/render/compile/compile-template.ts';
import {
  type AppliedTemplate,
  type ApplyOptions,
  applyTemplate,
} from '../../../server/src/render/promptsource/apply-template.ts';
import { createEnvironment } from '../../../server/src/render/promptsource/environment.ts';
import { byRow } from '../../../server/src/render/promptsource/random-source.ts';
import { PyDict } from '../../../server/src/render/python/dict.ts';
import type { Value } from '../../../server/src/render/python/value.ts';

const compile = createCompiler(createEnvironment({ random: byRow(1) }));

interface Template {
  readonly jinja: string;
  readonly answerChoices?: string;
}

/** Applies a template to the columns of a row. */
function apply(
  { jinja, answerChoices }: Template,
  row: Readonly<Record<string, Value>>,
  options: Partial<ApplyOptions> = {},
): AppliedTemplate {
  return applyTemplate(
    { jinja, answerChoices: answerChoices ?? null },
    new Map(Object.entries(row)),
    { truncate: true, dialect: 'main', ...options },
    compile,
  );
}

function partsOf(applied: AppliedTemplate): unknown {
  return applied.kind === 'rendered' ? applied.parts : applied.error;
}

suite('a template applied to a row', () => {
  test('gives its parts without the white space around them, and the raw text with it', () => {
    assert.deepEqual(apply({ jinja: ' {{ q }}? |||\n{{ a }}\u3000' }, { q: 'Why', a: 'So' }), {
      kind: 'rendered',
      raw: ' Why? |||\nSo\u3000',
      parts: ['Why?', 'So'],
      answerChoices: null,
    });
  });

  test('keeps a byte order mark and a zero-width space, which Python does not strip', () => {
    assert.deepEqual(partsOf(apply({ jinja: '\ufeff\u200b\u001c||| a' }, {})), [
      '\ufeff\u200b',
      'a',
    ]);
  });

  test('does not split at a separator that stands in a column', () => {
    const applied = apply({ jinja: '{{ text }} ||| {{ text | length }}' }, { text: '|||' });
    assert.deepEqual(partsOf(applied), ['|||', '32']);
    assert.equal(
      applied.kind === 'rendered' && applied.raw,
      '3ed2dface8203c4c9dfb1a5dc58e41e0 ||| 32',
    );
  });

  test('splits at a separator inside a list or dict', () => {
    const row = { list: ['a|||b'], dict: PyDict.from([['k', 'c|||d']]) };
    assert.deepEqual(partsOf(apply({ jinja: '{{ list[0] }}{{ dict.k }}' }, row)), ['a', 'bc', 'd']);
  });

  test('strips white space that only a protected separator hid', () => {
    assert.deepEqual(partsOf(apply({ jinja: '{{ t }} ||| x' }, { t: ' ||| ' })), ['|||', 'x']);
  });

  test('reads a hyphen in a column name as an underscore', () => {
    assert.deepEqual(partsOf(apply({ jinja: '{{ video_id }} ||| x' }, { 'video-id': 7 })), [
      '7',
      'x',
    ]);
  });

  test('refuses a column that is called answer_choices', () => {
    assert.deepEqual(partsOf(apply({ jinja: 'a ||| b' }, { answer_choices: 'x' })), {
      type: 'ValueError',
      message: "Example contains the restricted key 'answer_choices'.",
    });
  });

  test('cannot take a column that is called self', () => {
    assert.deepEqual(partsOf(apply({ jinja: 'a ||| b' }, { self: 'x' })), {
      type: 'TypeError',
      message: "Template.render() got multiple values for argument 'self'",
    });
  });
});

suite('truncation', () => {
  const long = 'word '.repeat(500);

  test('cuts a long value at a blank within 2048 characters', () => {
    const [input = ''] = [partsOf(apply({ jinja: '{{ text }} ||| x' }, { text: long }))].flat();
    assert.equal(input, `${'word '.repeat(408)}word...`);
  });

  test('leaves the value alone when switched off', () => {
    const applied = apply({ jinja: '{{ text }} ||| x' }, { text: long }, { truncate: false });
    assert.deepEqual(partsOf(applied), [long.trim(), 'x']);
  });

  test('binds to the last operand, as an edit of the text', () => {
    assert.deepEqual(partsOf(apply({ jinja: '{{ 1 + x }} ||| a' }, { x: 2 })), {
      type: 'TypeError',
      message: "unsupported operand type(s) for +: 'int' and 'str'",
    });
  });

  test('edits a `}}` inside a string too', () => {
    const applied = apply({ jinja: "{{ '}}' }} ||| a" }, {});
    assert.deepEqual(partsOf(applied), ['| string | truncate(2048) }}', 'a']);
  });
});

suite('highlighting', () => {
  test('marks every printed value', () => {
    const applied = apply({ jinja: '{{ x }} ||| a' }, { x: 5 }, { highlight: true });
    assert.deepEqual(partsOf(applied), ["<span style='color: #F08080'>5</span>", 'a']);
  });

  test('fails on what is not text when nothing is truncated', () => {
    const applied = apply({ jinja: '{{ x }}' }, { x: 5 }, { highlight: true, truncate: false });
    assert.deepEqual(partsOf(applied), {
      type: 'TypeError',
      message: 'can only concatenate str (not "int") to str',
    });
  });
});

suite('answer choices', () => {
  test('are rendered for the row, stripped, and offered to the template', () => {
    const template = {
      jinja: '{{ q }} ||| {{ answer_choices[label] }}',
      answerChoices: ' {{ a }} ||| {{ b }}',
    };
    const applied = apply(template, { q: '?', a: 'one', b: 'two', label: -1 });
    assert.deepEqual(applied.answerChoices, ['one', 'two']);
    assert.deepEqual(partsOf(applied), ['?', 'two']);
  });

  test('are None in the template where there are none', () => {
    assert.deepEqual(partsOf(apply({ jinja: '{{ answer_choices }} ||| x' }, {})), ['None', 'x']);
  });

  test('of the empty text are one empty choice', () => {
    assert.deepEqual(apply({ jinja: 'a', answerChoices: '' }, {}).answerChoices, ['']);
  });

  test('are stripped before a separator of the row comes back', () => {
    const applied = apply({ jinja: 'a', answerChoices: '{{ t }} ||| b' }, { t: ' ||| ' });
    assert.deepEqual(applied.answerChoices, ['|||', 'b']);
  });

  test('with a separator of the row split the result that prints them', () => {
    const template = { jinja: 'q ||| {{ answer_choices[0] }}', answerChoices: '{{ t }}' };
    assert.deepEqual(partsOf(apply(template, { t: 'a|||b' })), ['q', 'a', 'b']);
  });

  test('that fail make the template fail', () => {
    const error = { type: 'UndefinedError', message: "'x' is undefined" };
    assert.deepEqual(apply({ jinja: 'a', answerChoices: '{{ x.y }}' }, {}), {
      kind: 'failed',
      error,
      answerChoices: null,
      answerChoicesError: error,
    });
  });

  test('are still given where the template fails by itself', () => {
    const applied = apply({ jinja: '{{ x.y }}', answerChoices: 'a ||| b' }, {});
    assert.equal(applied.kind, 'failed');
    assert.deepEqual(applied.answerChoices, ['a', 'b']);
  });

  test('fail after a template that does not parse', () => {
    const applied = apply({ jinja: '{{', answerChoices: '{{ x.y }}' }, {});
    assert.equal(applied.kind === 'failed' && applied.error.type, 'TemplateSyntaxError');
  });
});

suite('the eval-hackathon dialect', () => {
  const hackathon = { dialect: 'eval-hackathon' } as const;

  test('gives the input and a list of targets', () => {
    assert.deepEqual(partsOf(apply({ jinja: 'a ||| b ||| c' }, {}, hackathon)), ['a', ['b', 'c']]);
  });

  test('gives one empty part for a blank result', () => {
    assert.deepEqual(partsOf(apply({ jinja: ' \n ' }, {}, hackathon)), ['']);
  });

  test('refuses an input without a target', () => {
    assert.deepEqual(partsOf(apply({ jinja: 'a' }, {}, hackathon)), {
      type: 'ValueError',
      message: 'Prompt did not produce an input and at least one target.',
    });
  });
});
