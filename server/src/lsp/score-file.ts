import type { ScoredRows, TemplateScore } from '../protocol/requests.ts';
import type { FileScoreEntry, FileScoreResult, TemplateScored } from '../protocol/scoring.ts';
import type { Settings } from '../protocol/settings.ts';
import type { ScoringClient } from '../scoring/scoring-client.ts';
import { summarize } from '../scoring/summary.ts';
import { hasAnswerChoices } from '../template/template-name.ts';
import type { OpenDocument } from './document-store.ts';
import { type Rendering, summarize as summarizeTemplate } from './rendering.ts';
import { type ScoreRun, scoreTemplate } from './scoring.ts';

export interface FileScoreRun {
  readonly document: OpenDocument;
  /** Which rows, of each template. */
  readonly sample: ScoreRun['sample'];
  readonly signal: AbortSignal;
  /** Counts the rows of all templates. */
  onProgress(done: number, total: number): void;
  readonly onWeights: ScoreRun['onWeights'];
  onScored(result: TemplateScored['result']): void;
}

/** Scores each template that has answer choices; one that cannot be scored is listed with the reason. */
export async function scoreFile(
  run: FileScoreRun,
  rendering: Rendering,
  client: ScoringClient,
  settings: Settings,
): Promise<FileScoreResult> {
  const { document, sample, signal, onWeights } = run;
  const templates = document.snapshot.file.templates.filter(hasAnswerChoices);
  if (templates.length === 0) {
    const message = 'No template of the file has answer choices, so there is nothing to rank.';
    return { kind: 'failed', message };
  }
  const entries: FileScoreEntry[] = [];
  let done = 0;
  let rows: ScoredRows | null = null;
  for (const [index, template] of templates.entries()) {
    let own = 0;
    const onProgress = (scored: number, total: number) => {
      own = total;
      // The others have as many rows, as far as is known.
      run.onProgress(done + scored, done + total * (templates.length - index));
    };
    const each = { document, template, sample, seed: 0, signal, onProgress, onWeights };
    const result = await scoreTemplate(each, rendering, client, settings);
    done += own;
    if (result.kind === 'cancelled') return result;
    const { id, name } = summarizeTemplate(document, template);
    if (result.kind === 'failed') {
      entries.push({
        id,
        name,
        accuracy: null,
        interval: null,
        judged: 0,
        message: result.message,
      });
    } else {
      entries.push(toEntry(result.score));
      rows = result.rows;
      run.onScored(result);
    }
  }
  const [first, ...others] = entries.map(({ message }) => message);
  if (first !== undefined && others.every((message) => message === first)) {
    // Such as a model that does not load.
    return { kind: 'failed', message: first };
  }
  const spread = summarize(entries.map(({ accuracy }) => accuracy));
  const file = { templates: entries, rows, spread };
  return { kind: 'scored', uri: document.snapshot.uri, file };
}

function toEntry({ id, name, accuracy, statistics }: TemplateScore): FileScoreEntry {
  const { interval, judged } = statistics;
  const message = judged === 0 ? { message: 'No row could be judged.' } : {};
  return { id, name, accuracy, interval, judged, ...message };
}
