import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { parseTemplate } from '../../server/src/jinja/parse-template.ts';
import { generateCode } from '../../server/src/render/compile/compiler.ts';
import { lowerTemplate } from '../../server/src/render/compile/lower-template.ts';
import { createEnvironment } from '../../server/src/render/promptsource/environment.ts';
import { byRow } from '../../server/src/render/promptsource/random-source.ts';
import { createReach, foreignNames, pythonNames, seeds } from './reach.ts';

const reach = createReach();
const names = foreignNames();
const environment = createEnvironment({ random: byRow(0) });

/** What is reached must be a value of Python's. */
function assertInside(expression: string) {
  const reached = reach(expression);
  assert.notEqual(reached.kind, 'escaped', `${expression}: ${Object(reached).what?.stack}`);
  return reached;
}

const odd = [
  "'constructor'",
  "'__proto__'",
  '[]',
  "{'__proto__': {'a': 1}}",
  'none',
  '-1',
  '10**30',
  "constructor='a'",
  "**{'__proto__': 1, 'constructor': 2}",
  '*[1, 2, 3]',
  'self',
  'loop',
  'nothing',
];

suite('no name that is not Python’s leads anywhere', () => {
  for (const seed of seeds) {
    test(`from ${seed}`, () => {
      for (const name of names) {
        const quoted = JSON.stringify(name);
        const ways = [
          `${seed}[${quoted}]`,
          `${seed} | attr(${quoted})`,
          `[${seed}] | map(attribute=${quoted}) | first`,
          `'{0.${name}}'.format(${seed})`,
        ];
        for (const way of ways) {
          const reached = assertInside(way);
          // `dict["key"]` holds whatever key it is given, as text.
          const isAlias = seed === 'dict' && way.includes(quoted) && !way.includes('attr(');
          if (reached.kind === 'value' && !isAlias) assert.ok(pythonNames.has(name), way);
        }
      }
    });
  }
});

suite('whatever is called, with whatever, gives values of Python’s or its errors', () => {
  test('globals, methods and macros', () => {
    for (const seed of seeds) for (const args of odd) assertInside(`${seed}(${args})`);
  });

  test('filters', () => {
    for (const filter of environment.filters.keys()) {
      for (const args of odd) {
        for (const seed of ["'abc'", "{'a': 1}", '[1, [2]]', 'm']) {
          assertInside(`${seed} | ${filter}(${args})`);
        }
      }
    }
  });

  test('tests', () => {
    for (const name of environment.tests.keys()) {
      for (const seed of seeds) assertInside(`${seed} is ${name}`);
    }
  });

  test('operators and items', () => {
    for (const left of seeds) {
      for (const right of ["'__proto__'", '[1]', '1', "{'a': 1}", 'm', 'loop']) {
        for (const operator of ['+', '*', '%', '<', '==', 'in', '~', 'and']) {
          assertInside(`${left} ${operator} ${right}`);
        }
        assertInside(`${left}[${right}]`);
      }
    }
  });

  test('the chains by which Jinja2’s and nunjucks’ sandboxes were left', () => {
    const chains = [
      "''.__class__.__mro__[1].__subclasses__()",
      "''['__class__']['__base__']['__subclasses__']()",
      "''|attr('__class__')|attr('__mro__')",
      "''|attr(['_'*2,'class','_'*2]|join)",
      "''|attr('\\x5f\\x5fclass\\x5f\\x5f')",
      "'{0.__class__.__init__.__globals__}'.format(range)",
      "'{x.__init__.__globals__[os]}'.format(x=cycler)",
      "'{}{.__class__}'.format_map({'': 1})",
      "('{0.__class__}'|safe).format(1)",
      "'%(a.__class__)s' % {'a': 1}",
      "'%s'|format(self.__init__.__globals__)",
      'cycler.__init__.__globals__.os.popen("id").read()',
      'joiner.__init__.__globals__',
      'namespace.__init__.__globals__',
      'lipsum.__globals__["os"]',
      'self._TemplateReference__context.cycler.__init__.__globals__',
      'self.__dict__',
      'loop.__init__.__globals__',
      'm.__call__.__globals__',
      "range.constructor('return process')()",
      "range.constructor.constructor('return process')()",
      "({}).constructor.constructor('return process')()",
      "[].pop.constructor('return process')()",
      "m.constructor('return process')()",
      "[1]|map('constructor')|list",
      "['a']|map(attribute='constructor.constructor')|list",
      "['a']|select('constructor')|list",
      "[[1]]|sum(start=[])|attr('constructor')",
      "['return process']|map('attr', 'constructor')|first",
      "['b', 'a']|sort(attribute='constructor.name')",
      "[{'a': 1}]|groupby('constructor')|list",
      "['a']|map('map', 'constructor')|map('list')|list",
      'dict(__proto__=range).call',
      "dict(**{'__proto__': {'polluted': 1}}).polluted",
      "{'__proto__': {'polluted': 1}}.polluted",
      "{}.update({'__proto__': {'polluted': 1}})",
      "namespace(__proto__={'polluted': 1}).polluted",
      "m(**{'__proto__': 1}).constructor",
      "caller.constructor('return process')()",
      'self.blk.super.constructor',
      '(nothing|default(range)).constructor',
      'environment',
      'self.environment.from_string("x")',
      'get_flashed_messages.__globals__',
      'config.items()',
      'toString',
      "hasOwnProperty.call('a', 'b')",
    ];
    for (const chain of chains) {
      const { kind } = assertInside(chain);
      const isData = /^toString$|\.update\(|sort\(|groupby\(|sum\(|format_map/.test(chain);
      if (!isData) assert.notEqual(kind, 'value', chain);
    }
    assert.deepEqual(reach('toString'), { kind: 'value', isCallable: false });
    assert.equal(Object('').polluted, undefined);
  });

  test('and nothing of JavaScript has changed by it', () => {
    assert.deepEqual(Object.keys(Object.prototype), []);
    for (const { prototype } of [Object, Array, Function, String, Map]) {
      const own = Object.getOwnPropertyNames(prototype).filter((name) => !names.includes(name));
      assert.deepEqual(own, []);
    }
  });
});

suite('generated code', () => {
  const known = {
    isKnownFilter: () => true,
    isKnownTest: () => true,
    truthOfConstant: () => undefined,
    truths: new Map(),
  };
  /** All that the compiler writes beside the empty text: its variables, numbers, marks and a few words. */
  const ownCode =
    /^(?:[lt]_\d+(?:_\d+)?|\d+(?:\.\d+)?(?:e[+-]?\d+)?n?|Infinity|runtime\.\w+|[\s(){}[\].,;:=!?&|+<>*-]+|\b(?:function|var|return|if|else|for|while|const|of|try|catch|yield|root|env|context|frame|callback|cb|runtime|missing|output|data|lineno|colno|iterable|depth|given|parentTemplate|null|true|false|e|values|caller|varargs|kwargs|current|advance|lookup|export|derived|handleError)\b)*$/;
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom('"', "'", '\\', '\u2028', '\u2029', '\ud800', '`$', '*/', '//', '\r\n', '\0'),
    fc.constantFrom('");process.exit();("', '\\");evil("', "\\');evil('", '__proto__', '</script>'),
  );
  const text = fc.array(nasty, { maxLength: 4 }).map((parts) => parts.join(''));
  const literal = text.map((part) => `'${part.replace(/[\\']/g, '\\$&')}'`);
  const word = fc.constantFrom(
    'constructor',
    '__proto__',
    'evil',
    'runtime',
    'env',
    'é',
    'l_0_0',
    't_1',
  );
  const numbers = fc.constantFrom(
    '1',
    '1e400',
    '0.1e-400',
    '123456789012345678901234567890',
    '1_0',
    '0xff',
    '0b1',
    '0o7',
    '1.0',
  );
  const expression = fc.oneof(literal, word, numbers);
  const template = fc
    .tuple(text, word, word, expression, expression)
    .chain(([raw, a, b, x, y]) =>
      fc.constantFrom(
        `${raw}{{ ${x} }}`,
        `{% raw %}${raw}{% endraw %}{{ ${x}.${a}[${y}] }}`,
        `{{ ${x} | ${a}(${y}, ${b}=${x}) }}{{ ${x} is ${b} }}`,
        `{% set ${a}, ${b} = ${x}, ${y} %}{{ {${x}: ${y}}[${x}:${y}] }}`,
        `{% for ${a} in ${x} if ${y} recursive %}${raw}{{ loop(${b}) }}{% else %}{{ ${b} }}{% endfor %}`,
        `{% macro ${a}(${b}=${x}) %}${raw}{{ caller() }}{% endmacro %}{% call(${a}) ${b}(*${y}, **${x}) %}{{ ${a} }}{% endcall %}`,
        `{% block ${a} %}{{ self.${b} }}{{ super() }}{% endblock %}{% filter ${b}(${x}) %}${raw}{% endfilter %}`,
        `{% set ${a}.${b} = ${x} %}{% set ${b} %}${raw}{% endset %}{% with ${a} = ${x} %}{{ ${a} ~ ${y} }}{% endwith %}`,
        `{% autoescape ${x} %}{{ ${a} if ${b} }}{% endautoescape %}{% include ${x} %}`,
      ),
    );

  test('holds nothing but what the compiler itself writes', () => {
    let compiled = 0;
    const property = fc.property(template, (source) => {
      const code = codeOf(source);
      if (code === undefined) return;
      compiled += 1;
      for (const line of code.replaceAll('""', ' ').split('\n'))
        assert.match(line, ownCode, source);
    });
    fc.assert(property, { numRuns: 1500 });
    assert.ok(compiled > 500, `${compiled} templates were compiled`);
  });

  /** `undefined` for a template that is refused. */
  function codeOf(source: string): string | undefined {
    try {
      return generateCode(lowerTemplate(parseTemplate(source), known)).code;
    } catch {
      return undefined;
    }
  }
});
