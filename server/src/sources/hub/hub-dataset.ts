import type { TemplateLocation } from '../source.ts';
import { splitOrder } from '../split-names.ts';
import { aliasOf } from './dataset-aliases.ts';
import { isHubId } from './dataset-id.ts';
import type { HubApi } from './hub-api.ts';
import type { HubOutcome } from './hub-outcome.ts';
import type { ParquetParts } from './hub-parquet.ts';
import type { SchemaJournal } from './schema-journal.ts';
import type { HubSplit } from './viewer-shapes.ts';

export interface HubParts extends ParquetParts {
  readonly hub: HubApi;
  readonly journal: SchemaJournal;
  /** What is kept of the dataset is not to be trusted any more. */
  outdate(dataset: string): void;
  /** Whether the dataset's name is that of a folder of the user, of which the Hub hears nothing. */
  isPath(location: TemplateLocation): Promise<boolean>;
}

/** A dataset as the Hub has it. */
export interface HubDataset {
  /** Its name now, which may not be the one that was asked for. */
  readonly name: string;
  /** Never empty. */
  readonly splits: readonly HubSplit[];
}

/** Finds a dataset by a name that it has or had. */
export async function findHubDataset(
  { viewer, hub, isPath }: HubParts,
  location: TemplateLocation,
  signal?: AbortSignal,
): Promise<HubOutcome<HubDataset>> {
  const { dataset } = location;
  if (!isHubId(dataset) || (await isPath(location))) {
    return { kind: 'absent', message: `\`${dataset}\` is no name of the Hub.` };
  }
  const name = aliasOf(dataset) ?? dataset;
  const splits = await viewer.splits(name, signal);
  // The viewer answers in the same way to a name that was given up and to one that never was.
  if (splits.kind === 'found' || splits.kind === 'offline') return named(name, splits);
  const current = await hub.currentName(dataset, signal);
  if (current.kind !== 'found' || current.value === name) return named(name, splits);
  return named(current.value, await viewer.splits(current.value, signal));
}

function named(name: string, splits: HubOutcome<readonly HubSplit[]>): HubOutcome<HubDataset> {
  if (splits.kind !== 'found') return splits;
  if (splits.value.length === 0) {
    return {
      kind: 'offline',
      message: `The Hub has not worked out the splits of \`${name}\` yet.`,
    };
  }
  return { ...splits, value: { name, splits: splits.value } };
}

export type ChosenConfig =
  | { readonly kind: 'config'; readonly config: string }
  | { readonly kind: 'none'; readonly message: string };

/** The subset that a template file means: the named one, else the one that the dataset is loaded with. */
export function chooseConfig({ name, splits }: HubDataset, subset: string | null): ChosenConfig {
  const configs = [...new Set(splits.map(({ config }) => config))];
  const [first, ...more] = configs;
  const names = configs.map((config) => `\`${config}\``).join(', ');
  if (subset !== null) {
    if (configs.includes(subset)) return { kind: 'config', config: subset };
    const message = `On the Hub \`${name}\` has no subset \`${subset}\`; it has ${names}.`;
    return { kind: 'none', message };
  }
  if (configs.includes('default')) return { kind: 'config', config: 'default' };
  if (first !== undefined && more.length === 0) return { kind: 'config', config: first };
  const message = `On the Hub \`${name}\` has several subsets, of which the file must name one: ${names}.`;
  return { kind: 'none', message };
}

/** The splits of a subset, and the one that is shown first. */
export function splitsOf({ splits }: HubDataset, config: string) {
  const names = splits.filter((each) => each.config === config).map(({ split }) => split);
  const shown = splitOrder.find((name) => names.includes(name)) ?? names[0] ?? '';
  return { names, shown };
}
