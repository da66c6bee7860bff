/** One helper per kind of check: a document in, what the author sees out. */
import assert from 'node:assert/strict';
import { createSnapshot, type Snapshot } from '../../server/src/analysis/snapshot.ts';
import { parseExample } from '../../server/src/dataset/example.ts';
import type { DatasetSchema } from '../../server/src/dataset/features.ts';
import type {
  Completion,
  CompletionOptions,
} from '../../server/src/features/completion/completion.ts';
import type { Hover } from '../../server/src/features/hover.ts';
import { languageService } from '../../server/src/language-service.ts';
import type { TextEdit } from '../../server/src/rules/rule.ts';
import { markSpans, parseCursor } from './fixture.ts';
import { foundSchema } from './schema-builder.ts';

export interface Knowledge {
  readonly schema?: DatasetSchema;
  /** The first row of the dataset, as a line of JSON. */
  readonly row?: string;
}

export function snapshotOf(text: string, { schema, row }: Knowledge = {}): Snapshot {
  const example = row === undefined ? undefined : parseExample(row);
  if (example?.kind === 'malformed') {
    throw new Error(example.message);
  }
  return createSnapshot({
    uri: 'file:///templates.yaml',
    version: 1,
    text,
    schema: schema ? foundSchema(schema) : { kind: 'absent' },
    ...(example && { sampleRow: example.row }),
  });
}

/** The id of new templates. */
export const newId = () => '5b1b7a1e-4a6c-4c6e-9d5e-0f6d3c1a2b3c';

/** The proposals at `$0`, most relevant first. */
export function completionsAt(
  marked: string,
  knowledge?: Knowledge,
  options: Partial<CompletionOptions> = {},
): readonly Completion[] {
  const { text, offset } = parseCursor(marked);
  const snapshot = snapshotOf(text, knowledge);
  const completions = languageService.complete(snapshot, offset, { newId, ...options });
  for (const { span } of completions) {
    assert.ok(span.start <= offset && offset <= span.end, 'an edit must touch the cursor');
  }
  return completions.toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
}

export function labelsAt(marked: string, knowledge?: Knowledge): readonly string[] {
  return completionsAt(marked, knowledge).map(({ label }) => label);
}

/** The document once the proposal of that label is accepted. */
export function acceptAt(marked: string, label: string, knowledge?: Knowledge): string {
  const completion = completionsAt(marked, knowledge).find((each) => each.label === label);
  assert.ok(completion, `\`${label}\` is not proposed`);
  return applyEdits(parseCursor(marked).text, [completion]);
}

/** The hover at `$0`, with its span marked in the document. */
export function hoverAt(
  marked: string,
  knowledge?: Knowledge,
): { readonly marked: string; readonly hover: Hover } | undefined {
  const { text, offset } = parseCursor(marked);
  const hover = languageService.hover(snapshotOf(text, knowledge), offset);
  return hover && { marked: markSpans(text, [hover.span]), hover };
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce(
      (edited, { span, newText }) => edited.slice(0, span.start) + newText + edited.slice(span.end),
      text,
    );
}
