import { createDecipheriv } from 'node:crypto';
import { join } from 'node:path';
import type { HubTokensParams } from '../protocol/datasets.ts';
import type { Settings } from '../protocol/settings.ts';
import { type Hub, type HubWorld, openHub } from '../sources/hub/open-hub.ts';
import { type HubToken, tokenFor } from '../sources/hub/tokens.ts';
import type { ClientFeatures } from './client-features.ts';

/** The Hub that the settings name now. */
export interface HubConnection {
  current(): Hub;
  /** Takes the tokens that the client keeps; what cannot be opened is as good as none. */
  setTokens(params: HubTokensParams): void;
}

export interface HubConnectionParts {
  readonly world: HubWorld;
  readonly settings: () => Settings;
  readonly client: Pick<ClientFeatures, 'isTrusted' | 'storageFolder'>;
  /** 32 bytes in base64; `undefined` where the client seals nothing. */
  readonly tokenKey: string | undefined;
}

export function createHubConnection(parts: HubConnectionParts): HubConnection {
  const { settings, client, tokenKey } = parts;
  const { storageFolder } = client;
  const cacheFolder = storageFolder === null ? parts.world.cacheFolder : join(storageFolder, 'hub');
  const world = { ...parts.world, cacheFolder };
  let tokens: readonly HubToken[] = [];
  let opened: { readonly addresses: string; readonly hub: Hub } | undefined;
  const hubSettings = () => ({
    endpoint: settings()['p3.hub.endpoint'],
    viewerEndpoint: settings()['p3.hub.viewerEndpoint'],
    cacheBytes: settings()['p3.hub.cacheMb'] * 1024 * 1024,
    refusal: refusalOf(settings(), client.isTrusted),
    tokens,
  });
  return {
    current() {
      const { endpoint, viewerEndpoint } = hubSettings();
      const addresses = JSON.stringify([endpoint, viewerEndpoint]);
      if (opened?.addresses !== addresses) {
        opened = { addresses, hub: openHub(world, hubSettings) };
      }
      return opened.hub;
    },
    setTokens({ sealed }) {
      tokens = tokenKey === undefined ? [] : readTokens(unseal(sealed, tokenKey));
    },
  };
}

function refusalOf(settings: Settings, isTrusted: boolean): string | null {
  if (!isTrusted) return 'The Hub is not asked in Restricted Mode.';
  return settings['p3.hub.enabled'] ? null : 'The Hub is switched off by `p3.hub.enabled`.';
}

const [nonceBytes, tagBytes] = [12, 16];

function unseal(sealed: string, key: string): string | undefined {
  try {
    const bytes = Buffer.from(sealed, 'base64');
    const nonce = bytes.subarray(0, nonceBytes);
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'base64'), nonce);
    decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    const text = decipher.update(bytes.subarray(nonceBytes + tagBytes));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** From an object of tokens by the address of their Hub. */
function readTokens(text: string | undefined): readonly HubToken[] {
  const json: unknown = text === undefined ? {} : JSON.parse(text);
  return Object.entries(Object(json)).flatMap(([address, value]) => {
    if (typeof value !== 'string' || !URL.canParse(address)) return [];
    return tokenFor(new URL(address), value, 'the secret storage of VS Code') ?? [];
  });
}
