import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { settingDeclarations, toManifestProperty } from '../../server/src/protocol/settings.ts';

const manifestPath = new URL('../../package.json', import.meta.url);

suite('manifest', () => {
  test('contributes exactly the settings that are declared', () => {
    const { contributes } = JSON.parse(readFileSync(manifestPath, 'utf8'));
    const { 'p3.trace.server': trace, ...properties } = contributes.configuration.properties;
    const declared = Object.entries(settingDeclarations).map(([id, declaration]) => [
      id,
      toManifestProperty(declaration),
    ]);
    assert.deepEqual(properties, Object.fromEntries(declared));
    assert.ok(trace, 'vscode-languageclient reads p3.trace.server');
  });
});
