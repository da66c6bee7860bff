import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { templateGrammar } from '../../scripts/grammar.ts';
import { loadTokenizer, type Token } from './tokenize.ts';

const tokenize = await loadTokenizer();
const separator = 'keyword.control.separator.p3';
const field = 'variable.other.jinja';

suite('grammar of p3-template', () => {
  test('the file is what `node scripts/grammar.ts` writes', () => {
    const file = path.resolve(import.meta.dirname, '../../syntaxes/p3-template.tmLanguage.json');
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), templateGrammar());
  });

  test('tells keys, tags, constants and comments of the YAML apart', () => {
    checkScopes('dataset: imdb # reviews\ntemplates:\n  a-1: !Template\n    subset: null', [
      ['dataset', 'entity.name.tag.yaml'],
      ['imdb', 'string.unquoted.plain.out.yaml'],
      [' reviews', 'comment.line.number-sign.yaml'],
      ['a-1', 'entity.name.tag.yaml'],
      ['!Template', 'storage.type.tag-handle.yaml'],
      ['null', 'constant.language.yaml'],
    ]);
  });

  test('an apostrophe inside a plain value opens no string', () => {
    checkScopes("name: what's it\nid: x", [
      ["what's it", 'string.unquoted.plain.out.yaml'],
      ['id', 'entity.name.tag.yaml'],
    ]);
  });

  test('braces outside `jinja` and `answer_choices` are plain YAML', () => {
    const tokens = tokenize("reference: 'see {{ text }}'");
    assert.equal(tokens.some(isJinja), false);
  });
});

suite('Jinja in each kind of YAML text', () => {
  const styles = {
    plain: "jinja: Is {{ text }} it's ||| {{ 'a|||b' }}\nname: x",
    'plain over lines': "jinja: Is\n  {{ text }} it's\n  ||| {{ 'a|||b' }}\nname: x",
    'single-quoted': "jinja: 'Is {{ text }} it''s ||| {{ ''a|||b'' }}'\nname: x",
    'single-quoted over lines': "jinja: 'Is\n\n  {{ text }} ||| {{\n  ''a|||b'' }}'\nname: x",
    'double-quoted': 'jinja: "Is {{ text }} \\"it\\" ||| {{ \\"a|||b\\" }}"\nname: x',
    'double-quoted over lines': 'jinja: "Is {{ text }}\\\n  \\ \\n||| {{ \\"a|||b\\" }}"\nname: x',
    literal: "jinja: |-\n  Is {{ text }} it's\n  ||| {{ 'a|||b' }}\nname: x",
    folded: 'jinja: >\n  Is {{ text }}\n\n  ||| {{ "a|||b" }}\nname: x',
  };
  for (const [style, document] of Object.entries(styles)) {
    test(`${style}: the field, one separator, a string and the next key`, () => {
      const tokens = tokenize(document);
      assert.equal(innermost(tokens, 'text'), field);
      assert.equal(tokens.filter((token) => token.scopes.at(-1) === separator).length, 1);
      assert.match(innermost(tokens, 'a|||b') ?? '', /^string\.quoted\.\w+\.jinja$/);
      assert.equal(innermost(tokens, 'name'), 'entity.name.tag.yaml');
      assert.equal(
        tokens.at(-1)?.scopes.some((scope) => scope.startsWith('meta.')),
        false,
      );
    });
  }

  test('escapes of double quotes are marked in text and in Jinja strings', () => {
    checkScopes(String.raw`jinja: "a\tb {{ 'c\\nd' }}"`, [
      [String.raw`\t`, 'constant.character.escape.yaml'],
      [String.raw`\\n`, 'constant.character.escape.jinja'],
    ]);
  });

  test('an unfinished expression ends with its text', () => {
    for (const text of ["'Is {{ text '", '"Is {{ text "', 'Is {{ text', "'Is {{ ''a '"]) {
      const tokens = tokenize(`a:\n  jinja: ${text}\n  name: x`);
      assert.equal(innermost(tokens, 'name'), 'entity.name.tag.yaml', text);
    }
  });

  test('an unfinished quote ends with its entry', () => {
    checkScopes("a:\n  jinja: 'Is {{ text }}\n  name: x", [['name', 'entity.name.tag.yaml']]);
  });

  test('answer choices are text with separators', () => {
    checkScopes('answer_choices: No ||| {{ b }}', [
      ['|||', separator],
      ['b', field],
    ]);
    checkScopes('answer_choices: null', [['null', 'constant.language.yaml']]);
  });
});

suite('the Jinja language', () => {
  test('keywords, filters, tests and methods', () => {
    checkScopes('jinja: {% if a.b is not none %}{{ c.strip() | join(", ") }}{% endif %}', [
      ['if', 'keyword.control.jinja'],
      ['b', 'variable.other.property.jinja'],
      ['not', 'keyword.operator.logical.jinja'],
      ['none', 'support.function.test.jinja'],
      ['strip', 'support.function.method.jinja'],
      ['join', 'support.function.filter.jinja'],
      ['endif', 'keyword.control.jinja'],
    ]);
  });

  test('a dict inside an expression does not close it', () => {
    checkScopes("jinja: {{ {'a': {'b': 1}}[c] }} d", [
      ['c', field],
      [' d', 'string.unquoted.plain.out.yaml'],
    ]);
  });

  test('a comment hides what it holds', () => {
    const tokens = tokenize('jinja: a {# {{ b }} ||| #} c');
    assert.equal(innermost(tokens, ' {{ b }} ||| '), 'comment.block.jinja');
  });

  test('`raw` keeps braces as text', () => {
    const tokens = tokenize('jinja: |\n  {% raw %}{{ b }} ||| {% endraw %}{{ c }}');
    assert.equal(innermost(tokens, '{{ b }} '), 'string.unquoted.block.yaml');
    assert.equal(innermost(tokens, '|||'), separator);
    assert.equal(innermost(tokens, 'c'), field);
  });
});

function checkScopes(document: string, expected: readonly (readonly [string, string])[]): void {
  const tokens = tokenize(document);
  for (const [text, scope] of expected) {
    assert.equal(innermost(tokens, text), scope, `\`${text}\` in:\n${document}`);
  }
}

function innermost(tokens: readonly Token[], text: string): string | undefined {
  return tokens.find((token) => token.text === text)?.scopes.at(-1);
}

function isJinja(token: Token): boolean {
  return token.scopes.some((scope) => scope.endsWith('.jinja'));
}
