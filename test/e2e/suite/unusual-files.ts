import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openSample } from './samples.ts';

suite('Files that are no template files yet', () => {
  test('broken YAML gets a finding, and the server goes on', async () => {
    const document = await openSample('broken/yaml-syntax/templates.yaml');
    const findings = await eventually('a diagnostic', vscode.languages.onDidChangeDiagnostics, () =>
      nonEmpty(vscode.languages.getDiagnostics(document.uri)),
    );
    assert.ok(findings.some(({ code }) => codeText(code) === 'yaml-syntax'));
  });

  test('a preview of a file without templates ends without a result', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'p3-template',
      content: '',
    });
    await vscode.window.showTextDocument(document);
    assert.equal(await vscode.commands.executeCommand('p3.previewTemplate'), undefined);
  });
});

function nonEmpty<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length > 0 ? items : undefined;
}

function codeText(code: vscode.Diagnostic['code']): string {
  return String(typeof code === 'object' ? code.value : code);
}
