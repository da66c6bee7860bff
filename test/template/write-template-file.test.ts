import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { formatTemplateFile } from '../../server/src/template/write-template-file.ts';
import { CORPUS_SKIP_REASON, corpus } from '../support/corpus.ts';

/** What `yaml.dump` writes for a text; absent where PyYAML does not load it. */
interface Recorded {
  readonly text: string;
  readonly written?: string;
}

/** Written by PyYAML in its various styles: `recorded/record-yaml-dump.py`. */
const recorded = readRecorded('yaml-dump.jsonl');

/** Written as people write: `tools/record-hand-written.py`. */
const handWritten = readRecorded('hand-written.jsonl');

function readRecorded(name: string): readonly Recorded[] {
  return readFileSync(join(import.meta.dirname, 'recorded', name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function format(text: string, dropsComments = false): string {
  const result = formatTemplateFile(text, { dropsComments });
  assert.equal(result.kind, 'formatted', result.kind === 'refused' ? result.message : '');
  return result.text;
}

function refusal(text: string): { readonly message: string; readonly place: string } {
  const result = formatTemplateFile(text);
  assert.equal(result.kind, 'refused');
  const { message, span } = result;
  return { message, place: text.slice(span.start, span.end) };
}

suite('formatTemplateFile', () => {
  test("writes what PyYAML's yaml.dump writes", () => {
    for (const { text, written } of recorded) assert.equal(format(text), written);
  });

  test('leaves alone what it has written', () => {
    for (const { written = '' } of recorded) assert.equal(format(written), written);
  });

  test('writes what yaml.dump writes for files in all the ways that people write', () => {
    const loaded = handWritten.filter(({ written }) => written !== undefined);
    assert.ok(loaded.length >= 200, `${loaded.length}`);
    for (const { text, written = '' } of loaded) {
      assert.equal(format(text, true), written);
      assert.equal(format(written), written);
    }
  });

  test('refuses those of them that PyYAML does not load', () => {
    for (const { text, written } of handWritten) {
      if (written === undefined) assert.match(refusal(text).message, /^Only a file that PyYAML/);
    }
  });

  const entries = corpus()?.entries;
  test('leaves every file of the corpus as it is', {
    skip: entries === undefined && CORPUS_SKIP_REASON,
  }, () => {
    for (const { templates } of entries ?? []) {
      const text = readFileSync(templates, 'utf8');
      assert.equal(format(text), text, templates);
    }
  });

  test('sorts keys, folds long lines and writes block texts in quotes', () => {
    const text = `templates:
  b1: !Template
    name: "Mood"
    jinja: |-
      {{ text }}
      Good or bad? ||| {{ answer_choices[label] }}
    answer_choices: bad ||| good and then a choice with so many words in it that no line holds them all
  a1: !Template {jinja: 'é', name: 'yes'}
dataset: reviews
`;
    assert.equal(
      format(text),
      `dataset: reviews
templates:
  a1: !Template
    jinja: "\\xE9"
    name: 'yes'
  b1: !Template
    answer_choices: bad ||| good and then a choice with so many words in it that no
      line holds them all
    jinja: '{{ text }}

      Good or bad? ||| {{ answer_choices[label] }}'
    name: Mood
`,
    );
  });

  test('keeps what is shared shared', () => {
    const text = `a: &one
- x
b: *one
c: &two !TemplateMetadata
  languages: *one
d: *two
`;
    assert.equal(
      format(text),
      text
        .replace('&one', '&id001')
        .replaceAll('*one', '*id001')
        .replace('&two', '&id002')
        .replace('*two', '*id002'),
    );
  });

  test('writes out what `<<` merges', () => {
    const text = 'a: &base {x: 1, y: 2}\nb: {<<: *base, x: 3}\n';
    assert.equal(format(text), 'a:\n  x: 1\n  y: 2\nb:\n  x: 3\n  y: 2\n');
  });

  test('ends lines with a line feed and leaves out a byte order mark', () => {
    assert.equal(format('\ufeffdataset: a\r\ntemplates: {}\r\n'), 'dataset: a\ntemplates: {}\n');
  });

  test('refuses to drop comments, unless it is asked to', () => {
    const places: readonly (readonly [string, string])[] = [
      ['# first\na: 1\n', '# first'],
      ['a: 1 # behind\nb: 2\n', '# behind'],
      ['a: | # after the mark\n  # text\nb: 2\n', '# after the mark'],
      ['a: |\n  # text\n# below\nb: 2\n', '# below'],
      ['a: 1\n# last', '# last'],
      ['a: [1, # inside\n 2]\n', '# inside'],
    ];
    for (const [text, comment] of places) {
      const { message, place } = refusal(text);
      assert.equal(place, comment);
      assert.match(message, /^The file has a comment here, which formatting would drop/);
    }
    assert.equal(format('a: 1 # behind\n', true), 'a: 1\n');
    assert.equal(format("a: 'x # y'\nb: x#y\n"), "a: 'x # y'\nb: x#y\n");
  });

  test('refuses what it cannot keep, with the place', () => {
    assert.match(refusal('a: 1\na: 2\n').message, /^The key `a` stands twice/);
    assert.match(refusal('1: x\ntrue: y\n').message, /stands twice/);
    assert.match(refusal('a: !!set {x}\n').message, /^A value of type `set` is none/);
    assert.match(refusal('2001-01-01: x\n').message, /^The key `2001-01-01` is none/);
    assert.match(refusal('a: &a [*a]\n').message, /^A value of type/);
    assert.equal(refusal('b: 1\na: !What x\n').place, '!What');
    assert.equal(refusal('a: "x \\ud83d\\ude00"\n').place, '\\ud83d\\ude00');
    assert.equal(format('a: "\\\\ud83d\\\\ude00 \\ud83d"\n'), 'a: "\\\\ud83d\\\\ude00 \\uD83D"\n');
  });

  test('refuses files that PyYAML does not load or that hold no mapping', () => {
    assert.match(refusal('a: [1\n').message, /^Only a file that PyYAML loads can be formatted\. /);
    assert.match(refusal('a: 1\n---\nb: 2\n').message, /^Only a file/);
    for (const text of ['', 'text', '- a\n', '# nothing\n']) {
      assert.match(refusal(text).message, /^The file holds no templates/);
    }
  });

  test('takes long and deep files in time', () => {
    const deep = `a: ${'['.repeat(400)}${']'.repeat(400)}\n`;
    assert.equal(format(format(deep)), format(deep));
    const laughs = ['a0: &a0 [x, x]'];
    for (let level = 1; level < 16; level += 1) {
      laughs.push(`a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`);
    }
    assert.match(format(`${laughs.join('\n')}\n`), /^a0: &id001\n- x\n- x\na1: &id002\n/);
    const long = `a: ${'word '.repeat(200_000)}end\n`;
    assert.ok(format(long).length >= long.length);
  });
});
