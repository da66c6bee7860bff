import { summarize } from '../scoring/summary.ts';
import type { ScoreReport } from './score-report.ts';

/** `p3 score --format json`; its keys are a contract. */
export function reportScoresJson({ model, templates }: ScoreReport): string {
  const summary = summarize(templates.map(({ accuracy }) => accuracy));
  return `${JSON.stringify({ model, templates, summary }, null, 2)}\n`;
}
