import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { createSnapshot, type Snapshot } from '../../server/src/analysis/snapshot.ts';
import { languageService } from '../../server/src/language-service.ts';
import { readFile } from '../../server/src/template/read-file.ts';
import { rereadFile } from '../../server/src/template/reread-file.ts';
import type { Entry, YamlValue } from '../../server/src/template/template-file.ts';
import { CORPUS_SKIP_REASON, corpus } from '../support/corpus.ts';
import {
  classLabel,
  foundSchema,
  schema,
  sequence,
  struct,
  text,
} from '../support/schema-builder.ts';

const sample = readFileSync(
  new URL('../../samples/entailment/templates.yaml', import.meta.url),
  'utf8',
);

const dataset = foundSchema(
  schema({
    premise: text(),
    label: classLabel('yes', 'no'),
    answers: struct({ text: sequence(text()) }),
  }),
);

function snapshotOf(document: string, earlier?: Snapshot): Snapshot {
  const input = { uri: 'file:///templates.yaml', version: 1, text: document, schema: dataset };
  return createSnapshot(input, earlier);
}

suite('rereadFile', () => {
  const file = `dataset: x
rest: 1
templates:
  a: !Template
    jinja: '{{ text }}'
  b: !Template
    jinja: "{{ text }}"
  c: !Template {jinja: x}
`;
  const rereads: readonly (readonly [string, string, string])[] = [
    ['a word in quotes', "'{{ text", "'{{ label"],
    ['a new key', '  b: !Template\n', '  b: !Template\n    name: b\n'],
    ['a longer key', '  b: ', '  bc: '],
    ['a value in braces', '{jinja: x}', '{jinja: xy}'],
    ['the last template', 'jinja: x}', "jinja: 'x'}"],
  ];
  for (const [what, from, to] of rereads) {
    test(`reads one template for ${what}`, () => {
      const edited = file.replace(from, to);
      assert.notEqual(edited, file);
      const reread = rereadFile(edited, readFile(file));
      assert.ok(reread);
      assert.deepEqual(describe(reread.reading.root), describe(readFile(edited).root));
    });
  }

  const refusals: readonly (readonly [string, string, string])[] = [
    ['a quote that is left open', "'{{ text }}'", "'{{ text }}"],
    ['a change of two templates', 'text }}\'\n  b: !Template\n    jinja: "{{ text', 'x'],
    ['a template that joins the next one', '}}"\n  c', '}}"  c'],
    ['a template that becomes two', '  b: !Template\n', '  b: !Template\n  bb: !Template\n'],
    ['another indentation', '  b: !Template\n', '   b: !Template\n'],
    ['an anchor', "'{{ text }}'", '&x "{{ text }}"'],
    ['a character that YAML does not allow', '{{ text }}"', '{{ \u0007 }}"'],
    ['a change of another key', 'rest: 1', 'rest: 2'],
  ];
  for (const [what, from, to] of refusals) {
    test(`leaves alone ${what}`, () => {
      const edited = file.replace(from, to);
      assert.notEqual(edited, file);
      assert.equal(rereadFile(edited, readFile(file)), undefined);
    });
  }
});

suite('a version that is read with the help of an earlier one', () => {
  const pieces = [
    ...['{{ ', ' }}', '{% if premise %}', '{% endif %}', '{#', '|||', '|', '.', "''", "'", '"'],
    ...['\n', '\n\n', '\r\n', '  ', '\n  ', '\n    ', ': ', ':', '- ', '!Template', '&a ', '*a'],
    ...['é', '😀', '\u2028', '\u0000', '\t', '\\', '#', ' #', '{', '}', '[', ',', '---\n', '%'],
    ...['premise', 'answers.text', 'label', 'x', 'name: x\n', '\n  k: !Template\n    jinja: x\n'],
  ];
  const edits = (length: number) =>
    fc.array(
      fc.record({
        at: fc.nat(length),
        remove: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60)),
        insert: fc.array(fc.constantFrom(...pieces), { maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 12 },
    );

  /** How many edits were read as those of one template. */
  function countRereads(document: string, runs: number): number {
    let rereads = 0;
    fc.assert(
      fc.property(edits(document.length), (changes) => {
        let current = document;
        let snapshot = snapshotOf(current);
        for (const { at, remove, insert } of changes) {
          current = current.slice(0, at) + insert.join('') + current.slice(at + remove);
          const known = snapshot.parsed.lastWhole;
          if (known !== undefined && rereadFile(current, known) !== undefined) rereads += 1;
          snapshot = snapshotOf(current, snapshot);
          assertSame(snapshot, snapshotOf(current));
          if (at % 2 === 0) current = document;
        }
      }),
      { numRuns: runs },
    );
    return rereads;
  }

  test('is what it is when read alone', () => {
    assert.ok(countRereads(sample, 20) > 20);
  });

  test('is so in every writing of YAML', () => {
    const rereads = countRereads(
      `dataset: x # behind
other: !What [1, 2]
templates:
  plain: !Template
    jinja: Read {{ premise }}
      more words
    name: two
  # between
  folded: !Template
    jinja: >-
      {{ premise }}

       kept
    answer_choices: "a ||| \\
      b"
  "quoted": !Template {jinja: 'a', name: [b,
    c]}
  literal: !Template
    reference:
    jinja: |+
      text

  ? key
  : !Template
    jinja: x
...
`,
      100,
    );
    assert.ok(rereads > 20, `${rereads}`);
  });

  const entries = corpus()?.entries;
  test('is so for the public templates', {
    skip: entries === undefined && CORPUS_SKIP_REASON,
  }, () => {
    for (const { templates } of (entries ?? []).filter((_, index) => index % 20 === 0)) {
      countRereads(readFileSync(templates, 'utf8'), 3);
    }
  });
});

function assertSame(one: Snapshot, other: Snapshot): void {
  assert.deepEqual(describe(one.parsed.reading.root), describe(other.parsed.reading.root));
  assert.deepEqual(one.problems, other.problems);
  const findings = [one, other].map((snapshot) => languageService.findings(snapshot));
  assert.deepEqual(findings[0], findings[1]);
  for (const [index, { span, jinja, jinjaTree, tag }] of one.file.templates.entries()) {
    const twin = other.file.templates[index];
    assert.deepEqual(
      { span, tag, jinjaTree, jinja: jinja && describeEntry(jinja) },
      {
        span: twin?.span,
        tag: twin?.tag,
        jinjaTree: twin?.jinjaTree,
        jinja: twin?.jinja && describeEntry(twin.jinja),
      },
    );
  }
}

/** A value with its places, and of a decoded text where each of its units stands. */
function describe(value: YamlValue | undefined): unknown {
  if (value?.type === 'list') {
    return value.items.map((item) => [item.span, describe(item.value), mapOf(item.scalar)]);
  }
  if (value?.type !== 'mapping') return value;
  const { tag, tagSpan, entries } = value;
  return { tag, tagSpan, entries: entries.map(describeEntry) };
}

function describeEntry({ key, keySpan, keyValue, value, valueSpan, scalar }: Entry): unknown {
  return [key, keySpan, describe(keyValue), describe(value), valueSpan, mapOf(scalar)];
}

function mapOf(scalar: Entry['scalar']): unknown {
  if (scalar === undefined) return undefined;
  const { style, span, map, text: decoded } = scalar;
  const starts = Array.from({ length: Math.ceil(decoded.length / 7) }, (_, index) => index * 7);
  const offsets = starts.map((start) => map.toDocument({ start, end: start + 1 }));
  return [style, span, offsets, map.toDecoded(span.start), map.toDecoded(span.end - 1)];
}
