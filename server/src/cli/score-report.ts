import type { ModelSummary, TemplateScore } from '../protocol/requests.ts';
import type { ScoreSpread } from '../protocol/scoring.ts';
import type { PrecisionComparison } from '../scoring/precision-comparison.ts';

/** Tells of scores one template after another, so that only one is in memory. */
export interface ScoreReporter {
  /** Before the first template. */
  begin(model: ModelSummary): Promise<void>;
  template(score: TemplateScore): Promise<void>;
  end(summary: ScoreSpread, comparison: PrecisionComparison | null): Promise<void>;
}
