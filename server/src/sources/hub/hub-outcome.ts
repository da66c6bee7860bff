/** How a question to the Hub ends. Each message is one sentence for the user. */
export type HubOutcome<Value> = HubAnswer<Value> | HubMiss;

export interface HubAnswer<Value> {
  readonly kind: 'found';
  readonly value: Value;
  /** Milliseconds since 1970. */
  readonly fetchedAt: number;
  /** Commit of the dataset that the answer tells of, where it names it. */
  readonly revision: string | null;
  /** Why the Hub could not be asked now, where the answer is one that was kept. */
  readonly unreachable?: string;
}

export type HubMiss =
  /** The Hub says that there is no such thing. */
  | { readonly kind: 'absent'; readonly message: string }
  /** No answer now; another time there may be one. */
  | { readonly kind: 'offline'; readonly message: string }
  /** An answer that makes no sense. */
  | { readonly kind: 'malformed'; readonly message: string }
  /** Access is refused: a token is missing, or does not open the dataset. */
  | { readonly kind: 'denied'; readonly message: string };
