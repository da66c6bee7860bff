import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import {
  createSourceCompiler,
  type LoadCode,
  loadCode,
} from '../../../server/src/render/compile/compile-source.ts';
import { generateTracingCode } from '../../../server/src/render/compile/provenance-compiler.ts';
import { createTracingCompiler } from '../../../server/src/render/compile/render-with-provenance.ts';
import { createEnvironment } from '../../../server/src/render/promptsource/environment.ts';
import { byRow } from '../../../server/src/render/promptsource/random-source.ts';
import { parseTemplateFile } from '../../../server/src/template/parse-template-file.ts';
import { CORPUS_SKIP_REASON, corpus } from '../../support/corpus.ts';

const environment = createEnvironment({ random: byRow(0) });

/** What texts are compiled to one after another, or why not, and how much code was loaded for them. */
function compileInTurn(...sources: readonly string[]) {
  let loaded = '';
  let count = 0;
  const load: LoadCode = (code) => {
    loaded = code;
    count += 1;
    return loadCode(code);
  };
  const compile = createSourceCompiler(environment, generateTracingCode, load);
  const results = sources.map((source) => {
    try {
      const { data, source: compiled } = compile(source);
      return { compiled, data, code: loaded };
    } catch (error) {
      return String(error);
    }
  });
  return { last: results.at(-1), count };
}

/** The text after an edit is compiled to the same, whatever was compiled before. */
function assertSame(...sources: readonly string[]): void {
  const { last } = compileInTurn(...sources);
  assert.deepEqual(last, compileInTurn(...sources.slice(-1)).last);
}

suite('a text that was compiled before and is edited', () => {
  test('keeps its code while a word is typed between tags', () => {
    const typed = [
      'Is it goo: {{ text }}?',
      'Is it good: {{ text }}?',
      'Is it so good: {{ text }}?',
    ];
    assert.equal(compileInTurn(...typed).count, 1);
    assertSame(...typed);
  });

  test('is compiled anew where a tag changes, or what it strips, or the lines', () => {
    for (const [before, after] of [
      ['ab {{ text }}', 'ab {{ tex }}'],
      ['ab {{ text }}', 'ac{{ text }}'],
      ['a { text }} b', 'a {{ text }} b'],
      ['a {x{ text }} b', 'a {{ text }} b'],
      ['ab {%- if text %}x{% endif %}', 'a b {%- if text %}x{% endif %}'],
      ['ab {%- if text %}x{% endif %}', 'a    {%- if text %}x{% endif %}'],
      ['abc{{ 1 if text }}', 'a\nc{{ 1 if text }}'],
      ['{% raw %}abc{% endraw %}', '{% raw %}a{% endraw %}c{% endraw %}'],
      ['abc {{ text }}', 'a\rc {{ text }}'],
      ['abc {{ text }}\r\n', 'abbc {{ text }}\r\n'],
    ] as const) {
      assertSame(before, after);
      assertSame(after, before);
    }
  });

  const pieces = fc.constantFrom(
    ...['some text', ' ', '\n', 'x', '{', '}', '%', '-', '{{ a }}', '{{- a -}}', '{# c #}', 'ü😀'],
    ...['{% if a %}', '{%- endif -%}', '{% endif %}', '{% for loop in a %}', '{% endfor %}'],
    ...['{% raw %}', '{% endraw %}', '{% set b %}', '{% endset %}', '{{ 1 if a }}', '\r\n', 'loop'],
  );
  const texts = fc.array(pieces, { maxLength: 8 }).map((each) => each.join(''));
  const typed = fc.array(pieces, { maxLength: 2 }).map((each) => each.join(''));

  test('is compiled to the same as if it had not been compiled before', () => {
    const check = fc.property(
      fc.tuple(texts, texts),
      fc.array(typed, { minLength: 2, maxLength: 4 }),
      ([start, end], middles) => assertSame(...middles.map((middle) => start + middle + end)),
    );
    fc.assert(check, { numRuns: 3000 });
  });

  test('is compiled to the same where it is a public template', {
    skip: corpus() === undefined && CORPUS_SKIP_REASON,
  }, () => {
    let kept = 0;
    for (const template of publicTemplates()) {
      for (const { index } of template.matchAll(/\p{L}{3}.{0,60}/gsu)) {
        const edits = [template, splice(template, index, 'x'), splice(template, index + 1, 'y z')];
        kept += edits.length - compileInTurn(...edits).count;
        assertSame(...edits);
      }
    }
    assert.ok(kept > 1000);
  });

  test('tells the places of what it puts out as they are now', () => {
    const compile = createTracingCompiler(environment);
    const variables = new Map([['text', 'A film.']]);
    for (const source of ['Is it good: {{ text }}?', 'Is it so good: {{ text }}?']) {
      const { segments } = compile(source)(variables);
      const written = segments?.map(({ origin: { span } }) => source.slice(span.start, span.end));
      assert.deepEqual(written, [source.slice(0, -11), '{{ text }}', '?']);
      assert.deepEqual(
        segments?.map(({ origin }) => origin.kind === 'expression' && origin.field?.column),
        [false, 'text', false],
      );
    }
  });
});

function splice(text: string, at: number, added: string): string {
  return text.slice(0, at) + added + text.slice(at);
}

/** One of each file. */
function publicTemplates(): readonly string[] {
  return (corpus()?.entries ?? []).flatMap(({ templates }) => {
    const [template] = parseTemplateFile(readFileSync(templates, 'utf8')).file.templates;
    return template?.jinja?.value.type === 'str' ? [template.jinja.value.text] : [];
  });
}
