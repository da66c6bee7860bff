import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { isScalar, parseDocument, visit } from 'yaml';
import { parseTemplateFile } from '../../server/src/template/parse-template-file.ts';
import type { ScalarSource } from '../../server/src/template/scalar-source.ts';
import type { Entry } from '../../server/src/template/template-file.ts';
import { CORPUS_SKIP_REASON, corpus } from '../support/corpus.ts';
import { checkMap } from './check-map.ts';

const found = corpus();

suite('scalars of the corpus', { skip: found === undefined && CORPUS_SKIP_REASON }, () => {
  for (const { name, templates } of found?.entries ?? []) {
    test(`${name}: each scalar reads as the yaml package reads it`, () => {
      const document = readFileSync(templates, 'utf8');
      const expected = scalarsOfYamlPackage(document);
      const actual = scalarsOf(parseTemplateFile(document).file.entries);
      assert.deepEqual(new Map(actual.map((scalar) => [scalar.span.start, scalar.text])), expected);
    });

    test(`${name}: each character leads back to the raw text that gave it`, () => {
      const document = readFileSync(templates, 'utf8');
      const scalars = scalarsOf(parseTemplateFile(document).file.entries);
      for (const scalar of scalars) checkMap(document, scalar);
    });
  }
});

/** Values and list items, keys left out: by place, as an alias is no second scalar. */
function scalarsOf(entries: readonly Entry[]): readonly ScalarSource[] {
  return entries.flatMap(({ scalar, value }) => {
    if (scalar !== undefined) return [scalar];
    if (value.type === 'mapping') return scalarsOf(value.entries);
    if (value.type !== 'list') return [];
    return value.items.flatMap((item) => (item.scalar === undefined ? [] : [item.scalar]));
  });
}

function scalarsOfYamlPackage(document: string): ReadonlyMap<number, string> {
  const scalars = new Map<number, string>();
  const tree = parseDocument(document, { schema: 'failsafe', logLevel: 'silent' });
  visit(tree, {
    Scalar(key, node) {
      if (key !== 'key' && isScalar(node)) scalars.set(node.range?.[0] ?? -1, String(node.value));
    },
  });
  return scalars;
}
