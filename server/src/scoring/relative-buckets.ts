/** How T5 groups distances between positions: each bucket has its own attention bias. */
export interface BucketScheme {
  /** The encoder looks both ways, the decoder only back. */
  readonly isBidirectional: boolean;
  readonly buckets: number;
  readonly maxDistance: number;
}

/**
 * Bucket of `offset`, the position looked at minus the position that looks.
 *
 * It is transformers' `T5Attention._relative_position_bucket`, in float32 like there, so that distances on the
 * edge between two buckets fall on the same side.
 */
export function relativeBucket(scheme: BucketScheme, offset: number): number {
  const buckets = scheme.isBidirectional ? Math.floor(scheme.buckets / 2) : scheme.buckets;
  const first = scheme.isBidirectional && offset > 0 ? buckets : 0;
  const distance = scheme.isBidirectional ? Math.abs(offset) : Math.max(0, -offset);
  const exact = Math.floor(buckets / 2);
  if (distance < exact) {
    return first + distance;
  }
  const { fround } = Math;
  const logarithm = fround(Math.log(fround(distance / exact)));
  const share = fround(logarithm / fround(Math.log(scheme.maxDistance / exact)));
  return first + Math.min(buckets - 1, exact + Math.floor(fround(share * (buckets - exact))));
}
