import { hasAnswerChoices, idOf, nameOf, referencesOf } from '../features/template-name.ts';
import type {
  RenderedRow,
  RenderOutcome,
  RenderResult,
  TemplateSummary,
} from '../protocol/requests.ts';
import type { Settings } from '../protocol/settings.ts';
import { restrictedModeMessage } from '../protocol/trust.ts';
import type { RenderReply, RowRender, TemplateText } from '../render/process/protocol.ts';
import type { RenderClient } from '../render/process/render-client.ts';
import type { RowRange, RowsLookup } from '../sources/source.ts';
import type { PromptTemplate } from '../template/template-file.ts';
import type { LineIndex } from '../text/line-index.ts';
import { toRange } from './convert.ts';
import { type Datasets, locationOf } from './datasets.ts';
import type { OpenDocument } from './document-store.ts';

/** Renders templates of open documents on rows of their dataset. */
export interface Rendering {
  render(
    document: OpenDocument,
    template: PromptTemplate,
    range: RowRange,
    signal?: AbortSignal,
  ): Promise<RenderResult>;
  dispose(): void;
}

export interface RenderBudget {
  readonly timeoutMs: number;
  readonly memoryMb: number;
}

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
    async render(document, template, range, signal) {
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
      const rows = await datasets.loadRows(location, range);
      if (rows.kind !== 'found') {
        return { ...base, message: explainMissing(rows, location.dataset) };
      }
      const client = clients.forBudget(settings());
      const reply = await client.render(requestOf(text, rows, settings()), signal);
      return {
        ...base,
        rowsOrigin: rows.origin,
        rowCount: rows.rowCount,
        ...toRows(reply, rows, (row) => toOutcome(document.lines, template, row)),
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
  };
}

/** A client belongs to one budget; another budget replaces it. */
function createBudgetedClient(createClient: (budget: RenderBudget) => RenderClient) {
  let current: (RenderBudget & { readonly client: RenderClient }) | undefined;
  return {
    forBudget(settings: Settings): RenderClient {
      const timeoutMs = settings['p3.render.timeBudgetMs'];
      const memoryMb = settings['p3.render.memoryBudgetMb'];
      if (current?.timeoutMs !== timeoutMs || current.memoryMb !== memoryMb) {
        current?.client.dispose();
        current = { timeoutMs, memoryMb, client: createClient({ timeoutMs, memoryMb }) };
      }
      return current.client;
    },
    dispose: () => current?.client.dispose(),
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

type FoundRows = RowsLookup & { readonly kind: 'found' };

function requestOf(template: TemplateText, rows: FoundRows, settings: Settings) {
  return {
    templates: [template],
    rows: rows.rows.map(({ index, json }) => ({ index, json })),
    options: {
      truncate: settings['p3.render.truncate'],
      dialect: settings['p3.render.dialect'],
      choice: { kind: 'seed', seed: 0 },
    },
  } as const;
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
  const unreadable = rows.problems.map(
    ({ index, message }): RenderedRow => ({ row: index, outcome: unreadableRow(message) }),
  );
  return { rows: [...rendered, ...unreadable].sort((a, b) => a.row - b.row) };
}

function toOutcome(lines: LineIndex, template: PromptTemplate, render: RowRender): RenderedRow {
  return { row: render.index, outcome: outcomeOf(lines, template, render) };
}

function outcomeOf(lines: LineIndex, template: PromptTemplate, render: RowRender): RenderOutcome {
  switch (render.kind) {
    case 'rendered':
      return { kind: 'rendered', parts: render.parts.flat(), answerChoices: render.answerChoices };
    case 'stopped':
      return { kind: 'stopped', message: render.message };
    case 'unreadable':
      return unreadableRow(render.message);
    case 'failed': {
      const { type, message } = render.error;
      const isInChoices = render.answerChoicesError !== undefined;
      const entry = isInChoices ? template.answerChoices : template.jinja;
      const span = render.span && entry?.scalar?.map.toDocument(render.span);
      return {
        kind: 'failed',
        errorType: type,
        message,
        ...(span && { range: toRange(lines, span) }),
      };
    }
  }
}

function unreadableRow(message: string): RenderOutcome {
  return { kind: 'failed', errorType: 'UnreadableRow', message };
}

function explainMissing(rows: RowsLookup & { kind: 'absent' | 'malformed' }, dataset: string) {
  return rows.kind === 'malformed'
    ? rows.message
    : `No rows of \`${dataset}\` are known: put a \`.jsonl\` file beside the template file, or name a folder in \`p3.rows.folders\`.`;
}
