import type { Completion } from '../features/completion/completion.ts';
import { languageService } from '../language-service.ts';
import { type Datasets, locationOf } from './datasets.ts';
import type { OpenDocument } from './document-store.ts';

/** A proposal that comes later is of no use. */
const patienceMs = 3000;

interface DatasetNames {
  readonly completions: readonly Completion[];
  /** Whether other letters may find other names. */
  readonly isIncomplete: boolean;
}

/** Names of datasets and subsets where one is being typed, the `known` ones first; `undefined` anywhere else. */
export async function completeDatasetNames(
  { snapshot }: OpenDocument,
  offset: number,
  datasets: Datasets,
  known: Readonly<Record<'dataset' | 'subset', readonly string[]>>,
  signal: AbortSignal,
): Promise<DatasetNames | undefined> {
  const place = languageService.datasetNameAt(snapshot, offset);
  if (place === undefined) return undefined;
  const limited = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  const location = locationOf(snapshot.uri, snapshot.file);
  const names =
    place.key === 'dataset'
      ? await datasets.listDatasets(place.typed, limited).catch(() => [])
      : location === undefined
        ? []
        : await datasets.listSubsets(location, limited).catch(() => []);
  const distinct = [...new Set([...known[place.key], ...names])];
  return { completions: place.propose(distinct), isIncomplete: place.key === 'dataset' };
}
