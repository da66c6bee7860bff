/** What typing and the commands that change templates do to a document. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openSample } from './samples.ts';

const run = vscode.commands.executeCommand;

const scalars = {
  plain: (text: string) => `    jinja: ${text}\n`,
  'single-quoted': (text: string) => `    jinja: '${text}'\n`,
  'double-quoted': (text: string) => `    jinja: "${text}"\n`,
  literal: (text: string) => `    jinja: |\n      ${text}\n`,
  folded: (text: string) => `    jinja: >-\n      ${text}\n`,
};

suite('Typing in a template', () => {
  for (const [style, write] of Object.entries(scalars)) {
    test(`closes what is opened in a ${style} scalar, and goes over what it closed`, async () => {
      for (const [typed, expected] of [
        ['{{', 'Say {{}} '],
        ['{{ x }}{# y #}', 'Say {{ x }}{# y #} '],
        ['50% {% if x %}', 'Say 50% {% if x %} '],
      ] as const) {
        const document = await openText(write('Say  '), 'Say '.length);
        for (const text of typed) await run('type', { text });
        assert.equal(document.getText(), head + write(expected), typed);
        await run('workbench.action.revertAndCloseActiveEditor');
      }
    });
  }

  test('closes at the end of a quoted text as well', async () => {
    const document = await openText(scalars['single-quoted']('Say '), 'Say '.length);
    for (const text of '{{') await run('type', { text });
    assert.equal(document.getText(), head + scalars['single-quoted']('Say {{}}'));
    await run('workbench.action.revertAndCloseActiveEditor');
  });
});

suite('Commands that change templates', () => {
  test('a new template is one step to undo', async () => {
    const document = await openSample('reviews/templates.yaml');
    const before = document.getText();
    const id = await run<string>(
      'p3.newTemplate',
      document.uri.toString(),
      'classification',
      'Mine',
    );
    assert.match(document.getText(), new RegExp(`id: ${id}\\n`));
    assert.match(document.getText(), /name: Mine\n/);
    const { active } = vscode.window.activeTextEditor?.selection ?? {};
    assert.ok(active && document.lineAt(active.line).text.includes(id));
    await run('undo');
    assert.equal(document.getText(), before);
    await run('workbench.action.files.revert');
  });

  test('copies go to the file of another subset, which is made', async () => {
    const document = await openSample('reviews/templates.yaml');
    const ids = [...document.getText().matchAll(/^ {2}(\S+): !Template/gm)].map(([, id]) => id);
    await run('p3.copyTemplates', document.uri.toString(), ids.slice(0, 2), 'films');
    const copy = vscode.window.activeTextEditor?.document;
    assert.match(copy?.uri.path ?? '', /reviews\/films\/templates\.yaml$/);
    assert.match(copy?.getText() ?? '', /^dataset: reviews\nsubset: films\ntemplates:\n/);
    assert.equal(copy?.getText().match(/: !Template\n/g)?.length, 2);
    assert.ok(!ids.some((id) => copy?.getText().includes(String(id))));
    await run('workbench.action.revertAndCloseActiveEditor');
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(document.uri, '../films'), {
      recursive: true,
    });
  });

  test('new ids replace the old ones', async () => {
    const document = await openSample('reviews/templates.yaml');
    const [, old = ''] = /^ {2}(\S+): !Template/m.exec(document.getText()) ?? [];
    await run('p3.newIds', document.uri.toString(), [old]);
    assert.ok(!document.getText().includes(old));
    await run('workbench.action.files.revert');
  });
});

const head = 'dataset: reviews\ntemplates:\n  a1: !Template\n';

/** A file that is not saved, with the cursor behind so many characters of the text of its scalar. */
async function openText(lines: string, offset: number): Promise<vscode.TextDocument> {
  const content = head + lines;
  const document = await vscode.workspace.openTextDocument({ language: 'p3-template', content });
  const start = Math.max(content.indexOf('Say'), 0) + offset;
  const place = document.positionAt(start);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(place, place) });
  return document;
}
