import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { Renaming } from '../../server/src/features/rename.ts';
import { languageService } from '../../server/src/language-service.ts';
import { summarize } from '../../server/src/scoring/summary.ts';
import type { Span } from '../../server/src/text/span.ts';
import { newId, snapshotOf } from '../support/check.ts';
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

function editsOf(renaming: Renaming): readonly Span[] {
  return renaming.kind === 'edits' ? renaming.edits.map(({ span }) => span) : [];
}

suite('any text', () => {
  test('has findings, completions and hovers with places inside it', () => {
    fc.assert(
      fc.property(edited, fc.nat(3000), (document, place) => {
        const snapshot = snapshotOf(document, knowledge);
        const offset = Math.min(place, document.length);
        const spans = [
          ...languageService.findings(snapshot).map(({ span }) => span),
          ...languageService.codeLenses(snapshot, noScores).map(({ span }) => span),
          ...languageService.documentSymbols(snapshot).map(({ span }) => span),
          ...languageService.foldingRanges(snapshot).map(({ span }) => span),
          ...languageService.semanticTokens(snapshot).map(({ span }) => span),
          ...languageService.documentLinks(snapshot).map(({ span }) => span),
          ...languageService.references(snapshot, offset, { withDefinition: true }),
          ...languageService.documentHighlights(snapshot, offset).map(({ span }) => span),
          ...editsOf(languageService.rename(snapshot, offset, 'renamed')),
        ];
        const atCursor = [
          ...languageService.complete(snapshot, offset, { newId }).map(({ span }) => span),
          ...[languageService.hover(snapshot, offset)?.span ?? { start: offset, end: offset }],
          ...languageService.selectionRanges(snapshot, offset),
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

  test('is formatted to a text that is formatted, or refused', () => {
    fc.assert(
      fc.property(edited, (document) => {
        const result = languageService.format(snapshotOf(document));
        if (result.kind === 'refused') return;
        const again = languageService.format(snapshotOf(result.text));
        assert.ok(again.kind === 'formatted' && again.text === result.text);
      }),
      { numRuns: 400 },
    );
  });

  test('has tokens that do not overlap', () => {
    fc.assert(
      fc.property(edited, (document) => {
        let end = 0;
        for (const { span } of languageService.semanticTokens(snapshotOf(document, knowledge))) {
          assert.ok(end <= span.start);
          end = span.end;
        }
      }),
      { numRuns: 200 },
    );
  });

  test('keeps everything but the word at the cursor when a completion is accepted', () => {
    const snapshot = snapshotOf(sample, knowledge);
    for (let offset = 0; offset <= sample.length; offset += 1) {
      for (const { span, label } of languageService.complete(snapshot, offset, { newId })) {
        const replaced = sample.slice(span.start, span.end);
        assert.match(replaced, /^[\w .-]*$/, `${label} at ${offset} replaces ${replaced}`);
        assert.ok(span.start <= offset && offset <= span.end);
      }
    }
  });

  test('answers requests at every offset with places inside it', () => {
    const snapshot = snapshotOf(sample, knowledge);
    for (let offset = 0; offset <= sample.length; offset += 7) {
      const hover = languageService.hover(snapshot, offset);
      if (hover !== undefined) assert.ok(hover.span.start <= offset && offset <= hover.span.end);
      languageService.definition(snapshot, offset);
      languageService.signatureHelp(snapshot, offset);
      languageService.prepareRename(snapshot, offset);
    }
  });
});

const noScores = { templates: new Map(), spread: summarize([]) };
