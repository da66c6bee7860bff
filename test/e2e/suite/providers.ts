/** Every provider of the language server once, as VS Code asks it. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openSample, positionOf } from './samples.ts';

const ask = vscode.commands.executeCommand;

suite('Providers of a template file', () => {
  let document: vscode.TextDocument;
  setup(async () => {
    document = await openSample('reviews/templates.yaml');
  });

  test('signature help names the argument at the cursor', async () => {
    await edited(document, '{{ text }}', '{{ text | replace("a", ) }}', async () => {
      const place = positionOf(document, 'replace("a", ', 'replace("a", '.length);
      const help = await ask<vscode.SignatureHelp>(
        'vscode.executeSignatureHelpProvider',
        document.uri,
        place,
        ',',
      );
      assert.match(help.signatures[0]?.label ?? '', /^replace\(old, new/);
      assert.equal(help.activeParameter, 1);
    });
  });

  test('definition leads from a field to the schema file', async () => {
    const found = await ask<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      positionOf(document, '{{ text }}', 4),
    );
    const [target] = found.map((each) => ('targetUri' in each ? each.targetUri : each.uri));
    assert.match(target?.path ?? '', /reviews\/schema\.json$/);
  });

  test('references and highlights are those of the field', async () => {
    const place = positionOf(document, '{{ text }}', 4);
    const locations = await ask<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      document.uri,
      place,
    );
    const texts = locations.map(({ range }) => document.getText(range));
    assert.ok(texts.length > 1 && texts.every((text) => text === 'text'));
    const highlights = await ask<vscode.DocumentHighlight[]>(
      'vscode.executeDocumentHighlights',
      document.uri,
      place,
    );
    assert.ok(highlights.length >= 1 && highlights.length < locations.length);
  });

  test('rename changes a template name where it stands', async () => {
    const name = 'Would the writer recommend it';
    const edit = await ask<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      positionOf(document, name, 2),
      'Recommendation',
    );
    const [change] = edit.get(document.uri);
    assert.equal(change?.newText, 'Recommendation');
    assert.ok(change && document.getText(change.range).includes(name));
  });

  test('symbols list the templates of the file and of the workspace', async () => {
    const symbols = await ask<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    assert.ok(symbols.some(({ name }) => name === 'Would the writer recommend it'));
    const found = await ask<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'recommend',
    );
    assert.ok(found.some(({ containerName }) => containerName === 'reviews'));
  });

  test('folding and selection follow the templates', async () => {
    const folds = await ask<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );
    const key = positionOf(document, ': !Template').line;
    assert.ok(folds.some(({ start }) => start === key));
    const [selection] = await ask<vscode.SelectionRange[]>(
      'vscode.executeSelectionRangeProvider',
      document.uri,
      [positionOf(document, '{{ text }}', 4)],
    );
    assert.equal(selection && document.getText(selection.range), 'text');
    assert.equal(selection?.parent && document.getText(selection.parent.range), '{{ text }}');
  });

  test('semantic tokens tell fields from functions', async () => {
    const legend = await ask<vscode.SemanticTokensLegend>(
      'vscode.provideDocumentSemanticTokensLegend',
      document.uri,
    );
    const { data } = await ask<vscode.SemanticTokens>(
      'vscode.provideDocumentSemanticTokens',
      document.uri,
    );
    const types = new Set<string | undefined>();
    for (let index = 3; index < data.length; index += 5) {
      types.add(legend.tokenTypes[data[index] ?? -1]);
    }
    assert.ok(types.has('property') && types.has('variable'));
  });

  test('inlay hints tell the class and the choice of a label', async () => {
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await ask<vscode.InlayHint[]>(
      'vscode.executeInlayHintProvider',
      document.uri,
      whole,
    );
    const labels = hints.map(({ label }) => String(label));
    assert.ok(
      labels.some((label) => /0 .+ → .+, 1 .+ → /.test(label)),
      labels.join('\n'),
    );
  });

  test('the dataset is a link', async () => {
    const links = await ask<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri);
    const link = links.find(({ range }) => document.getText(range) === 'reviews');
    assert.match(link?.target?.path ?? '', /schema\.json$/);
  });

  test('the tags of a block are edited together', async () => {
    const block = '{% if label %}a{% endif %} {{ text }}';
    await edited(document, '{{ text }}', block, async () => {
      const linked = await ask<{ ranges: { startColumn: number }[] } | undefined>(
        '_executeLinkedEditingProvider',
        document.uri,
        positionOf(document, block, 4),
      );
      assert.equal(linked?.ranges.length, 2);
    });
  });

  test('the lightbulb fixes a misspelt field, and the file stays as PyYAML writes it', async () => {
    const before = document.getText();
    await edited(document, '{{ text }}', '{{ txet }}', async () => {
      const place = positionOf(document, 'txet', 1);
      const actions = await ask<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new vscode.Range(place, place),
        vscode.CodeActionKind.QuickFix.value,
        5,
      );
      const fix = actions.find(({ title }) => title === 'Replace by `text`');
      assert.ok(fix?.edit, actions.map(({ title }) => title).join(', '));
      await vscode.workspace.applyEdit(fix.edit);
      assert.equal(document.getText(), before);
    });
  });

  test('formatting folds a line as PyYAML does', async () => {
    const before = document.getText();
    const long = '{{ text }} and a good many words more, so that the line grows beyond its width,';
    await edited(document, '{{ text }}', long, async () => {
      const edits = await ask<vscode.TextEdit[]>(
        'vscode.executeFormatDocumentProvider',
        document.uri,
        { tabSize: 2, insertSpaces: true },
      );
      const change = new vscode.WorkspaceEdit();
      change.set(document.uri, edits);
      await vscode.workspace.applyEdit(change);
      assert.ok(document.lineCount > before.split('\n').length);
    });
  });
});

/** Runs with a text replaced by another, and takes all changes back. */
async function edited(
  document: vscode.TextDocument,
  text: string,
  replacement: string,
  run: () => Promise<void>,
): Promise<void> {
  const editor = await vscode.window.showTextDocument(document);
  const start = positionOf(document, text);
  const end = document.positionAt(document.offsetAt(start) + text.length);
  await editor.edit((edit) => edit.replace(new vscode.Range(start, end), replacement));
  try {
    await run();
  } finally {
    await ask('workbench.action.files.revert');
  }
}
