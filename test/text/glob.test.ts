import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { matchesGlob } from '../../server/src/text/glob.ts';

const matches: readonly (readonly [pattern: string, path: string])[] = [
  ['templates.yaml', 'templates.yaml'],
  ['templates.yaml', 'a/b/templates.yaml'],
  ['**/drafts/**', 'drafts/templates.yaml'],
  ['**/drafts/**', 'a/b/drafts/c/templates.yaml'],
  ['templates/*/templates.yaml', 'templates/imdb/templates.yaml'],
  ['./templates/**', 'templates/glue/rte/templates.yaml'],
  ['templates/{imdb,glue/*}/*', 'templates/glue/rte/templates.yaml'],
  ['**/*.y?ml', 'a/templates.yaml'],
  ['a+(b)/[c].yaml', 'a+(b)/[c].yaml'],
  ['**', 'a/b/c'],
];

const others: readonly (readonly [pattern: string, path: string])[] = [
  ['templates.yaml', 'a/old-templates.yaml'],
  ['drafts/**', 'a/drafts/templates.yaml'],
  ['templates/*/templates.yaml', 'templates/glue/rte/templates.yaml'],
  ['*.yaml', 'a/templates.yml'],
  ['a?c', 'a/c'],
  ['a.yaml', 'abyaml'],
];

suite('a glob', () => {
  for (const [pattern, path] of matches) {
    test(`\`${pattern}\` matches ${path}`, () => assert.ok(matchesGlob(path, pattern)));
  }
  for (const [pattern, path] of others) {
    test(`\`${pattern}\` does not match ${path}`, () => assert.ok(!matchesGlob(path, pattern)));
  }

  test('takes no time on patterns of many stars', () => {
    assert.ok(!matchesGlob('a'.repeat(500), `${'*a'.repeat(50)}b`));
    assert.ok(!matchesGlob('a/'.repeat(200), `${'**/a/'.repeat(50)}b`));
  });
});
