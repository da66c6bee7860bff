import type { ModelSummary, TemplateScore } from '../protocol/requests.ts';
import type { ScoreSummary } from '../scoring/summary.ts';

/** Tells of scores one template after another, so that only one is in memory. */
export interface ScoreReporter {
  /** Before the first template. */
  begin(model: ModelSummary): Promise<void>;
  template(score: TemplateScore): Promise<void>;
  end(summary: ScoreSummary): Promise<void>;
}
