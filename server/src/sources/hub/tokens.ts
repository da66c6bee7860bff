import { viewerOf } from './endpoints.ts';

/** A token with the only hosts that it is sent to. */
export interface HubToken {
  readonly value: string;
  /** As `URL.origin` writes them. */
  readonly origins: readonly string[];
  /** Where it comes from, in words; the value itself is never shown. */
  readonly from: string;
}

/** A token for a Hub and the viewer that goes with it by name. */
export function tokenFor(hub: URL, value: string, from: string): HubToken | undefined {
  const token = value.trim();
  // Anything else would break the header that it is sent in.
  if (!/^[\x21-\x7e]+$/.test(token)) return undefined;
  return { value: token, origins: [hub.origin, viewerOf(hub).origin], from };
}

/** The `Authorization` for an address: that of the first token stored for its host, over a safe connection only. */
export function authorizationFor(tokens: readonly HubToken[], url: URL): string | undefined {
  if (url.protocol !== 'https:' && !isLoopback(url)) return undefined;
  const token = tokens.find(({ origins }) => origins.includes(url.origin));
  return token && `Bearer ${token.value}`;
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
}
