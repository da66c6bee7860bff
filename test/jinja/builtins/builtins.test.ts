import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type Builtin, parametersOf } from '../../../server/src/jinja/builtins/builtin.ts';
import { filters, findFilter } from '../../../server/src/jinja/builtins/filters.ts';
import { findGlobal, globals } from '../../../server/src/jinja/builtins/globals.ts';
import { loopAttributes } from '../../../server/src/jinja/builtins/loop-attributes.ts';
import { findMethod, methodsOf } from '../../../server/src/jinja/builtins/methods.ts';
import { tests } from '../../../server/src/jinja/builtins/tests.ts';

/** `sorted(jinja2.defaults.DEFAULT_FILTERS)` of 3.1.6. */
const jinjaFilters =
  'abs attr batch capitalize center count d default dictsort e escape filesizeformat first float forceescape format groupby indent int items join last length list lower map max min pprint random reject rejectattr replace reverse round safe select selectattr slice sort string striptags sum title tojson trim truncate unique upper urlencode urlize wordcount wordwrap xmlattr';

/** `sorted(jinja2.defaults.DEFAULT_TESTS)` of 3.1.6. */
const jinjaTests =
  '!= < <= == > >= boolean callable defined divisibleby eq equalto escaped even false filter float ge greaterthan gt in integer iterable le lessthan lower lt mapping ne none number odd sameas sequence string test true undefined upper';

suite('builtins', () => {
  test('are those of Jinja2 3.1.6 and, marked, those of PromptSource', () => {
    assert.deepEqual(jinjaNames(filters), jinjaFilters.split(' '));
    assert.deepEqual(jinjaNames(tests), jinjaTests.split(' '));
    assert.deepEqual(jinjaNames(globals), 'cycler dict joiner lipsum namespace range'.split(' '));
    const added = [...filters, ...globals].filter((builtin) => builtin.isPromptSource);
    assert.deepEqual(
      added.map(({ name }) => name),
      ['choice', 'highlight', 'most_frequent', 'zip'],
    );
  });

  test('each have a signature that can be read and one line of text', () => {
    const methods = ['str', 'list', 'dict', 'tuple', 'int', 'float'].flatMap(methodsOf);
    for (const builtin of [...filters, ...tests, ...globals, ...loopAttributes, ...methods]) {
      assert.match(builtin.signature, /^(\(.*\))?$/, builtin.name);
      assert.match(builtin.doc, /^\S[^\n]*\.$/, builtin.name);
      for (const { name } of parametersOf(builtin)) assert.match(name, /^\w+$/, builtin.name);
    }
  });

  test('give their parameters with kinds and defaults', () => {
    assert.deepEqual(parametersOf(filter('truncate')), [
      { name: 'length', defaultValue: '255', kind: 'plain' },
      { name: 'killwords', defaultValue: 'false', kind: 'plain' },
      { name: 'end', defaultValue: `'...'`, kind: 'plain' },
      { name: 'leeway', defaultValue: 'none', kind: 'plain' },
    ]);
    assert.deepEqual(parametersOf(filter('map')), [
      { name: 'args', kind: 'rest' },
      { name: 'kwargs', kind: 'keyword-rest' },
    ]);
    const joiner = findGlobal('joiner');
    assert.ok(joiner);
    assert.deepEqual(parametersOf(joiner), [{ name: 'sep', defaultValue: `', '`, kind: 'plain' }]);
    const strip = findMethod('str', 'strip');
    assert.ok(strip);
    assert.deepEqual(parametersOf(strip), [
      { name: 'chars', defaultValue: 'none', kind: 'positional-only' },
    ]);
  });

  test('do not mistake what every JavaScript object has for a builtin', () => {
    assert.equal(findFilter('constructor'), undefined);
    assert.equal(findMethod('dict', 'toString'), undefined);
    assert.deepEqual(methodsOf('constructor'), []);
  });
});

function jinjaNames(builtins: readonly Builtin[]): readonly string[] {
  return builtins.filter(({ isPromptSource }) => !isPromptSource).map(({ name }) => name);
}

function filter(name: string): Builtin {
  const found = findFilter(name);
  assert.ok(found);
  return found;
}
