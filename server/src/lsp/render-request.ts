import type { RenderedRow, RenderParams } from '../protocol/requests.ts';
import type { Settings } from '../protocol/settings.ts';
import type {
  RenderReply,
  RenderRequest,
  RowRender,
  TemplateText,
  TimedLimits,
} from '../render/process/protocol.ts';
import type { FoundRows } from '../sources/source.ts';
import type { PromptTemplate } from '../template/template-file.ts';
import { idOf, nameOf } from '../template/template-name.ts';
import { unreadableRow } from './rendered-row.ts';

export type RenderHow = Pick<RenderParams, 'draws' | 'traces'>;

/** What is rendered of the template; `undefined` where it has no text. */
export function textOf(template: PromptTemplate): TemplateText | undefined {
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

/** Asks for what a preview shows of the rows. */
export function requestOf(
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

/** The rows that were rendered among those that could not be read, or why there are none. */
export function toRows(
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
