import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { agrees, renderHere } from '../fuzz/compare.ts';
import type { RenderAnswer } from '../fuzz/reference.ts';

/** A template, a row as JSON text (none: an empty one), and what Jinja2 3.1.6 answers. */
interface Case {
  readonly template: string;
  readonly row?: string;
  readonly want: RenderAnswer;
}

suite('Templates render as Jinja2 3.1.6 recorded it', () => {
  for (const file of readdirSync(import.meta.dirname)) {
    if (!file.endsWith('.json') || file.startsWith('python-')) continue;
    const cases = readCases(file);
    test(`${file}: ${cases.length} cases`, () => {
      const differences = cases.flatMap(differenceOf);
      assert.equal(differences.length, 0, `\n${differences.join('\n\n')}`);
    });
  }
});

function readCases(file: string): Case[] {
  const text = readFileSync(`${import.meta.dirname}/${file}`, 'utf8');
  // The recorder writes these files in this shape.
  return JSON.parse(text) as Case[];
}

function differenceOf({ template, row = '{}', want }: Case): string[] {
  const here = renderHere({ template, row, index: 0 });
  if (agrees(here, want)) return [];
  return [
    `template  ${JSON.stringify(template)} ${row}\n` +
      `expected  ${JSON.stringify(want)}\n` +
      `actual    ${JSON.stringify(here)}`,
  ];
}
