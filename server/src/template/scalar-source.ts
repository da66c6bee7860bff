import type { OffsetMap } from '../text/offset-map.ts';
import type { Span } from '../text/span.ts';

export type ScalarStyle = 'plain' | 'single-quoted' | 'double-quoted' | 'literal' | 'folded';

/** One YAML scalar: the decoded text and the way back to the document. */
export interface ScalarSource {
  readonly style: ScalarStyle;
  /** The text that PyYAML yields for the scalar. */
  readonly text: string;
  /** The scalar as written, with quotes or block header. */
  readonly span: Span;
  /** From offsets in `text` to document offsets and back. */
  readonly map: OffsetMap;
}
