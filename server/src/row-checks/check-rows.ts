/** Renders a template on many rows to learn what its author should know. */
import { collectRowFacts, type RowFacts, type RowOutcome } from '../analysis/row-facts.ts';
import type {
  RenderOptions,
  RowRender,
  RowText,
  TemplateText,
} from '../render/process/protocol.ts';
import type { RenderClient } from '../render/process/render-client.ts';

export interface RowCheck {
  readonly client: RenderClient;
  readonly rows: readonly RowText[];
  readonly options: RenderOptions;
  /** No more rows are begun once so much time has passed. */
  readonly patienceMs: number;
  /** In milliseconds. */
  readonly now: () => number;
  /** By the tokenizer of a model; absent where there is none, and `undefined` where it cannot be used. */
  readonly countTokens?: CountTokens;
}

export type CountTokens = (texts: readonly string[]) => Promise<readonly number[] | undefined>;

export type RowCheckResult =
  | { readonly kind: 'checked'; readonly facts: RowFacts }
  | { readonly kind: 'cancelled' }
  /** The render process does not start; a sentence for the user. */
  | { readonly kind: 'failed'; readonly message: string };

/** So many rows travel at once: few enough to notice the time that passes. */
const rowsAtOnce = 32;

/** Runs one template on rows, in order, until it is stopped by a budget or by the time that it takes altogether. */
export async function checkRows(
  template: TemplateText,
  check: RowCheck,
  signal?: AbortSignal,
): Promise<RowCheckResult> {
  const { client, rows, patienceMs, now, countTokens } = check;
  const options = { ...check.options, isBrief: true, keepsLongInputs: countTokens !== undefined };
  const outcomes: RowOutcome[] = [];
  const end = now() + patienceMs;
  for (let start = 0; start < rows.length && now() < end; start += rowsAtOnce) {
    const chunk = rows.slice(start, start + rowsAtOnce);
    const request = { templates: [template], rows: chunk, options };
    const reply = await client.render(request, signal);
    if (reply.kind !== 'rendered') return reply;
    outcomes.push(...(await withTokens(reply.templates[0]?.rows ?? [], countTokens)));
    if (outcomes.at(-1)?.kind === 'stopped') break;
  }
  const doRowsDiffer = rows.some(({ json }) => json !== rows[0]?.json);
  return { kind: 'checked', facts: collectRowFacts(outcomes, { doRowsDiffer }) };
}

async function withTokens(
  rows: readonly RowRender[],
  countTokens: CountTokens | undefined,
): Promise<readonly RowOutcome[]> {
  const long = rows.flatMap((row) => (row.kind === 'rendered' && row.input ? [row.input] : []));
  const counts = long.length === 0 ? undefined : await countTokens?.(long);
  let index = 0;
  return rows.map((row) => {
    if (row.kind !== 'rendered' || !row.input) return row;
    const inputTokens = counts?.[index++];
    return inputTokens === undefined ? row : { ...row, inputTokens };
  });
}

/** So much text of rows is enough to learn from. */
const mostCharacters = 4 * 1024 * 1024;

/** The first rows, no more of them than are quickly sent to a process and read there. */
export function rowsToCheck(rows: readonly RowText[]): readonly RowText[] {
  let size = 0;
  const kept: RowText[] = [];
  for (const row of rows) {
    size += row.json.length;
    if (size > mostCharacters && kept.length > 0) break;
    const { index, json, form } = row;
    kept.push({ index, json, ...(form !== undefined && { form }) });
  }
  return kept;
}
