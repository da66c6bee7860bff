import type { CompletionList } from 'vscode-languageserver/node';
import { languageService } from '../language-service.ts';
import { toCompletionItem } from './convert.ts';
import { type Datasets, locationOf } from './datasets.ts';
import type { OpenDocument } from './document-store.ts';

/** A proposal that comes later is of no use. */
const patienceMs = 3000;

/** Names of datasets and subsets where one is being typed, the `known` ones first; `undefined` anywhere else. */
export async function completeDatasetNames(
  { snapshot, lines }: OpenDocument,
  offset: number,
  datasets: Datasets,
  known: Readonly<Record<'dataset' | 'subset', readonly string[]>>,
  signal: AbortSignal,
): Promise<CompletionList | undefined> {
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
  const items = place.propose(distinct).map((completion) => toCompletionItem(lines, completion));
  // Other letters may find other names.
  return { isIncomplete: place.key === 'dataset', items };
}
