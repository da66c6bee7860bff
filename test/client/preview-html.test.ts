import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { previewHtml } from '../../client/src/preview/preview-html.ts';

suite('page of the preview', () => {
  const html = previewHtml({
    cspSource: 'https://*.vscode-cdn.net',
    scriptUri: 'https://x.vscode-cdn.net/preview.js?a="&b',
    styleUri: 'https://x.vscode-cdn.net/preview.css',
    nonce: 'n0nce',
  });

  test('allows its own script and style sheet and nothing else', () => {
    const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    assert.equal(
      policy,
      "default-src 'none'; style-src https://*.vscode-cdn.net; script-src 'nonce-n0nce'; base-uri 'none'; form-action 'none'",
    );
  });

  test('has no script without the nonce and no style in line', () => {
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.match(html, /<script nonce="n0nce" src="/);
    assert.doesNotMatch(html, /<style|style=|onload=/);
  });

  test('escapes what stands in attributes', () => {
    assert.match(html, /preview\.js\?a=&quot;&amp;b"/);
  });
});
