import assert from 'node:assert/strict';
import { EventEmitter, on } from 'node:events';
import { suite, test } from 'node:test';
import { openSettingMethod } from '../../server/src/protocol/requests.ts';
import { type LspClient, startClient } from '../support/lsp-harness.ts';

/** A client that pushes its settings, as those do that cannot be asked. */
async function startPushing(hasCommands: boolean) {
  const capabilities = { textDocument: { diagnostic: {} } };
  const client = await startClient({ capabilities, initializationOptions: { hasCommands } });
  const events = new EventEmitter();
  const shown = on(events, 'shown');
  const next = async (): Promise<Shown> => {
    const { value = [] } = await shown.next();
    return value[0];
  };
  client.connection.onRequest('window/showMessageRequest', ({ message, actions }) => {
    events.emit('shown', { message, buttons: actions.map(titleOf) });
    return actions[0];
  });
  client.connection.onNotification('window/showMessage', ({ message }) => {
    events.emit('shown', { message, buttons: [] });
  });
  client.connection.onNotification(openSettingMethod, ({ setting }) => {
    events.emit('shown', { message: `opened ${setting}`, buttons: [] });
  });
  return { client, next };
}

interface Shown {
  readonly message: string;
  readonly buttons: readonly string[];
}

function titleOf({ title }: { readonly title: string }): string {
  return title;
}

function pushRules({ connection }: LspClient, rules: unknown): Promise<void> {
  const settings = { p3: { rules } };
  return connection.sendNotification('workspace/didChangeConfiguration', { settings });
}

suite('rules that settings name and that there are not', () => {
  test('are shown with the nearest rule and a button that opens the setting', async () => {
    const { client, next } = await startPushing(true);
    await using _ = client;
    await pushRules(client, { severities: { 'no-metrics': 'off', 'no-field': 'hint' } });
    assert.deepEqual(await next(), {
      message:
        'The setting `p3.rules.severities` names `no-metrics`, which is no rule. Did you mean `no-metric`?',
      buttons: ['Open Setting'],
    });
    assert.equal((await next()).message, 'opened p3.rules.severities');
  });

  test('are shown once, until they are mended', async () => {
    const { client, next } = await startPushing(false);
    await using _ = client;
    const ignore = { 'drafts/**': ['nonsense', '*', 'nonsense'] };
    await pushRules(client, { ignore });
    const nonsense = 'The setting `p3.rules.ignore` names `nonsense`, which is no rule. Remove it.';
    assert.deepEqual(await next(), { message: nonsense, buttons: [] });
    await pushRules(client, { ignore, rows: 10 });
    await pushRules(client, { ignore, severities: { 'no-feld': 'off' } });
    assert.match((await next()).message, /^The setting `p3.rules.severities` names `no-feld`.*$/);
    await pushRules(client, {});
    await pushRules(client, { ignore });
    assert.equal((await next()).message, nonsense);
  });

  test('are joined in one message, of many the first', async () => {
    const { client, next } = await startPushing(false);
    await using _ = client;
    const names = ['aaaaa', 'bbbbb', 'ccccc', 'ddddd', 'eeeee'];
    await pushRules(client, { severities: Object.fromEntries(names.map((id) => [id, 'off'])) });
    const { message } = await next();
    assert.match(message, /`aaaaa`.*`bbbbb`.*`ccccc`.* The log has 2 more\.$/);
    assert.ok(client.log.some((line) => line.includes('`eeeee`')));
  });
});
