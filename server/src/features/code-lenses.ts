import type { Snapshot } from '../analysis/snapshot.ts';
import type { ScoreSpread } from '../protocol/scoring.ts';
import { hasAnswerChoices, referencesOf } from '../template/template-name.ts';
import type { Span } from '../text/span.ts';

export interface TemplateLens {
  readonly action: 'preview' | 'score' | 'show-score' | 'score-file' | 'show-file-scores';
  readonly title: string;
  /** Null over the file. */
  readonly templateId: string | null;
  readonly span: Span;
}

/** The last score of a template, as a lens tells it. */
export interface LensScore {
  readonly name: string;
  readonly accuracy: number | null;
  /** Number of rows that the accuracy is over. */
  readonly judged: number;
  readonly isOutdated: boolean;
}

export interface LensScores {
  /** By the templates' references. */
  readonly templates: ReadonlyMap<string, LensScore>;
  readonly spread: ScoreSpread;
}

/**
 * What can be done with each template and with the file, and how they scored. A template without answer choices has
 * nothing to rank.
 */
export function codeLenses({ file }: Snapshot, scores: LensScores): readonly TemplateLens[] {
  const references = referencesOf(file.templates);
  const lenses = file.templates.flatMap((template, index) => {
    const templateId = references[index] ?? template.key;
    const place = { templateId, span: template.keySpan };
    const preview: TemplateLens = { action: 'preview', title: 'Preview', ...place };
    if (!hasAnswerChoices(template)) return [preview];
    const score: TemplateLens = { action: 'score', title: 'Score', ...place };
    const known = scores.templates.get(templateId);
    if (known === undefined) return [preview, score];
    const shown: TemplateLens = { action: 'show-score', title: describeScore(known), ...place };
    return [preview, score, shown];
  });
  const scorable = file.templates.filter(hasAnswerChoices).length;
  return scorable < 2 ? lenses : [...fileLenses(scorable, scores), ...lenses];
}

function fileLenses(scorable: number, { templates, spread }: LensScores): readonly TemplateLens[] {
  const place = { templateId: null, span: { start: 0, end: 0 } };
  const scoreAll: TemplateLens = {
    action: 'score-file',
    title: `Score all ${scorable} templates`,
    ...place,
  };
  if (spread.templates < 2) return [scoreAll];
  const title = describeSpread(spread, [...templates.values()]);
  return [scoreAll, { action: 'show-file-scores', title, ...place }];
}

function describeScore({ accuracy, judged, isOutdated }: LensScore): string {
  if (accuracy === null) return 'No row could be judged';
  const rows = `on ${judged} ${judged === 1 ? 'row' : 'rows'}`;
  return `${percent(accuracy)} ${rows}${isOutdated ? ', before the last change' : ''}`;
}

function describeSpread(spread: ScoreSpread, scores: readonly LensScore[]): string {
  const { median, q1, q3, minimum, maximum } = spread;
  const lowest = scores.find(({ accuracy }) => accuracy === minimum);
  const parts = [`Median ${percent(median)}`, `quartiles ${percent(q1)} and ${percent(q3)}`];
  if (lowest !== undefined && minimum !== maximum) {
    parts.push(`lowest ${percent(minimum)}: ${lowest.name}`);
  }
  if (scores.some(({ isOutdated }) => isOutdated)) parts.push('before the last change');
  return parts.join(' · ');
}

function percent(share: number | null): string {
  return share === null ? 'unknown' : `${(100 * share).toFixed(1)} %`;
}
