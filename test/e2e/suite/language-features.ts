import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openSample, positionOf } from './samples.ts';

suite('A template file in the editor', () => {
  test('starts the extension and has its own language', async () => {
    const document = await openSample('reviews/templates.yaml');
    assert.equal(document.languageId, 'p3-template');
    const extension = vscode.extensions.getExtension('p3-workbench.p3-workbench');
    assert.ok(extension, 'the extension is installed');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  test('a field that the dataset lacks is underlined at its place', async () => {
    const document = await openSample('broken/templates.yaml');
    const finding = await eventually(
      'the diagnostic `unknown-field`',
      vscode.languages.onDidChangeDiagnostics,
      () => vscode.languages.getDiagnostics(document.uri).find(isUnknownField),
    );
    assert.equal(finding.source, 'p3');
    assert.match(document.getText(finding.range), /txt/);
    assert.equal(finding.range.start.line, positionOf(document, 'answers.txt').line);
  });

  test('completes the fields of the dataset inside an expression', async () => {
    const document = await openSample('reviews/templates.yaml');
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      positionOf(document, '{{ text }}', 3),
    );
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.deepEqual(
      ['label', 'product', 'text'].filter((field) => labels.includes(field)),
      ['label', 'product', 'text'],
    );
  });

  test('a hover tells the type of a field', async () => {
    const document = await openSample('reviews/templates.yaml');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      positionOf(document, '{{ text }}', 4),
    );
    const text = hovers.flatMap(({ contents }) => contents.map(contentText)).join('\n');
    assert.match(text, /string/);
  });
});

function isUnknownField(diagnostic: vscode.Diagnostic): boolean {
  const { code } = diagnostic;
  return (typeof code === 'object' ? code.value : code) === 'unknown-field';
}

function contentText(content: vscode.Hover['contents'][number]): string {
  return typeof content === 'string' ? content : content.value;
}
