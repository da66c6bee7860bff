import type { RenderResult, ScoreResult } from '../protocol/requests.ts';
import type { Settings } from '../protocol/settings.ts';
import { scoreRenderedTemplate } from '../scoring/rendered-template.ts';
import type { ScoringClient } from '../scoring/scoring-client.ts';
import type { PromptTemplate } from '../template/template-file.ts';
import type { OpenDocument } from './document-store.ts';
import type { Rendering } from './rendering.ts';

export interface ScoreRun {
  readonly document: OpenDocument;
  readonly template: PromptTemplate;
  /** At most this many rows. */
  readonly limit: number;
  /** Of what `choice` and `random` pick. */
  readonly seed: number;
  readonly signal: AbortSignal;
  onProgress(done: number, total: number): void;
}

/** Renders the rows of a template and lets the model choose among its answer choices. */
export async function scoreTemplate(
  run: ScoreRun,
  rendering: Rendering,
  client: ScoringClient,
  settings: Settings,
): Promise<ScoreResult> {
  const { signal, onProgress } = run;
  const rendered = await renderRows(run, rendering);
  if (signal.aborted) {
    return { kind: 'cancelled' };
  }
  if (rendered.rows.length === 0) {
    return { kind: 'failed', message: reasonOf(rendered) };
  }
  const outcome = await scoreRenderedTemplate(client, rendered.template, rendered.rows, {
    modelFolder: settings['p3.scoring.model'] || null,
    provider: settings['p3.scoring.provider'],
    precision: settings['p3.scoring.precision'],
    inputEos: settings['p3.scoring.inputEos'],
    allowCopy: false,
    cacheMegabytes: settings['p3.scoring.cacheMegabytes'],
    normalization: settings['p3.scoring.normalization'],
    signal,
    onProgress,
  });
  const { uri, version } = rendered;
  return outcome.kind === 'scored'
    ? { ...outcome, uri, version, textKey: rendered.template.textKey }
    : outcome;
}

/** So many rows are rendered at once: more would keep the server from other requests. */
const ROWS_AT_ONCE = 500;

async function renderRows(run: ScoreRun, rendering: Rendering): Promise<RenderResult> {
  const { document, template, limit, seed, signal } = run;
  const render = (offset: number) =>
    rendering.render(document, template, {
      range: { offset, limit: Math.min(ROWS_AT_ONCE, limit - offset) },
      draws: { kind: 'seed', seed },
      signal,
    });
  const first = await render(0);
  const rows = [...first.rows];
  let isFull = rows.length === ROWS_AT_ONCE;
  for (let offset = ROWS_AT_ONCE; isFull && offset < limit && !signal.aborted; ) {
    const part = await render(offset);
    rows.push(...part.rows);
    isFull = part.rows.length === ROWS_AT_ONCE;
    offset += ROWS_AT_ONCE;
  }
  return { ...first, rows };
}

function reasonOf({ message }: RenderResult): string {
  return message ?? 'The dataset has no rows, so there is nothing to score.';
}
