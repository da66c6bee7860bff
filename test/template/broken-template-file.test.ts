import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseTemplateFile } from '../../server/src/template/parse-template-file.ts';

suite('files that hold no templates', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ['an empty file', '', 'missing-key', ''],
    ['a file of comments', '# nothing yet\n', 'missing-key', ''],
    ['a list', '- one\n- two\n', 'wrong-type', ''],
    ['a single word', 'dataset', 'wrong-type', ''],
    ['no `templates`', 'dataset: x\n', 'missing-key', ''],
    ['`templates` that is a list', 'templates:\n- a\n', 'wrong-type', '- a'],
    ['`templates` without a value', 'templates:\n', 'wrong-type', 'templates'],
    ['a template that is text', 'templates:\n  a: text\n', 'wrong-type', 'text'],
    ['a template without a body', 'templates:\n  a:\n', 'wrong-type', 'a'],
  ];
  for (const [what, text, code, place] of cases) {
    test(`${what} gives one problem at its place`, () => {
      assert.deepEqual(problemsOf(text), [[code, place]]);
    });
  }
});

suite('tags', () => {
  test('an unknown tag is a problem, and the template is read all the same', () => {
    const text = 'templates:\n  a: !Prompt\n    name: one\n';
    assert.deepEqual(problemsOf(text), [['unknown-tag', '!Prompt']]);
    const [template] = parseTemplateFile(text).file.templates;
    assert.equal(template?.tag, '!Prompt');
    assert.equal(template?.name?.scalar?.text, 'one');
  });

  test('a tag that does not fit its value is a problem of its own', () => {
    assert.deepEqual(problemsOf('templates:\n  a: !Template text\n'), [
      ['yaml-syntax', '!Template'],
      ['wrong-type', '!Template text'],
    ]);
  });
});

suite('a file with a second document', () => {
  test('is refused at the second one, and keeps the first', () => {
    const text = 'dataset: x\ntemplates: {}\n---\ndataset: y\n';
    assert.deepEqual(problemsOf(text), [['yaml-syntax', '---']]);
    assert.equal(parseTemplateFile(text).file.dataset?.scalar?.text, 'x');
  });
});

suite('a template that is being typed', () => {
  test('an open quote ends where the value ends, and the other templates stay', () => {
    const text = fileWith('jinja: "Review: {{ te');
    assert.deepEqual(problemsOf(text), [['yaml-syntax', '"']]);
    assert.deepEqual(jinjaOf(text), ['Review: {{ te', '{{ b }} ||| b']);
  });

  test('Jinja without quotes is text', () => {
    const text = fileWith('jinja: {{ text }} ||| {% if a: b %}');
    assert.deepEqual(problemsOf(text), [['yaml-syntax', '{{ text }} ||| {% if a: b %}']]);
    assert.deepEqual(jinjaOf(text), ['{{ text }} ||| {% if a: b %}', '{{ b }} ||| b']);
  });

  test('Jinja without quotes that YAML takes for a mapping is text as well', () => {
    const text = fileWith('jinja: {{ text }}');
    assert.deepEqual(problemsOf(text), [['yaml-syntax', '{{ text }}']]);
    assert.deepEqual(jinjaOf(text), ['{{ text }}', '{{ b }} ||| b']);
  });

  test('a key without a colon is an entry without a value', () => {
    const text = fileWith('jin');
    assert.deepEqual(problemsOf(text), [['yaml-syntax', 'jin']]);
    const [template] = parseTemplateFile(text).file.templates;
    assert.deepEqual(
      template?.entries.map((entry) => entry.key),
      ['id', 'jin', 'name'],
    );
  });

  test('a colon inside an unquoted value is a problem at the colon', () => {
    const text = fileWith('jinja: Question: {{ text }}');
    assert.deepEqual(problemsOf(text), [['yaml-syntax', ':']]);
    assert.deepEqual(jinjaOf(text), ['Question: {{ text }}', '{{ b }} ||| b']);
  });

  test('a word further left is no end of the templates', () => {
    const text = fileWith('jinja: a ||| b').replace('    name: one', 'nam\n    name: one');
    assert.equal(parseTemplateFile(text).file.templates.length, 2);
  });

  test('each broken value is a problem at its own place', () => {
    const text = fileWith('jinja: "open').replace('name: two', 'name: @two');
    assert.deepEqual(problemsOf(text), [
      ['yaml-syntax', '"'],
      ['yaml-syntax', '@'],
    ]);
  });

  test('aliases reach anchors of other templates', () => {
    const text = fileWith('jinja: "open')
      .replace('name: one', 'metadata: &m {languages: [en]}')
      .replace('name: two', 'metadata: *m');
    const [first, second] = parseTemplateFile(text).file.templates;
    assert.deepEqual(second?.metadata?.value, first?.metadata?.value);
  });
});

suite('hostile texts', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['ten thousand brackets', `key: ${'['.repeat(10_000)}${']'.repeat(10_000)}\ntemplates: {}`],
    ['ten thousand open brackets', `key: ${'['.repeat(10_000)}`],
    ['ten thousand nested lists', `${'- '.repeat(10_000)}a`],
    ['NUL bytes', 'key: \0\0\ntemplates: {}'],
    ['a lone surrogate', 'key: \ud800\ntemplates: {}'],
    ['an open quote before five million characters', `key: "${'long '.repeat(1_000_000)}`],
    ['a list inside itself as a key', '&a [*a]: 1'],
    ['aliases that multiply', multiply(12)],
    ['merges that multiply', multiplyMerges(12)],
  ];
  for (const [what, text] of cases) {
    test(`${what} give a problem and nothing worse`, () => {
      const { problems } = parseTemplateFile(text);
      assert.ok(problems.length > 0);
    });
  }

  test('brackets that nest too deep leave the templates beside them whole', () => {
    const text = fileWith(`jinja: ${'['.repeat(10_000)}${']'.repeat(10_000)}`);
    assert.deepEqual(jinjaOf(text), [undefined, '{{ b }} ||| b']);
  });
});

function fileWith(line: string): string {
  return `dataset: x
templates:
  a: !Template
    id: a
    ${line}
    name: one
  b: !Template
    id: b
    jinja: "{{ b }} ||| b"
    name: two
`;
}

function problemsOf(text: string): readonly (readonly [string, string])[] {
  const { problems } = parseTemplateFile(text);
  return problems.map(({ code, span }) => [code, text.slice(span.start, span.end).trimEnd()]);
}

function jinjaOf(text: string): readonly (string | undefined)[] {
  return parseTemplateFile(text).file.templates.map((template) =>
    template.jinjaTree?.source.trimEnd(),
  );
}

/** Each line names the line above ten times. */
function multiply(lines: number): string {
  const rest = Array.from({ length: lines }, (_, index) => {
    return `l${index + 1}: &l${index + 1} [${Array(10).fill(`*l${index}`).join(', ')}]`;
  });
  return ['l0: &l0 [1]', ...rest].join('\n');
}

function multiplyMerges(lines: number): string {
  const rest = Array.from({ length: lines }, (_, index) => {
    return `m${index + 1}: &m${index + 1} {<<: [${Array(10).fill(`*m${index}`).join(', ')}]}`;
  });
  return ['m0: &m0 {a: 1}', ...rest].join('\n');
}
