import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { parseTemplate } from '../../../server/src/jinja/parse-template.ts';
import { generateCode } from '../../../server/src/render/compile/compiler.ts';
import { lowerTemplate } from '../../../server/src/render/compile/lower-template.ts';
import { render } from './render.ts';

const known = {
  isKnownFilter: () => true,
  isKnownTest: () => true,
  truthOfConstant: () => undefined,
  truths: new Map(),
};

function codeOf(template: string): string {
  return generateCode(lowerTemplate(parseTemplate(template), known)).code;
}

suite('generated code', () => {
  const names = fc.stringMatching(/^[a-zA-Zé_]{3,12}$/).map((name) => `zq${name}`);
  const texts = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => `zq${text}`);
  const quoted = texts.map((text) => `'${text.replace(/[\\']/g, '\\$&')}'`);
  const template = fc.oneof(
    texts.filter((text) => !/[{#%]/.test(text)),
    names.map((name) => `{{ ${name} }}`),
    quoted.map((text) => `{{ ${text} }}`),
    fc.tuple(names, names).map(([a, b]) => `{{ ${a}.${b} }}{{ ${a}(${b}=1) }}`),
    fc
      .tuple(names, quoted)
      .map(([a, b]) => `{% set ${a} = ${b} %}{% for ${a} in ${b} %}{{ ${a} }}{% endfor %}`),
    fc
      .tuple(names, names, quoted)
      .map(([a, b, c]) => `{% macro ${a}(${b}=${c}) %}{{ ${b} | ${a} }}{% endmacro %}`),
    fc.tuple(names, quoted).map(([a, b]) => `{% block ${a} %}{{ ${b} is ${a} }}{% endblock %}`),
  );

  test('holds no text of the template', () => {
    fc.assert(
      fc.property(template, (source) => {
        assert.ok(!codeOf(source).includes('zq'), source);
      }),
      { numRuns: 1000 },
    );
  });

  test('is the same for templates of one form', () => {
    const forms = [
      ['Text: {{ a.b | upper }}{# c #}', 'Another one:\n{{ name.member | lower }}{# d #}'],
      [
        "{% for x in y %}{{ x['k'] }}{% endfor %}",
        "{%- for item in l %}{{ item['key'] }}{% endfor -%}",
      ],
      [
        "{% macro m(a='b') %}{{ a }}{% endmacro %}",
        "{% macro long(name='value') %}{{ name }}{% endmacro %}",
      ],
    ] as const;
    for (const [one, other] of forms) assert.equal(codeOf(one), codeOf(other));
  });
});

suite('a template reaches row data and builtins only', () => {
  const nothing = [
    '{{ self.__init__ }}{{ self.constructor }}',
    "{{ ''.constructor }}",
    '{{ [].constructor }}',
    "{{ x['__proto__'] }}",
    '{{ x.constructor }}',
    '{{ (1).toString }}',
    "{{ ''['constructor'] }}",
    "{{ [] | attr('constructor') }}",
    "{{ ''.__class__ }}",
    '{{ range.constructor }}',
    "{{ cycler('a').constructor }}",
    '{{ joiner().prototype }}',
    '{% for x in [1] %}{{ loop.constructor }}{% endfor %}',
    '{% macro m() %}{% endmacro %}{{ m.constructor }}',
    '{{ namespace().hasOwnProperty }}',
    '{{ dict(constructor=1).toString }}',
    '{{ this }}{{ global }}{{ process }}{{ require }}{{ env }}{{ context }}{{ runtime }}',
  ];
  for (const template of nothing) {
    test(`${template} is undefined`, () => {
      assert.equal(render(template, '{"x": {}}'), '');
    });
  }

  const refused: readonly (readonly [string, string])[] = [
    ["{{ ''.constructor.constructor('return process')() }}", 'UndefinedError'],
    ["{{ '{0.__class__.__mro__}'.format(1) }}", 'AttributeError'],
    ["{{ '{0.constructor}'.format('') }}", 'AttributeError'],
    ["{{ [1] | map(attribute='constructor.constructor') | list }}", 'UndefinedError'],
    ['{{ cycler.__init__.__globals__ }}', 'UndefinedError'],
  ];
  for (const [template, type] of refused) {
    test(`${template} raises ${type}`, () => {
      assert.throws(() => render(template), { type });
    });
  }

  test('keys named like JavaScript’s own are data', () => {
    assert.equal(render('{{ x.__proto__ }}{{ x.constructor }}', '{"x": {"constructor": 1}}'), '1');
    assert.equal(render('{{ constructor }}', '{"constructor": 2}'), '2');
  });
});
