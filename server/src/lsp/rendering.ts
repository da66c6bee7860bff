import type { Miss } from '../dataset/lookup.ts';
import { parseFilter } from '../dataset/parse-filter.ts';
import type { RenderResult, TemplateSummary } from '../protocol/requests.ts';
import type { Settings } from '../protocol/settings.ts';
import { restrictedModeMessage } from '../protocol/trust.ts';
import type { RenderClient } from '../render/process/render-client.ts';
import type { FoundRows, RowRange, TemplateLocation } from '../sources/source.ts';
import type { SampleDraw } from '../sources/store/sample.ts';
import type { PromptTemplate } from '../template/template-file.ts';
import { hasAnswerChoices, idOf, nameOf, referenceTo } from '../template/template-name.ts';
import { createBudgetedClient, type RenderBudget } from './budgeted-client.ts';
import { toRange } from './convert.ts';
import { type Datasets, locationOf } from './datasets.ts';
import type { OpenDocument } from './document-store.ts';
import { type RenderHow, requestOf, textOf, toRows } from './render-request.ts';
import { toRenderedRow } from './rendered-row.ts';
import { textKeyOf } from './text-key.ts';

/** Renders templates of open documents on rows of their dataset. */
export interface Rendering {
  render(document: OpenDocument, template: PromptTemplate, run: RenderRun): Promise<RenderResult>;
  /** On rows that are drawn by chance. */
  renderSample(
    document: OpenDocument,
    template: PromptTemplate,
    run: SampleRun,
  ): Promise<SampleRender>;
  dispose(): void;
}

export interface RenderRun extends RenderHow {
  readonly range: RowRange;
  /** In the words of `p3 rows --filter`; absent or blank for all rows. */
  readonly filter?: string;
  readonly signal?: AbortSignal;
}

export interface SampleRun extends RenderHow {
  readonly sample: { readonly size: number; readonly seed: number };
  readonly signal: AbortSignal;
}

/** `sampled` is absent where there are no rows. */
export interface SampleRender extends RenderResult {
  readonly sampled?: { readonly draw: SampleDraw; readonly split: string | null };
}

export interface RenderingParts {
  readonly datasets: Datasets;
  readonly settings: () => Settings;
  /** Without trust no template is run: each render is answered with the reason. */
  readonly isTrusted: boolean;
  createClient(budget: RenderBudget): RenderClient;
}

/** So many rows of a sample are rendered at once: more would keep the server from other requests. */
const rowsAtOnce = 500;

export function createRendering(parts: RenderingParts): Rendering {
  const { datasets, settings, isTrusted, createClient } = parts;
  const clients = createBudgetedClient(createClient);

  /** What to render and where its rows are, or why there is nothing to show. */
  function prepare(document: OpenDocument, template: PromptTemplate) {
    const { uri, version, file } = document.snapshot;
    const summary = summarize(document, template);
    const base = { uri, version, template: summary, rowsOrigin: null, rowCount: null, rows: [] };
    const refuse = (message: string) =>
      ({ kind: 'refused', result: { ...base, message } }) as const;
    if (!isTrusted) return refuse(restrictedModeMessage);
    const text = textOf(template);
    if (text === undefined) return refuse('The template has no `jinja` text to render.');
    const location = locationOf(uri, file);
    if (location === undefined) {
      return refuse('The file has no `dataset`, so no rows are known.');
    }
    const miss = (lookup: Miss): RenderResult => ({
      ...base,
      message: explainMissing(lookup, location.dataset),
    });
    const render = async (
      rows: FoundRows,
      how: RenderHow,
      signal?: AbortSignal,
    ): Promise<RenderResult> => {
      const client = clients.forBudget(settings());
      const reply = await client.render(requestOf(text, rows, how, settings()), signal);
      const rendered = toRows(reply, rows, (row) => toRenderedRow(document.lines, template, row));
      return { ...base, rowsOrigin: rows.origin.label, rowCount: rows.rowCount, ...rendered };
    };
    return { kind: 'ready', base, location, miss, render } as const;
  }

  async function readFilter(text: string, location: TemplateLocation, signal?: AbortSignal) {
    if (text.trim() === '') return undefined;
    const schema = await datasets.loadSchema(location, signal);
    return parseFilter(text, schema.kind === 'found' ? schema.schema.features : undefined);
  }

  return {
    async render(document, template, { range, filter = '', signal, ...how }) {
      const prepared = prepare(document, template);
      if (prepared.kind === 'refused') return prepared.result;
      const parsed = await readFilter(filter, prepared.location, signal);
      if (parsed?.kind === 'malformed') {
        const filterProblem = `The filter cannot be read: ${parsed.message}`;
        return { ...prepared.base, filterProblem };
      }
      const request = { ...range, ...(parsed && { filter: parsed.filter }) };
      const rows = await datasets.loadRows(prepared.location, request, signal);
      if (rows.kind !== 'found') return prepared.miss(rows);
      return prepared.render(rows, how, signal);
    },
    async renderSample(document, template, { sample, signal, ...how }) {
      const prepared = prepare(document, template);
      if (prepared.kind === 'refused') return prepared.result;
      const found = await datasets.sampleRows(prepared.location, sample, signal);
      if (found.kind !== 'found') return prepared.miss(found);
      const { draw, split } = found;
      let result = await prepared.render(withRows(found, 0), how, signal);
      for (let start = rowsAtOnce; start < found.rows.length && !signal.aborted; ) {
        const next = await prepared.render(
          { ...withRows(found, start), problems: [] },
          how,
          signal,
        );
        result = { ...next, rows: [...result.rows, ...next.rows] };
        start += rowsAtOnce;
      }
      return { ...result, sampled: { draw, split } };
    },
    dispose: () => clients.dispose(),
  };
}

function withRows(found: FoundRows, start: number): FoundRows {
  return { ...found, rows: found.rows.slice(start, start + rowsAtOnce) };
}

export function summarize(
  { lines, snapshot }: OpenDocument,
  template: PromptTemplate,
): TemplateSummary {
  return {
    id: referenceTo(template, snapshot.file.templates) ?? idOf(template),
    name: nameOf(template),
    range: toRange(lines, template.span),
    hasAnswerChoices: hasAnswerChoices(template),
    textKey: textKeyOf(template),
  };
}

function explainMissing(miss: Miss, dataset: string): string {
  if (miss.kind === 'malformed') return miss.message;
  const advice = `No rows of \`${dataset}\` are known: put a data file beside the template file, or name a folder in \`p3.rows.folders\`.`;
  // What is not here may be elsewhere.
  return miss.kind === 'absent' ? advice : `${advice} ${miss.message}`;
}
