/** Which rows somebody wants to see. */
import type { FeaturePath } from './feature-path.ts';

/** A row is accepted when all conditions hold. */
export interface RowFilter {
  readonly conditions: readonly RowCondition[];
}

export type RowCondition =
  /** Any text of the row contains it, whatever the case of its letters. */
  | { readonly kind: 'search'; readonly text: string }
  | {
      readonly kind: 'compare';
      /** The column, or the path of a value in it. */
      readonly path: FeaturePath;
      readonly operator: ComparisonOperator;
      /** As typed: it is read as what the value is compared with, and the name of a class counts as its index. */
      readonly operand: string;
    };

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~';
