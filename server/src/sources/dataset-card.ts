import { parse } from 'yaml';
import type { DatasetSchema } from '../dataset/features.ts';
import { isObject } from '../dataset/json-shape.ts';
import { parseDatasetSchema } from '../dataset/parse-features.ts';
import { featuresOfCard } from './card-features.ts';

/** What the YAML at the top of a dataset's README.md says. */
export interface DatasetCard {
  readonly configs: readonly CardConfig[];
  /** Schemas that cannot be read are left out. */
  readonly schemas: ReadonlyMap<string, DatasetSchema>;
}

/** A subset with its data files by split, as patterns of paths in the folder. */
export interface CardConfig {
  readonly name: string;
  readonly isDefault: boolean;
  readonly dataFiles: readonly { readonly split: string; readonly patterns: readonly string[] }[];
}

/** Reads the text of a README.md; `undefined` where it has no such YAML. */
export function parseDatasetCard(text: string, dataset: string): DatasetCard | undefined {
  const yaml = /^\uFEFF?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)/s.exec(text)?.[1];
  if (yaml === undefined) return undefined;
  const card = parseYaml(yaml);
  if (!isObject(card)) return undefined;
  const schemas = new Map<string, DatasetSchema>();
  for (const info of toList(card.dataset_info)) {
    if (!isObject(info)) continue;
    const name = typeof info.config_name === 'string' ? info.config_name : 'default';
    const header = { features: featuresOfCard(info.features), splits: splitsOf(info.splits) };
    const parsed = parseDatasetSchema(header, dataset);
    if (parsed.kind === 'ok') schemas.set(name, { ...parsed.schema, subset: name });
  }
  return { schemas, configs: toList(card.configs).flatMap(readConfig) };
}

function parseYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

function splitsOf(splits: unknown): Record<string, unknown> {
  const named = toList(splits).flatMap((split) =>
    isObject(split) && typeof split.name === 'string' ? [[split.name, split] as const] : [],
  );
  return Object.fromEntries(named);
}

function readConfig(config: unknown): readonly CardConfig[] {
  if (!isObject(config) || typeof config.config_name !== 'string') return [];
  const name = config.config_name;
  const isDefault = config.default === true || name === 'default';
  const files = config.data_files;
  const dataFiles =
    typeof files === 'string'
      ? [{ split: 'train', patterns: [files] }]
      : toList(files).flatMap((entry) => {
          if (typeof entry === 'string') return [{ split: 'train', patterns: [entry] }];
          if (!isObject(entry) || typeof entry.split !== 'string') return [];
          const patterns = toList(entry.path).filter((path) => typeof path === 'string');
          return [{ split: entry.split, patterns }];
        });
  return [{ name, isDefault, dataFiles }];
}

/** One thing may stand for a list of it. */
function toList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}
