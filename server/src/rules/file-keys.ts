/** The keys of a `templates.yaml` with what PromptSource expects under them. */
import type { Snapshot } from '../analysis/snapshot.ts';
import type { Entry, PromptTemplate } from '../template/template-file.ts';

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
interface KeyedMapping {
  readonly entries: readonly Entry[];
  readonly keys: KnownKeys;
  readonly templateId: string | null;
}

/** Every mapping of the file whose keys PromptSource defines: the file, each template, each metadata. */
export function* keyedMappings({ file }: Snapshot): Generator<KeyedMapping> {
  yield { entries: file.entries, keys: fileKeys, templateId: null };
  for (const template of file.templates) {
    yield { entries: template.entries, keys: templateKeys, templateId: template.key };
    const entries = metadataEntries(template);
    if (entries !== undefined) yield { entries, keys: metadataKeys, templateId: template.key };
  }
}

/** The entries under `metadata`; absent when there is no such mapping. */
export function metadataEntries({ metadata }: PromptTemplate): readonly Entry[] | undefined {
  return metadata?.value.type === 'mapping' ? metadata.value.entries : undefined;
}

/** The entry of the metadata with that key. */
export function findMetadata(template: PromptTemplate, key: string): Entry | undefined {
  return metadataEntries(template)?.findLast((entry) => isTextKey(entry) && entry.key === key);
}

/** Whether other templates have the same metadata, through an alias of YAML. */
export function isSharedMetadata(document: string, { metadata }: PromptTemplate): boolean {
  if (metadata === undefined) return false;
  const { start, end } = metadata.valueSpan;
  return /^(!\S+\s+)?[*&]/.test(document.slice(start, end));
}

/** Whether PyYAML reads the key as text. */
export function isTextKey(entry: Entry): boolean {
  return entry.keyValue === undefined;
}

/** A file that is no YAML is read as well as can be; what seems missing may only be out of sight. */
export function isWhole({ problems }: Snapshot): boolean {
  return problems.every(({ code }) => code !== 'yaml-syntax');
}
