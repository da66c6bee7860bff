import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseExample } from '../../../server/src/dataset/example.ts';
import { createCompiler } from '../../../server/src/render/compile/compile-template.ts';
import { createTracingCompiler } from '../../../server/src/render/compile/render-with-provenance.ts';
import { renderRows } from '../../../server/src/render/process/render-rows.ts';
import { createEnvironment } from '../../../server/src/render/promptsource/environment.ts';

const row = { text: 'A film.', label: 1, bar: 'left ||| right', bars: ['x ||| y'], blank: '  ' };

/** Each part in pieces, with the text of the template that each came from. */
function trace(jinja: string, answerChoices: string | null = null, dialect = 'main' as const) {
  const json = JSON.stringify(row);
  assert.equal(parseExample(json).kind, 'row');
  const [render] = renderRows(
    {
      templates: [{ id: '', name: '', jinja, answerChoices }],
      rows: [{ index: 0, json }],
      options: { truncate: true, dialect, choice: { kind: 'row' }, traces: true },
    },
    {
      createCompilers(random) {
        const environment = createEnvironment({ random });
        return {
          compile: createCompiler(environment),
          compileTracing: createTracingCompiler(environment),
        };
      },
      now: () => 0,
    },
  );
  assert.ok(render?.kind === 'rendered' && render.origins !== undefined);
  const { places, parts } = render.origins;
  return render.parts.flat().map((text, index) => {
    let end = 0;
    const pieces = (parts[index] ?? []).map(({ length, place }) => {
      const span = places[place]?.span ?? { start: 0, end: 0 };
      end += length;
      return [text.slice(end - length, end), jinja.slice(span.start, span.end)];
    });
    assert.equal(end, text.length);
    return pieces;
  });
}

suite('the parts of a prompt', () => {
  test('come from the text and the prints of the author, whatever truncation wrote between', () => {
    assert.deepEqual(
      trace('Say {{ text }} and {{ label }}.\n|||\n{{ answer_choices[label] }}', 'a|||b'),
      [
        [
          ['Say ', 'Say '],
          ['A film.', '{{ text }}'],
          [' and ', ' and '],
          ['1', '{{ label }}'],
          ['.', '.'],
        ],
        [['b', '{{ answer_choices[label] }}']],
      ],
    );
  });

  test('lose what is stripped', () => {
    assert.deepEqual(trace(' {{ blank }} a \n {{ text }}{{ blank }}'), [
      [
        ['a \n ', 'a \n '],
        ['A film.', '{{ text }}'],
      ],
    ]);
  });

  test('have the separators of the row, which were hidden', () => {
    assert.deepEqual(trace('{{ bar }}, {{ bar | upper }} ||| {{ bar }}')[0], [
      ['left ||| right', '{{ bar }}'],
      [', LEFT ||| RIGHT'.slice(0, 2), ', '],
      ['LEFT 3ED2DFACE8203C4C9DFB1A5DC58E41E0 RIGHT', '{{ bar | upper }}'],
    ]);
    assert.deepEqual(trace('{{ bars[0] }}'), [[['x', '{{ bars[0] }}']], [['y', '{{ bars[0] }}']]]);
  });

  test('name the place of a text to the character where several parts share it', () => {
    assert.deepEqual(trace('a ||| b'), [[['a', 'a']], [['b', 'b']]]);
    assert.deepEqual(trace('{{ text }}  b  {%- if label %} c{% endif %}'), [
      [
        ['A film.', '{{ text }}'],
        ['  b', '  b'],
        [' c', ' c'],
      ],
    ]);
  });
});
