import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RenderResult, ScoreResult } from '../../../server/src/protocol/requests.ts';
import { lensArguments, openSample, positionOf } from './samples.ts';

const recommend = '4e3acf76-b56e-4bbe-986d-90774ffed435: !Template';

suite('Preview and score', () => {
  test('the lens `Preview` renders the template on rows of its dataset', async () => {
    const document = await openSample('reviews/templates.yaml');
    const [command, ...parameters] = await lensArguments(document, 'Preview', recommend);
    const result = await run<RenderResult>(command, parameters);
    assert.equal(result.template.name, 'Would the writer recommend it');
    const [first] = result.rows;
    assert.equal(first?.outcome.kind, 'rendered');
    assert.match(first.outcome.parts[0] ?? '', /recommend it to a friend\? Yes or no\?$/);
    assert.deepEqual(first.outcome.answerChoices, ['No', 'Yes']);
    assert.ok(['No', 'Yes'].includes(first.outcome.parts[1] ?? ''));
  });

  test('without arguments the preview takes the template at the cursor, as edited', async () => {
    const document = await openSample('reviews/templates.yaml');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    const place = positionOf(document, 'Somebody wrote');
    editor.selection = new vscode.Selection(place, place);
    await editor.edit((edit) => edit.insert(place, 'Listen. '));
    const result = await run<RenderResult>('p3.previewTemplate', []);
    assert.equal(result.version, document.version);
    const [first] = result.rows;
    assert.equal(first?.outcome.kind, 'rendered');
    assert.match(first.outcome.parts[0] ?? '', /^Listen\. Somebody wrote/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  test('the lens `Score` rates each answer choice with the embedded model', async () => {
    const document = await openSample('reviews/templates.yaml');
    const [command, ...parameters] = await lensArguments(document, 'Score', recommend);
    const result = await run<ScoreResult>(command, parameters);
    assert.equal(result.kind, 'scored', JSON.stringify(result));
    assert.equal(result.model.path, null);
    assert.ok(result.score.accuracy !== null && result.score.accuracy >= 0);
    const [first] = result.score.examples;
    assert.deepEqual(
      first?.choices.map(({ text }) => text),
      ['No', 'Yes'],
    );
    for (const choice of first?.choices ?? []) {
      assert.ok(choice.logLikelihood !== null && choice.logLikelihood < 0);
    }
  });

  test('a preview outlives a restart of the server', async () => {
    const document = await openSample('reviews/templates.yaml');
    await vscode.commands.executeCommand('p3.restartServer');
    const [command, ...parameters] = await lensArguments(document, 'Preview', recommend);
    const result = await run<RenderResult>(command, parameters);
    assert.equal(result.rows[0]?.outcome.kind, 'rendered');
  });
});

async function run<Result>(command: unknown, parameters: readonly unknown[]): Promise<Result> {
  assert.equal(typeof command, 'string');
  const result = await vscode.commands.executeCommand<Result | undefined>(
    String(command),
    ...parameters,
  );
  assert.ok(result, `\`${command}\` gives a result`);
  return result;
}
