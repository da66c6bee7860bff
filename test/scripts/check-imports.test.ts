import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite, test } from 'node:test';
import { checkImports, minimumModuleCount } from '../../scripts/check-imports.ts';

/** The refused imports of a project that consists of these files. */
async function violationsOf(files: Record<string, string>): Promise<readonly string[]> {
  const root = mkdtempSync(join(tmpdir(), 'p3-imports-'));
  try {
    mkdirSync(join(root, 'client'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return (await checkImports(root)).violations;
  } finally {
    rmSync(root, { recursive: true });
  }
}

suite('the import rules', () => {
  test('refuse an import of a higher layer, also of a type alone', async () => {
    const violations = await violationsOf({
      'server/src/jinja/lexer.ts': `import type { Rule } from '../rules/rule.ts';\nexport type Token = Rule;\n`,
      'server/src/rules/rule.ts': 'export type Rule = string;\n',
    });
    assert.deepEqual(violations, [
      'server/src/jinja/lexer.ts imports server/src/rules/rule.ts: `jinja` may import only itself and text',
    ]);
  });

  test('accept an import of a lower layer', async () => {
    const violations = await violationsOf({
      'server/src/jinja/lexer.ts': `import type { Span } from '../text/span.ts';\nexport type Token = Span;\n`,
      'server/src/text/span.ts': 'export type Span = string;\n',
    });
    assert.deepEqual(violations, []);
  });

  test('refuse Node in a pure folder', async () => {
    const violations = await violationsOf({
      'server/src/text/span.ts': `import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n`,
    });
    assert.equal(violations.length, 1);
    assert.match(violations[0] ?? '', /this folder is pure/);
  });

  test('refuse a cycle', async () => {
    const violations = await violationsOf({
      'server/src/text/a.ts': `export { b } from './b.ts';\nexport const a = 1;\n`,
      'server/src/text/b.ts': `export { a } from './a.ts';\nexport const b = 1;\n`,
    });
    assert.ok(violations.some((violation) => violation.includes('in a circle')));
  });

  test('keep the client out of everything but the protocol', async () => {
    const violations = await violationsOf({
      'client/src/panel.ts': `import { s } from '../../server/src/text/span.ts';\nexport const p = s;\n`,
      'server/src/text/span.ts': 'export const s = 1;\n',
    });
    assert.match(violations.join(), /the client knows the server/);
  });

  test('see every module of this project', async () => {
    const { moduleCount } = await checkImports(join(import.meta.dirname, '..', '..'));
    assert.ok(moduleCount >= minimumModuleCount, `${moduleCount} modules`);
  });
});
