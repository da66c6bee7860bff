import type { Value } from '../python/value.ts';

/** The columns of a row under the names that templates use: PromptSource writes `video-id` as `video_id`. */
export function columnVariables(row: ReadonlyMap<string, Value>): Map<string, Value> {
  const variables = new Map<string, Value>();
  for (const [column, value] of row) variables.set(column.replaceAll('-', '_'), value);
  return variables;
}
