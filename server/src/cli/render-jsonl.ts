import type { RowRender, TemplateText } from '../render/process/protocol.ts';

/** One line of `p3 render --format jsonl`; its keys are a contract. */
export function renderJsonLine({ id, name }: TemplateText, render: RowRender): string {
  return `${JSON.stringify({ id, name, row: render.index, ...outcomeOf(render) })}\n`;
}

function outcomeOf(render: RowRender) {
  switch (render.kind) {
    case 'rendered':
      return { parts: render.parts, raw: render.raw, answer_choices: render.answerChoices };
    case 'failed':
      return {
        error: errorOf(render.error),
        answer_choices: render.answerChoices,
        ...(render.answerChoicesError === undefined
          ? {}
          : { answer_choices_error: errorOf(render.answerChoicesError) }),
      };
    case 'stopped':
      return { error: { type: 'RenderStopped', message: render.message }, answer_choices: null };
    case 'unreadable':
      return { error: { type: 'UnreadableRow', message: render.message }, answer_choices: null };
  }
}

function errorOf({ type, message }: { readonly type: string; readonly message: string }) {
  return { type, message };
}
