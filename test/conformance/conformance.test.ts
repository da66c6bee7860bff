import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { createCompiler } from '../../server/src/render/compile/compile-template.ts';
import { TemplateError } from '../../server/src/render/compile/template-error.ts';
import { createEnvironment } from '../../server/src/render/promptsource/environment.ts';
import { byRow } from '../../server/src/render/promptsource/random-source.ts';
import { agrees, renderHere } from '../fuzz/compare.ts';
import type { RenderAnswer } from '../fuzz/reference.ts';

/** A template, a row as JSON text (none: an empty one), and what Jinja2 3.1.6 answers. */
interface Case {
  readonly template: string;
  readonly row?: string;
  readonly want: RenderAnswer;
  /** The line that Jinja2 names for the error, null for none. */
  readonly line?: number | null;
  /** Where the error is shown here, if on another line: where it is, or where the block begins that has no end. */
  readonly shownAt?: number | null;
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

function differenceOf({ template, row = '{}', want, line, shownAt = line }: Case): string[] {
  const here = renderHere({ template, row, index: 0 });
  const lineHere = line === undefined ? undefined : lineOfError(template);
  if (agrees(here, want) && lineHere === shownAt) return [];
  return [
    `template  ${JSON.stringify(template)} ${row}\n` +
      `expected  ${JSON.stringify(want)} ${shownAt ?? ''}\n` +
      `actual    ${JSON.stringify(here)} ${lineHere ?? ''}`,
  ];
}

function lineOfError(template: string): number | null {
  try {
    createCompiler(createEnvironment({ random: byRow(0) }))(template)(new Map());
  } catch (error) {
    if (error instanceof TemplateError) {
      return template.slice(0, error.span.start).split('\n').length;
    }
  }
  return null;
}
