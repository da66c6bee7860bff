import type { RenderedRow, RenderOutcome } from '../protocol/requests.ts';
import type { RowRender } from '../render/process/protocol.ts';

/** A row of the render process as scoring takes it. */
export function toRenderedRow(render: RowRender): RenderedRow {
  return { row: render.index, outcome: outcomeOf(render) };
}

function outcomeOf(render: RowRender): RenderOutcome {
  switch (render.kind) {
    case 'rendered':
      return { kind: 'rendered', parts: render.parts.flat(), answerChoices: render.answerChoices };
    case 'failed':
      return { kind: 'failed', errorType: render.error.type, message: render.error.message };
    case 'unreadable':
      return { kind: 'failed', errorType: 'UnreadableRow', message: render.message };
    case 'stopped':
      return { kind: 'stopped', message: render.message };
  }
}
