import type { RenderResult, ScoreResult } from '../protocol/requests.ts';
import type { Settings } from '../protocol/settings.ts';
import { scoreRenderedTemplate } from '../scoring/rendered-template.ts';
import type { ScoringClient } from '../scoring/scoring-client.ts';
import type { OnWeights } from '../scoring/weights-progress.ts';
import type { PromptTemplate } from '../template/template-file.ts';
import type { OpenDocument } from './document-store.ts';
import type { Rendering } from './rendering.ts';

export interface ScoreRun {
  readonly document: OpenDocument;
  readonly template: PromptTemplate;
  /** Which rows: the same ones for each template of the file. */
  readonly sample: { readonly size: number; readonly seed: number };
  /** Of what `choice` and `random` pick. */
  readonly seed: number;
  readonly signal: AbortSignal;
  onProgress(done: number, total: number): void;
  readonly onWeights: OnWeights;
}

/** Renders the rows of a template and lets the model choose among its answer choices. */
export async function scoreTemplate(
  run: ScoreRun,
  rendering: Rendering,
  client: ScoringClient,
  settings: Settings,
): Promise<ScoreResult> {
  const { document, template, sample, seed, signal, onProgress, onWeights } = run;
  const how = { sample, draws: { kind: 'seed', seed }, signal } as const;
  const rendered = await rendering.renderSample(document, template, how);
  if (signal.aborted) {
    return { kind: 'cancelled' };
  }
  if (rendered.rows.length === 0 || rendered.sampled === undefined) {
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
    onWeights,
  });
  if (outcome.kind !== 'scored') return outcome;
  const { uri, version, rowCount, sampled } = rendered;
  const rows = { ...sampled, seed: sample.seed, count: rendered.rows.length, total: rowCount };
  return { ...outcome, uri, version, textKey: rendered.template.textKey, rows };
}

function reasonOf({ message }: RenderResult): string {
  return message ?? 'The dataset has no rows, so there is nothing to score.';
}
