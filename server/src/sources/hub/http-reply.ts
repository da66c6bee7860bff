/** What became of one request to the network. */
export type HttpReply =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Headers;
      readonly body: Uint8Array;
    }
  /** No whole answer came: there is no network, the host is down or stalls, the body broke off. */
  | { readonly kind: 'unreachable'; readonly message: string }
  /** An answer that cannot be used, however often it is asked for: too large, or redirected in circles. */
  | { readonly kind: 'unusable'; readonly message: string };

export interface HttpRequest {
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** A larger body is refused. */
  readonly maxBytes: number;
  /** The request rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}
