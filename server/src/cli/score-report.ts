import type { ModelSummary, TemplateScore } from '../protocol/requests.ts';

/** What `p3 score` has to tell, before it is put into a format. */
export interface ScoreReport {
  readonly model: ModelSummary;
  readonly templates: readonly TemplateScore[];
}
