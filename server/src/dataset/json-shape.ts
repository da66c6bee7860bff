/** Any object; the keys that features and headers use are named. */
export interface JsonObject {
  readonly [key: string]: unknown;
  readonly _type?: unknown;
  readonly config_name?: unknown;
  readonly configs?: unknown;
  readonly data_files?: unknown;
  readonly dataset?: unknown;
  readonly dataset_info?: unknown;
  readonly dataset_name?: unknown;
  readonly default?: unknown;
  readonly dtype?: unknown;
  readonly feature?: unknown;
  readonly features?: unknown;
  readonly length?: unknown;
  readonly name?: unknown;
  readonly num_classes?: unknown;
  readonly num_examples?: unknown;
  readonly path?: unknown;
  readonly shape?: unknown;
  readonly split?: unknown;
  readonly splits?: unknown;
  readonly subset?: unknown;
}

/** The message about a value of another kind than expected. */
export function malformed(path: string, expected: string, found: unknown) {
  const message = `${place(path)} is ${describe(found)}; ${expected} is expected.`;
  return { kind: 'malformed', message } as const;
}

/** A JSON path as messages show it. */
export function place(path: string): string {
  return path === '' ? 'The schema' : `\`${path}\``;
}

export function joinPath(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function describe(json: unknown): string {
  if (json === undefined) return 'missing';
  if (json === null) return 'null';
  if (Array.isArray(json)) return json.length === 1 ? 'a list' : `a list of ${json.length} items`;
  if (isObject(json)) return 'an object';
  return typeof json === 'string' ? 'text' : `\`${String(json)}\``;
}

export function isObject(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
