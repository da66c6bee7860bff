import { join } from 'node:path';
import type { FileSystem } from '../file-system.ts';
import { publicHub, readEndpoints } from './endpoints.ts';
import { type HubToken, tokenFor } from './tokens.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the variables of the Hugging Face libraries say about the Hub, read as `huggingface_hub.constants` does. */
export interface HubEnvironment {
  /** `HF_ENDPOINT`, else the public Hub. */
  readonly endpoint: string;
  /** The variable that forbids the network; null where none does. */
  readonly offlineBy: string | null;
}

export function readHubEnvironment(environment: Environment): HubEnvironment {
  const offlineNames = ['HF_HUB_OFFLINE', 'HF_DATASETS_OFFLINE'];
  return {
    endpoint: environment['HF_ENDPOINT'] || publicHub,
    offlineBy: offlineNames.find((name) => isOn(environment[name])) ?? null,
  };
}

/** The token of `HF_TOKEN`, else of the cached login; it belongs to the endpoint that the variables name. */
export async function readEnvironmentToken(
  environment: Environment,
  fileSystem: FileSystem,
  homeFolder: string,
): Promise<HubToken | undefined> {
  const { HF_TOKEN, HUGGING_FACE_HUB_TOKEN, HF_HUB_DISABLE_IMPLICIT_TOKEN } = environment;
  const read = readEndpoints(readHubEnvironment(environment).endpoint, '');
  if (read.kind === 'malformed' || isOn(HF_HUB_DISABLE_IMPLICIT_TOKEN)) return undefined;
  const { hub } = read.endpoints;
  const fromVariable = HF_TOKEN || HUGGING_FACE_HUB_TOKEN;
  if (fromVariable) return tokenFor(hub, fromVariable, '`HF_TOKEN`');
  const path = tokenPath(environment, homeFolder);
  const bytes = await fileSystem.read(path).catch(() => undefined);
  return bytes && tokenFor(hub, new TextDecoder().decode(bytes), 'the cached login');
}

/** Where `hf auth login` keeps the token. */
function tokenPath(environment: Environment, homeFolder: string): string {
  const { HF_TOKEN_PATH, HF_HOME, XDG_CACHE_HOME } = environment;
  const home = HF_HOME || join(XDG_CACHE_HOME || join(homeFolder, '.cache'), 'huggingface');
  return HF_TOKEN_PATH || join(home, 'token');
}

function isOn(value: string | undefined): boolean {
  return /^(1|on|yes|true)$/i.test(value ?? '');
}
