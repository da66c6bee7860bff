import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { JinjaNode } from '../../server/src/jinja/nodes.ts';
import { parseTemplate } from '../../server/src/jinja/parse-template.ts';
import { childrenOf, walk } from '../../server/src/jinja/visit.ts';

/** The tree as nested kinds with the source text of each node. */
function outline(node: JinjaNode, source: string): unknown {
  const children = childrenOf(node).map((child) => outline(child, source));
  const label = `${node.kind} ${source.slice(node.span.start, node.span.end)}`;
  return children.length === 0 ? label : [label, ...children];
}

function outlineOf(source: string): unknown {
  const template = parseTemplate(source);
  assert.deepEqual(template.problems, []);
  return template.body.map((node) => outline(node, source));
}

function textOf(source: string): string {
  return parseTemplate(source)
    .body.map((node) => (node.kind === 'text' ? node.value : `<${node.kind}>`))
    .join('');
}

suite('expressions', () => {
  test('a filter binds looser than a subscript and tighter than an operator', () => {
    assert.deepEqual(outlineOf('{{ a.b[0]|f + c }}'), [
      [
        'print {{ a.b[0]|f + c }}',
        [
          'binary a.b[0]|f + c',
          ['filter a.b[0]|f', ['item a.b[0]', ['attribute a.b', 'name a'], 'integer 0']],
          'name c',
        ],
      ],
    ]);
  });

  test('a sign belongs to the operand of a power', () => {
    assert.deepEqual(outlineOf('{{ -a ** b }}'), [
      ['print {{ -a ** b }}', ['binary -a ** b', ['unary -a', 'name a'], 'name b']],
    ]);
  });

  test('comparisons form one chain', () => {
    assert.deepEqual(outlineOf('{{ a < b not in c }}'), [
      ['print {{ a < b not in c }}', ['compare a < b not in c', 'name a', 'name b', 'name c']],
    ]);
  });

  test('the span of a parenthesised name is the name', () => {
    assert.deepEqual(outlineOf('{{ (a).b }}'), [
      ['print {{ (a).b }}', ['attribute (a).b', 'name a']],
    ]);
  });

  test('a minus sign behind the opening braces is whitespace control, not a sign', () => {
    assert.deepEqual(outlineOf('{{-1 }}'), [['print {{-1 }}', 'integer 1']]);
  });

  test('adjacent strings join and their escapes are Python’s', () => {
    const [print] = parseTemplate(String.raw`{{ 'a\n' "\x41\u00e9\q" }}`).body;
    assert.ok(print?.kind === 'print' && print.expression.kind === 'string');
    assert.equal(print.expression.value, 'a\nAé\\q');
  });
});

suite('text', () => {
  test('whitespace control strips what Python calls white space', () => {
    assert.equal(textOf('a \u0085{{- x -}}\u2003 b'), 'a<print>b');
  });

  test('a plus sign keeps white space', () => {
    assert.equal(textOf('a {%+ if x +%} b{% endif %}'), 'a <if>');
  });

  test('one newline at the end is dropped, and every line end is a line feed', () => {
    assert.equal(textOf('a\r\nb\rc\n\n'), 'a\nb\nc\n');
  });

  test('spans point into the text before its line ends were normalised', () => {
    const source = 'a\r\n\r\n{{ x }}';
    const print = parseTemplate(source).body.find((node) => node.kind === 'print');
    assert.equal(source.slice(print?.span.start, print?.span.end), '{{ x }}');
  });

  test('a raw block is text', () => {
    const [text] = parseTemplate('{% raw -%} {{ x }} {%- endraw %}').body;
    assert.deepEqual(text, {
      kind: 'text',
      value: '{{ x }}',
      isRaw: true,
      span: { start: 11, end: 18 },
    });
  });
});

suite('half-typed templates', () => {
  test('an attribute without a name keeps its target', () => {
    const { body, problems } = parseTemplate('{{ answers. }} {{ b }}');
    assert.equal(problems.length, 1);
    assert.deepEqual(
      body.map((node) => node.kind),
      ['print', 'text', 'print'],
    );
    const [print] = body;
    assert.ok(print?.kind === 'print' && print.expression.kind === 'attribute');
    assert.deepEqual(print.expression.name, { name: '', span: { start: 11, end: 11 } });
  });

  test('each broken tag is reported, and the rest of the template is still read', () => {
    const { body, problems } = parseTemplate('{{ a b }}{% for x in %}{{ c! }}{% endfor %}{{ d }}');
    assert.deepEqual(
      problems.map(({ message }) => message),
      [
        "expected token 'end of print statement', got 'b'",
        "Expected an expression, got 'end of statement block'",
        "unexpected char '!' at 27",
      ],
    );
    assert.equal(body.at(-1)?.kind, 'print');
  });

  test('an unclosed block is reported at its opening tag', () => {
    const { problems } = parseTemplate('a {% if x %} b');
    assert.deepEqual(
      problems.map(({ span }) => span),
      [{ start: 2, end: 12 }],
    );
  });
});

test('the first problem is the error that Python’s Jinja2 raises', () => {
  const file = new URL('recorded/syntax-errors.json', import.meta.url);
  const cases: [string, string | null][] = JSON.parse(readFileSync(file, 'utf8'));
  for (const [source, message] of cases) {
    assert.equal(parseTemplate(source).problems[0]?.message ?? null, message, source);
  }
});

suite('any text', () => {
  const pieces = fc.constantFrom(
    ...'{{ }} {% %} {# #} - if else endif for in endfor set = ( ) [ ] { } | . , \' " is not 1 x é 😀 raw endraw \r\n \n \\'.split(
      ' ',
    ),
    ' ',
  );
  const texts = fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join(''));

  test('children lie inside their parents', () => {
    fc.assert(
      fc.property(texts, (source) => {
        for (const node of walk(parseTemplate(source).body)) {
          assert.ok(0 <= node.span.start && node.span.end <= source.length, node.kind);
          for (const child of childrenOf(node)) {
            assert.ok(child.span.start >= node.span.start, `${child.kind} in ${node.kind}`);
            assert.ok(child.span.end <= node.span.end, `${child.kind} in ${node.kind}`);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('deep nesting and long chains are problems, not crashes', () => {
    const deep = ['(', '[', '{% if x %}', '-', 'not ', '{% for a in b %}', '{1:'];
    for (const piece of deep) {
      const repeated = piece.repeat(10_000);
      const source = piece.startsWith('{%') ? repeated : `{{ ${repeated} }}`;
      assert.notEqual(parseTemplate(source).problems.length, 0, piece);
    }
    assert.notEqual(parseTemplate(`{{ a${'|f'.repeat(10_000)} }}`).problems.length, 0);
    assert.notEqual(parseTemplate(`{{ a${' + a'.repeat(10_000)} }}`).problems.length, 0);
  });
});
