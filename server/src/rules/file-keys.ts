/** The keys of a `templates.yaml` with what PromptSource expects under them. */
import type { Snapshot } from '../analysis/snapshot.ts';
import { findEntry } from '../template/file-shape.ts';
import type { Entry, PromptTemplate, TemplateFile } from '../template/template-file.ts';

export type ExpectedValue =
  | 'text'
  | 'text or null'
  | 'true, false or null'
  | 'a list of text'
  | 'any';

type KnownKeys = ReadonlyMap<string, ExpectedValue>;

const fileKeys: KnownKeys = new Map<string, ExpectedValue>([
  ['dataset', 'text'],
  ['subset', 'text or null'],
  ['templates', 'any'],
]);

const templateKeys: KnownKeys = new Map<string, ExpectedValue>([
  ['answer_choices', 'text or null'],
  ['id', 'text'],
  ['jinja', 'text'],
  ['metadata', 'any'],
  ['name', 'text'],
  ['reference', 'text or null'],
]);

export const metadataKeys: KnownKeys = new Map<string, ExpectedValue>([
  ['choices_in_prompt', 'true, false or null'],
  ['languages', 'a list of text'],
  ['metrics', 'a list of text'],
  ['original_task', 'true, false or null'],
]);

/** The entries of one mapping with the keys that belong there. */
export interface KeyedMapping {
  readonly entries: readonly Entry[];
  readonly keys: KnownKeys;
  readonly templateId: string | null;
}

/** The outermost mapping of the file. */
export function keysOfFile({ entries }: TemplateFile): KeyedMapping {
  return { entries, keys: fileKeys, templateId: null };
}

/** The mappings of a template whose keys PromptSource defines: the template, and its metadata. */
export function keysOfTemplate(template: PromptTemplate): readonly KeyedMapping[] {
  const { entries, key: templateId } = template;
  const own = { entries, keys: templateKeys, templateId };
  const inner = metadataEntries(template);
  return inner ? [own, { entries: inner, keys: metadataKeys, templateId }] : [own];
}

/** The entries under `metadata`; absent when there is no such mapping. */
export function metadataEntries({ metadata }: PromptTemplate): readonly Entry[] | undefined {
  return metadata?.value.type === 'mapping' ? metadata.value.entries : undefined;
}

/** The entry of the metadata with that key. */
export function findMetadata(template: PromptTemplate, key: string): Entry | undefined {
  return findEntry(metadataEntries(template) ?? [], key);
}

/** Whether other templates have the same metadata, through an alias of YAML. */
export function isSharedMetadata(document: string, { metadata }: PromptTemplate): boolean {
  if (metadata === undefined) return false;
  const { start, end } = metadata.valueSpan;
  return /^(!\S+\s+)?[*&]/.test(document.slice(start, end));
}

/** A file that is no YAML is read as well as can be; what seems missing may only be out of sight. */
export function isWhole({ problems }: Snapshot): boolean {
  return problems.every(({ code }) => code !== 'yaml-syntax');
}
