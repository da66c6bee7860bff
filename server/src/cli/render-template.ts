import type { RenderOptions, RowRender, TemplateText } from '../render/process/protocol.ts';
import type { RenderClient } from '../render/process/render-client.ts';
import type { RawRow } from '../sources/source.ts';

/** Longer than in an editor, where somebody waits. */
export const defaultTimeoutMs = 10_000;

/** A timer takes no longer one. */
export const longestTimeoutMs = 2 ** 31 - 1;

/** So many rows travel to the render process at once. */
const rowsAtOnce = 256;

/** The render process does not start; the message is for the user. */
export class RenderUnavailable extends Error {}

/** Renders one template on rows, in order; a template that is stopped on one row is given up for the others. */
export async function* renderTemplate(
  client: RenderClient,
  template: TemplateText,
  rows: readonly RawRow[],
  options: RenderOptions,
): AsyncGenerator<RowRender> {
  let stopped: string | undefined;
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const chunk = rows.slice(start, start + rowsAtOnce);
    const message = stopped;
    if (message !== undefined) {
      for (const { index } of chunk) yield { kind: 'stopped', index, message };
      continue;
    }
    const renders = await renderChunk(client, template, chunk, options);
    const last = renders.at(-1);
    if (last?.kind === 'stopped') stopped = last.message;
    yield* renders;
  }
}

async function renderChunk(
  client: RenderClient,
  template: TemplateText,
  rows: readonly RawRow[],
  options: RenderOptions,
): Promise<readonly RowRender[]> {
  const reply = await client.render({
    templates: [template],
    rows: rows.map(({ index, json }) => ({ index, json })),
    options,
  });
  if (reply.kind === 'rendered') return reply.templates[0]?.rows ?? [];
  throw new RenderUnavailable(
    reply.kind === 'failed' ? reply.message : 'The render was cancelled.',
  );
}
