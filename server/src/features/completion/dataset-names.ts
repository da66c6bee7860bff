import type { Snapshot } from '../../analysis/snapshot.ts';
import { encodeFor, toScalar } from '../../template/encode-text.ts';
import type { Completion } from './completion.ts';
import { documentContextAt } from './document-context.ts';

/** A place where the name of a dataset or of a subset is being typed. */
export interface DatasetNamePlace {
  readonly key: 'dataset' | 'subset';
  /** What stands before the cursor. */
  readonly typed: string;
  /** The names that somebody found for it, as completions. */
  propose(names: readonly string[]): readonly Completion[];
}

export function datasetNameAt(snapshot: Snapshot, offset: number): DatasetNamePlace | undefined {
  const context = documentContextAt(snapshot, offset);
  if (context?.kind !== 'value' || context.owner !== 'file') return undefined;
  const { key, span, style } = context;
  if (key !== 'dataset' && key !== 'subset') return undefined;
  return {
    key,
    typed: snapshot.text.slice(span.start, offset),
    propose: (names) =>
      names.map((label) => ({
        label,
        kind: 'value',
        newText: style === undefined ? toScalar(label) : encodeFor(style, label),
        span,
      })),
  };
}
