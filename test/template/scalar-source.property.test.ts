import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { parseTemplateFile } from '../../server/src/template/parse-template-file.ts';
import { checkMap } from './check-map.ts';
import { readScalar } from './scalar-helpers.ts';

const units = ['a', 'Z', '0', ' ', '  ', '\n', '\n\n', "'", '"', '\\', '\t', ':', '#', '{{', '|||'];
const printable = fc.string({ unit: fc.constantFrom(...units, '\xe9', '\u2028', '\u{1f600}') });

suite('any text, written in each style', () => {
  test('reads back from single quotes', () => {
    const texts = printable.filter((text) => isFoldable(text));
    fc.assert(fc.property(texts, (text) => checkStyle(singleQuote(text), text)));
  });

  test('reads back from double quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => checkStyle(doubleQuote(text), text)),
    );
  });

  test('reads back from a literal block', () => {
    const texts = printable.filter((text) => !text.includes('\u2028') && /[^ \n]/.test(text));
    fc.assert(fc.property(texts, (text) => checkStyle(literal(text), text)));
  });
});

suite('any text at all', () => {
  const fragments = [
    ...units,
    'dataset: x',
    'templates:',
    '\n  ',
    '\n    ',
    '- ',
    '!Template',
    '&a ',
    '*a',
  ];
  const texts = fc.string({
    unit: fc.constantFrom(...fragments, '[', ']', '{', '}', ',', '? ', '\0'),
  });

  test('gives a file, problems inside the text, and maps inside the scalars', () => {
    const check = fc.property(texts, (text) => {
      const { file, problems } = parseTemplateFile(text);
      for (const { span } of problems) {
        assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
      }
      for (const { scalar } of file.entries) {
        for (let offset = 0; offset <= text.length; offset += 1) {
          const decoded = scalar?.map.toDecoded(offset) ?? 0;
          assert.ok(decoded <= (scalar?.text.length ?? 0));
        }
      }
    });
    fc.assert(check, { numRuns: 500 });
  });
});

function checkStyle(written: string, text: string): void {
  const scalar = readScalar(`key: ${written}\n`);
  assert.equal(scalar.text, text);
  checkMap(scalar.document, scalar);
}

/** Single quotes cannot hold blanks beside a line break, nor tell U+2028 from a line break. */
function isFoldable(text: string): boolean {
  return !/[ \t]\n|\n[ \t]|\u2028/.test(text);
}

function singleQuote(text: string): string {
  return `'${text.replaceAll("'", "''").replace(/\n+/g, '$&\n  ')}'`;
}

function doubleQuote(text: string): string {
  const escaped = Array.from(text, (character) => {
    const point = character.codePointAt(0) ?? 0;
    if (/[ !#-[\]-~]/.test(character)) return character;
    return `\\U${point.toString(16).padStart(8, '0')}`;
  });
  return `"${escaped.join('').replace(/^ | $/g, '\\ ')}"`;
}

/** A digit tells the indentation, so that the text can start with blanks. */
function literal(text: string): string {
  const indented = text.replace(/^(?=.)/gm, '  ');
  return text.endsWith('\n') ? `|2+\n${indented.slice(0, -1)}` : `|2-\n${indented}`;
}
