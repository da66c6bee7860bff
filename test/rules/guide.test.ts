import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { languageService } from '../../server/src/language-service.ts';
import { rules } from '../../server/src/rules/index.ts';
import { formatTemplateFile } from '../../server/src/template/write-template-file.ts';
import { applyEdits, newId } from '../support/check.ts';
import { classLabel, listOf, snapshotFor, text } from './check-rule.ts';

/** A section of `docs/rules.md`. */
interface Section {
  readonly id: string;
  /** As YAML, of a file, of templates or of keys of one; a rule whose fault takes more than YAML has none. */
  readonly before?: string;
  readonly after?: string;
}

/** No template can show them: a file that cannot be read, and time that goes by. */
const withoutExample: ReadonlySet<string> = new Set(['unreadable-schema', 'render-budget']);

const features = {
  text,
  label: classLabel('bad', 'good'),
  tags: listOf(text),
  'video-id': text,
};

const rows = Array.from({ length: 12 }, (_, index) =>
  JSON.stringify({ text: `Soup ${index}`, label: index % 2, tags: ['hot'], 'video-id': 'a' }),
);

suite('the guide to the rules', () => {
  const guide = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'rules.md'), 'utf8');
  const sections = sectionsOf(guide);

  test('has a section for each rule, in their order, with an example', () => {
    assert.deepEqual(
      sections.map(({ id }) => id),
      rules.map(({ id }) => id),
    );
    for (const { id, before, after } of sections) {
      const hasExample = before !== undefined && after !== undefined;
      assert.equal(hasExample, !withoutExample.has(id), id);
    }
  });

  for (const { id, before, after } of sections) {
    if (before === undefined || after === undefined) continue;
    test(`shows \`${id}\` and what mends it`, () => {
      const snapshot = lintable(toFile(before));
      const findings = languageService.findings(snapshot);
      const own = findings.find(({ rule }) => rule === id);
      assert.ok(own, `${id} is found in\n${snapshot.text}`);
      const mended = toFile(after);
      const left = languageService.findings(lintable(mended)).filter(({ rule }) => rule === id);
      assert.deepEqual(left, []);
      const fixed = languageService
        .codeActions(snapshot, { findings, selection: own.span, newId })
        .filter(({ finding }) => finding?.rule === id)
        .map((action) => formatted(applyEdits(snapshot.text, action.edits())));
      const fix = rules.find((rule) => rule.id === id)?.fix;
      if (fix === undefined) assert.deepEqual(fixed, []);
      else assert.ok(fixed.includes(formatted(mended)), fixed[0] ?? 'There is no fix.');
    });
  }
});

function lintable(document: string) {
  return snapshotFor(document, { file: document, features, rows, unlabelled: ['label'] });
}

function sectionsOf(guide: string): readonly Section[] {
  return guide
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [id = ''] = section.split('\n', 1);
      const [before, after] = [...section.matchAll(/```yaml\n([\s\S]*?)```/g)].map(
        ([, code]) => code,
      );
      return { id, ...(before && { before }), ...(after && { after }) };
    });
}

/** A whole file around an example. */
function toFile(example: string): string {
  if (example.startsWith('dataset:')) return example;
  const isTemplate = /^\S+ !\w+\n/.test(example) && !example.startsWith('metadata:');
  const templates = isTemplate
    ? example
    : `${newId()}: !Template\n${indent(withDefaults(example))}`;
  return `dataset: reviews\ntemplates:\n${indent(templates)}`;
}

/** The keys that an example leaves out. */
function withDefaults(example: string): string {
  const [own = '', metadata = ''] = example.split('metadata: !TemplateMetadata\n');
  const inner = inOrder(metadata.replace(/^ {2}/gm, ''), {
    choices_in_prompt: 'false',
    languages: '\n- en',
    metrics: '\n- Other',
    original_task: 'true',
  });
  return inOrder(own, {
    answer_choices: 'null',
    id: newId(),
    jinja: "'{{ text }} ||| yes'",
    metadata: `!TemplateMetadata\n${indent(inner)}`.trimEnd(),
    name: 'Mood',
    reference: "''",
  });
}

function inOrder(given: string, defaults: Readonly<Record<string, string>>): string {
  const entries = given.split(/^(?=\w)/m).filter((entry) => entry !== '');
  const keys = new Set(entries.map((entry) => entry.split(':', 1)[0]));
  const added = Object.entries(defaults)
    .filter(([key]) => !keys.has(key))
    .map(([key, value]) => `${key}: ${value}\n`.replace(': \n', ':\n'));
  return [...entries, ...added].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)).join('');
}

function keyOf(entry: string): string {
  return entry.split(':', 1)[0] ?? '';
}

function indent(lines: string): string {
  return lines.replace(/^(?=.)/gm, '  ');
}

function formatted(document: string): string {
  const result = formatTemplateFile(document);
  return result.kind === 'formatted' ? result.text : document;
}
