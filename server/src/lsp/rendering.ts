import type { Miss } from '../dataset/lookup.ts';
import type {
  RenderedRow,
  RenderParams,
  RenderResult,
  TemplateSummary,
} from '../protocol/requests.ts';
import type { Settings } from '../protocol/settings.ts';
import { restrictedModeMessage } from '../protocol/trust.ts';
import type {
  RenderReply,
  RenderRequest,
  RowRender,
  TemplateText,
  TimedLimits,
} from '../render/process/protocol.ts';
import type { RenderClient } from '../render/process/render-client.ts';
import type { FoundRows, RowRange } from '../sources/source.ts';
import type { PromptTemplate } from '../template/template-file.ts';
import { hasAnswerChoices, idOf, nameOf, referencesOf } from '../template/template-name.ts';
import { createBudgetedClient, type RenderBudget } from './budgeted-client.ts';
import { toRange } from './convert.ts';
import { type Datasets, locationOf } from './datasets.ts';
import type { OpenDocument } from './document-store.ts';
import { toRenderedRow, unreadableRow } from './rendered-row.ts';
import { textKeyOf } from './text-key.ts';

/** Renders templates of open documents on rows of their dataset. */
export interface Rendering {
  render(document: OpenDocument, template: PromptTemplate, run: RenderRun): Promise<RenderResult>;
  dispose(): void;
}

export interface RenderRun extends RenderHow {
  readonly range: RowRange;
  readonly signal?: AbortSignal;
}

type RenderHow = Pick<RenderParams, 'draws' | 'traces'>;

export interface RenderingParts {
  readonly datasets: Datasets;
  readonly settings: () => Settings;
  /** Without trust no template is run: each render is answered with the reason. */
  readonly isTrusted: boolean;
  createClient(budget: RenderBudget): RenderClient;
}

export function createRendering(parts: RenderingParts): Rendering {
  const { datasets, settings, isTrusted, createClient } = parts;
  const clients = createBudgetedClient(createClient);
  return {
    async render(document, template, { range, signal, ...how }) {
      const { uri, version, file } = document.snapshot;
      const summary = summarize(document, template);
      const base = { uri, version, template: summary, rowsOrigin: null, rowCount: null, rows: [] };
      if (!isTrusted) return { ...base, message: restrictedModeMessage };
      const text = textOf(template);
      if (text === undefined) {
        return { ...base, message: 'The template has no `jinja` text to render.' };
      }
      const location = locationOf(uri, file);
      if (location === undefined) {
        return { ...base, message: 'The file has no `dataset`, so no rows are known.' };
      }
      const rows = await datasets.loadRows(location, range, signal);
      if (rows.kind !== 'found') {
        return { ...base, message: explainMissing(rows, location.dataset) };
      }
      const client = clients.forBudget(settings());
      const reply = await client.render(requestOf(text, rows, how, settings()), signal);
      return {
        ...base,
        rowsOrigin: rows.origin.label,
        rowCount: rows.rowCount,
        ...toRows(reply, rows, (row) => toRenderedRow(document.lines, template, row)),
      };
    },
    dispose: () => clients.dispose(),
  };
}

export function summarize(
  { lines, snapshot }: OpenDocument,
  template: PromptTemplate,
): TemplateSummary {
  return {
    id: referencesOf(snapshot.file.templates).get(template) ?? idOf(template),
    name: nameOf(template),
    range: toRange(lines, template.span),
    hasAnswerChoices: hasAnswerChoices(template),
    textKey: textKeyOf(template),
  };
}

function textOf(template: PromptTemplate): TemplateText | undefined {
  const { jinja, answerChoices } = template;
  if (jinja?.value.type !== 'str') {
    return undefined;
  }
  return {
    id: idOf(template),
    name: nameOf(template),
    jinja: jinja.value.text,
    answerChoices: answerChoices?.value.type === 'str' ? answerChoices.value.text : null,
  };
}

function requestOf(
  template: TemplateText,
  rows: FoundRows,
  how: RenderHow,
  settings: Settings,
): RenderRequest {
  const { draws = { kind: 'seed', seed: 0 }, traces = false } = how;
  return {
    templates: [template],
    rows: rows.rows.map(({ index, json, form }) => ({ index, json, form })),
    options: {
      truncate: settings['p3.render.truncate'],
      dialect: settings['p3.render.dialect'],
      choice: draws.kind === 'seed' ? draws : { kind: 'all', limits: variantLimits(settings) },
      traces,
    },
  };
}

/** As many as somebody looks through; half of the time that a render may take leaves the last one time to end. */
function variantLimits(settings: Settings): TimedLimits {
  const milliseconds = settings['p3.render.timeBudgetMs'] / 2;
  return { variants: 50, renders: 1000, milliseconds };
}

function toRows(
  reply: RenderReply,
  rows: FoundRows,
  toRendered: (row: RowRender) => RenderedRow,
): { readonly rows: readonly RenderedRow[]; readonly message?: string } {
  if (reply.kind === 'cancelled') {
    return { rows: [], message: 'The render was cancelled.' };
  }
  if (reply.kind === 'failed') {
    return { rows: [], message: reply.message };
  }
  const rendered = reply.templates.flatMap((template) => template.rows.map(toRendered));
  const unreadable = rows.problems.map(({ index, message }) => unreadableRow(index, message));
  return { rows: [...rendered, ...unreadable].sort((a, b) => a.row - b.row) };
}

function explainMissing(miss: Miss, dataset: string): string {
  if (miss.kind === 'malformed') return miss.message;
  const advice = `No rows of \`${dataset}\` are known: put a data file beside the template file, or name a folder in \`p3.rows.folders\`.`;
  // What is not here may be elsewhere.
  return miss.kind === 'absent' ? advice : `${advice} ${miss.message}`;
}
