/** Where the Hub and its dataset viewer are. */
export interface HubEndpoints {
  readonly hub: URL;
  readonly viewer: URL;
}

/** Where `huggingface_hub` looks when nothing else is said. */
export const publicHub = 'https://huggingface.co';

export type ReadEndpoints =
  | { readonly kind: 'endpoints'; readonly endpoints: HubEndpoints }
  | { readonly kind: 'malformed'; readonly message: string };

/** Reads both addresses; an empty one of the viewer is derived from the Hub's. */
export function readEndpoints(hub: string, viewer: string): ReadEndpoints {
  const hubUrl = readAddress(hub);
  if (hubUrl === undefined) return malformed(hub);
  const viewerUrl = viewer === '' ? viewerOf(hubUrl) : readAddress(viewer);
  if (viewerUrl === undefined) return malformed(viewer);
  return { kind: 'endpoints', endpoints: { hub: hubUrl, viewer: viewerUrl } };
}

/** The viewer of `https://huggingface.co` is `https://datasets-server.huggingface.co`; a bare address serves both. */
export function viewerOf(hub: URL): URL {
  const isName = /[a-z]/i.test(hub.hostname.split('.').at(-1) ?? '') && hub.hostname.includes('.');
  if (!isName) return hub;
  const viewer = new URL(hub);
  viewer.hostname = `datasets-server.${hub.hostname}`;
  return viewer;
}

/** An address below an endpoint, whose own path stays in front. */
export function below(
  endpoint: URL,
  path: string,
  query: Readonly<Record<string, string | number>> = {},
): URL {
  const url = new URL(endpoint);
  url.pathname = `${endpoint.pathname.replace(/\/+$/, '')}${path}`;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  return url;
}

function readAddress(address: string): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const isPlain = url.username === '' && url.password === '' && url.search === '';
  return isPlain && /^https?:$/.test(url.protocol) ? url : undefined;
}

function malformed(address: string): ReadEndpoints {
  const message = `\`${address}\` is no address of a Hub: \`https://…\` is expected.`;
  return { kind: 'malformed', message };
}
