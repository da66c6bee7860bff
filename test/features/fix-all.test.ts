import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { languageService } from '../../server/src/language-service.ts';
import { metadata, templateFile, text } from '../rules/check-rule.ts';
import { applyEdits, newId, snapshotOf } from '../support/check.ts';
import { schema } from '../support/schema-builder.ts';

/** The file once everything is fixed that can be fixed unseen. */
function afterFixAll(source: string): string {
  const snapshot = snapshotOf(source, { schema: schema({ text, 'video-id': text }) });
  const findings = languageService.findings(snapshot);
  const request = { findings, selection: { start: 0, end: 0 }, newId };
  const actions = languageService.codeActions(snapshot, request);
  const edits = actions.find(({ kind }) => kind === 'source.fixAll.p3')?.edits() ?? [];
  return applyEdits(source, edits);
}

suite('fix all', () => {
  test('makes every fix that leaves no doubt', () => {
    const broken = templateFile({
      jinja: `'{% set x = 1 %}{{ text }} {{ video-id }} ||| yes'`,
      metadata: metadata({ metrics: '[accuracy]' }),
      name: `' a name '`,
    });
    const mended = templateFile({
      jinja: `'{{ text }} {{ video_id }} ||| yes'`,
      metadata: metadata({ metrics: '[Accuracy]' }),
      name: `'a name'`,
    });
    assert.equal(afterFixAll(broken), mended);
  });

  test('leaves alone what is a guess', () => {
    const doubtful = templateFile({ jinja: `'{{ txt }} {text} ||| yes'` });
    assert.equal(afterFixAll(doubtful), doubtful);
  });
});
