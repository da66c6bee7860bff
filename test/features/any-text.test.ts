import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { languageService } from '../../server/src/language-service.ts';
import { snapshotOf } from '../support/check.ts';
import { classLabel, schema, sequence, struct, text } from '../support/schema-builder.ts';

const sample = readFileSync(
  new URL('../../samples/entailment/templates.yaml', import.meta.url),
  'utf8',
).slice(0, 2500);

const knowledge = {
  schema: schema({
    premise: text(),
    label: classLabel('yes', 'no'),
    answers: struct({ text: sequence(text()) }),
  }),
  row: '{"premise": "A", "label": 0, "answers": {"text": []}}',
};

const noise = fc.constantFrom(
  ...[
    '{{ ',
    ' }}',
    '{% if ',
    '{% for x in ',
    '%}',
    '{#',
    '|',
    '.',
    '[',
    "'",
    '"',
    '\n',
    '  ',
    ': ',
  ],
  ...['- ', '!Template', '&a', '*a', 'answers.', 'é', '\u0000', '\uD800', '\t', '|||', '\\', '#'],
);

/** A text with a few edits, as they come about while typing and pasting. */
const edited = fc
  .array(fc.record({ at: fc.nat(2500), remove: fc.nat(40), insert: fc.array(noise) }), {
    maxLength: 4,
  })
  .map((edits) =>
    edits.reduce(
      (whole, { at, remove, insert }) =>
        whole.slice(0, at) + insert.join('') + whole.slice(at + remove),
      sample,
    ),
  );

suite('any text', () => {
  test('has findings, completions and hovers with places inside it', () => {
    fc.assert(
      fc.property(edited, fc.nat(3000), (document, place) => {
        const snapshot = snapshotOf(document, knowledge);
        const offset = Math.min(place, document.length);
        const spans = [
          ...languageService.findings(snapshot).map(({ span }) => span),
          ...languageService.codeLenses(snapshot).map(({ span }) => span),
          ...languageService.documentSymbols(snapshot).map(({ span }) => span),
        ];
        const atCursor = [
          ...languageService.complete(snapshot, offset).map(({ span }) => span),
          ...[languageService.hover(snapshot, offset)?.span ?? { start: offset, end: offset }],
        ];
        for (const { start, end } of [...spans, ...atCursor]) {
          assert.ok(0 <= start && start <= end && end <= document.length, `${start}–${end}`);
        }
        for (const { start, end } of atCursor) {
          assert.ok(start <= offset && offset <= end, `${start}–${end} is not at ${offset}`);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('gives every offset of a good file an answer', () => {
    const snapshot = snapshotOf(sample, knowledge);
    for (let offset = 0; offset <= sample.length; offset += 7) {
      languageService.complete(snapshot, offset);
      languageService.hover(snapshot, offset);
    }
  });
});
