import type { ScoredRows } from '../../server/src/protocol/requests.ts';

/** Which rows were scored, such as `20 of 3,000 rows of train, sampled (seed 0)`. */
export function describeRows({ draw, seed, count, total, split }: ScoredRows): string {
  const [some, all] = [count, total].map((number) => number?.toLocaleString('en-US'));
  const ofSplit = split === null ? '' : ` of ${split}`;
  switch (draw) {
    case 'all':
      return `all ${some} rows${ofSplit}`;
    case 'sampled':
      return `${some} of ${all} rows${ofSplit}, sampled (seed ${seed})`;
    case 'first': {
      const isCounted = all !== undefined;
      const rows = isCounted ? `${some} of ${all} rows` : `${some} rows`;
      return `the first ${rows}${ofSplit}: others could not be had`;
    }
  }
}
