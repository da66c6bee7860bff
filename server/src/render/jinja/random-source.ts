/** Where `choice`, `random` and `lipsum` draw from. */
export interface RandomSource {
  /** The position that `random.choice` picks in a sequence of this length, which is over 0. */
  choose(length: number): number;
  /** An even draw from 0 up to, not including, `limit`; `random.randrange`. */
  below(limit: number): number;
}
