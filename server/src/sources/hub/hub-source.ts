import type { Miss, Origin, SchemaLookup } from '../../dataset/lookup.ts';
import { parseDatasetSchema } from '../../dataset/parse-features.ts';
import type {
  DatasetSource,
  RowsLookup,
  RowsRequest,
  SplitsLookup,
  TemplateLocation,
} from '../source.ts';
import { chooseConfig, findHubDataset, type HubParts, splitsOf } from './hub-dataset.ts';
import type { HubMiss, HubOutcome } from './hub-outcome.ts';
import { loadHubRows } from './load-hub-rows.ts';

/** Datasets of the Hugging Face Hub, through its dataset viewer. */
export function createHubSource(parts: HubParts): DatasetSource {
  return {
    async loadSchema(location, signal) {
      const found = await findSubset(parts, location, signal);
      if (found.kind !== 'subset') return found;
      const info = await parts.viewer.info(found.name, found.config, signal);
      return toSchema(parts, found, info);
    },
    async loadSplits(location, signal) {
      const found = await findSubset(parts, location, signal);
      return found.kind === 'subset' ? loadSplits(parts, found, signal) : found;
    },
    async loadRows(location, request, signal) {
      const found = await findSubset(parts, location, signal);
      return found.kind === 'subset' ? loadRows(parts, found, request, signal) : found;
    },
    async listSubsets(location, signal) {
      const found = await findHubDataset(parts, location, signal);
      if (found.kind !== 'found') return [];
      return [...new Set(found.value.splits.map(({ config }) => config))];
    },
    async listDatasets(prefix, signal) {
      // What begins like a path is none of the Hub's business.
      if (!/^\w[\w.-]*(\/[\w.-]*)?$/.test(prefix)) return [];
      const found = await parts.hub.searchDatasets(prefix, signal);
      return found.kind === 'found' ? found.value : [];
    },
  };
}

/** One subset of a dataset, with its splits. */
export interface HubSubset {
  readonly kind: 'subset';
  readonly name: string;
  readonly config: string;
  readonly splits: readonly string[];
  /** The split that is shown first. */
  readonly shown: string;
  readonly origin: Origin;
}

async function findSubset(
  parts: HubParts,
  location: TemplateLocation,
  signal?: AbortSignal,
): Promise<HubSubset | Miss> {
  const found = await findHubDataset(parts, location, signal);
  if (found.kind !== 'found') return toMiss(found, location.dataset);
  const chosen = chooseConfig(found.value, location.subset);
  const { name } = found.value;
  const origin = originOf(name, found);
  if (chosen.kind === 'none') return { kind: 'malformed', origin, message: chosen.message };
  const { names, shown } = splitsOf(found.value, chosen.config);
  return { kind: 'subset', name, config: chosen.config, splits: names, shown, origin };
}

async function toSchema(
  { journal }: HubParts,
  subset: HubSubset,
  info: HubOutcome<unknown>,
): Promise<SchemaLookup> {
  const { name } = subset;
  if (info.kind !== 'found') return toMiss(info, name);
  const origin = originOf(name, info);
  const parsed = parseDatasetSchema(info.value, name);
  if (parsed.kind === 'malformed') return { ...parsed, origin };
  const columns = [...parsed.schema.features.keys()];
  const lost = await journal.note(subset, columns, info.fetchedAt);
  const schema = { ...parsed.schema, dataset: name, subset: subset.config, lost };
  return { kind: 'found', origin, schema, basis: { kind: 'declared' } };
}

async function loadSplits(
  { viewer }: HubParts,
  { name, config, splits, shown, origin }: HubSubset,
  signal?: AbortSignal,
): Promise<SplitsLookup> {
  const sizes = await viewer.sizes(name, signal);
  const counts = new Map(
    sizes.kind === 'found'
      ? sizes.value.filter((each) => each.config === config).map((each) => [each.split, each.rows])
      : [],
  );
  const infos = splits.map((split) => ({ name: split, rowCount: counts.get(split) ?? null }));
  return { kind: 'found', origin, splits: infos, shown };
}

async function loadRows(
  parts: HubParts,
  subset: HubSubset,
  request: RowsRequest,
  signal?: AbortSignal,
): Promise<RowsLookup> {
  const { name, config, splits, shown } = subset;
  const split = request.split ?? shown;
  if (!splits.includes(split)) return { kind: 'absent' };
  const found = await loadHubRows(parts, { dataset: name, config, split }, request, signal);
  if (found.kind !== 'found') return toMiss(found, name);
  const { rows, problems, rowCount } = found.value;
  return { kind: 'found', origin: originOf(name, found), split, rows, problems, rowCount };
}

/** Where an answer comes from, and how old it is. */
function originOf(
  name: string,
  { fetchedAt, unreachable }: { readonly fetchedAt: number; readonly unreachable?: string },
): Origin {
  return {
    source: 'hub',
    label: name,
    fetchedAt,
    ...(unreachable !== undefined && { unreachable }),
  };
}

function toMiss({ kind, message }: HubMiss, dataset: string): Miss {
  if (kind === 'absent') return { kind };
  return { kind, origin: { source: 'hub', label: dataset }, message };
}
