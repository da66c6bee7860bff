import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { defaultSettings, validateSettings } from '../../server/src/protocol/settings.ts';

suite('settings', () => {
  test('reads the nested section of a client', () => {
    const { settings, problems } = validateSettings({
      render: { timeBudgetMs: 250, dialect: 'eval-hackathon' },
      schemas: { folders: ['schemas'] },
      trace: { server: 'off' },
    });
    assert.deepEqual(problems, []);
    assert.equal(settings['p3.render.timeBudgetMs'], 250);
    assert.equal(settings['p3.render.dialect'], 'eval-hackathon');
    assert.deepEqual(settings['p3.schemas.folders'], ['schemas']);
    assert.equal(settings['p3.codeLens.enabled'], true);
  });

  test('names what is wrong and keeps the default', () => {
    const { settings, problems } = validateSettings({
      render: { timeBudgetMs: 'fast', dialekt: 'main' },
      scoring: { provider: 'abacus' },
    });
    assert.deepEqual(settings, defaultSettings);
    assert.deepEqual(problems, [
      'The setting `p3.render.timeBudgetMs` must be a whole number from 50 to 60000; the default `1000` is used.',
      'The setting `p3.render.dialekt` is not known.',
      'The setting `p3.scoring.provider` must be one of `auto`, `cpu`, `cuda`, `webgpu`, `dml`, `coreml`; the default `"auto"` is used.',
    ]);
  });

  test('takes a severity for each of some rules', () => {
    const severities = { 'no-metric': 'off', 'unknown-field': 'warning' };
    const { settings, problems } = validateSettings({ rules: { severities } });
    assert.deepEqual(problems, []);
    assert.deepEqual(settings['p3.rules.severities'], severities);
    for (const wrong of [{ 'no-metric': 'quiet' }, ['no-metric'], 'off']) {
      const validated = validateSettings({ rules: { severities: wrong } });
      assert.deepEqual(validated.settings, defaultSettings);
      assert.deepEqual(validated.problems, [
        'The setting `p3.rules.severities` must be an object whose values are each one of `error`, `warning`, `information`, `hint`, `off`; the default `{}` is used.',
      ]);
    }
  });

  test('takes anything for an empty section, and gives a frozen value', () => {
    for (const section of [undefined, null, {}]) {
      assert.deepEqual(validateSettings(section), { settings: defaultSettings, problems: [] });
    }
    assert.ok(Object.isFrozen(defaultSettings));
  });
});
