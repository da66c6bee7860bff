/** Requests about models: which there are, how one is downloaded, whether it runs. */
import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import {
  type CudaResult,
  checkScoringMethod,
  type DownloadModelParams,
  type DownloadProgress,
  type DownloadResult,
  downloadModelMethod,
  downloadProgressMethod,
  listModelsMethod,
  type ModelList,
  type PlanDownloadParams,
  type PlannedDownload,
  planDownloadMethod,
  type ScoringCheck,
  type SetUpCudaParams,
  setUpCudaMethod,
} from '../protocol/scoring.ts';
import type { Settings } from '../protocol/settings.ts';
import { checkScoring } from '../scoring/check-scoring.ts';
import { libraryFolders, setUpCuda } from '../scoring/cuda/set-up-cuda.ts';
import { freeBytes } from '../scoring/disk-space.ts';
import { DownloadError } from '../scoring/models/download-file.ts';
import { createModelStore, type ModelStore } from '../scoring/models/download-model.ts';
import { knownModels, memoryNeed } from '../scoring/models/known-models.ts';
import { findLocalModels, hubCacheFolder } from '../scoring/models/local-models.ts';
import type { ScoringClient } from '../scoring/scoring-client.ts';
import type { HubWorld } from '../sources/hub/open-hub.ts';
import type { HubConnection } from './hub-connection.ts';
import type { Logger } from './logger.ts';
import { signalOf } from './signal.ts';

export interface ModelRequestParts {
  readonly connection: Connection;
  readonly scoring: ScoringClient;
  readonly hub: HubConnection;
  readonly world: Pick<HubWorld, 'fetch' | 'clock' | 'environment' | 'homeFolder'>;
  /** Where models are downloaded to, each in a folder of its own. */
  readonly modelsFolder: string;
  readonly embeddedModelFolder: string;
  /** Where ONNX Runtime with CUDA is put, and the process that uses it. */
  readonly cuda: { readonly folder: string; readonly scoringEntry: string };
  readonly settings: () => Settings;
  readonly logger: Logger;
}

export function registerModelRequests(parts: ModelRequestParts): void {
  const { connection } = parts;
  connection.onRequest(listModelsMethod, () => listModels(parts));
  connection.onRequest<CudaResult, void>(setUpCudaMethod, ({ path }: SetUpCudaParams) =>
    prepareCuda(parts, path),
  );
  connection.onRequest(checkScoringMethod, () => check(parts));
  connection.onRequest<PlannedDownload, void>(planDownloadMethod, ({ id }: PlanDownloadParams) =>
    plan(parts, id),
  );
  connection.onRequest<DownloadResult, void>(
    downloadModelMethod,
    (params: DownloadModelParams, token: CancellationToken) => download(parts, params, token),
  );
}

async function listModels({ modelsFolder, world }: ModelRequestParts): Promise<ModelList> {
  const hubCache = hubCacheFolder(world.environment, world.homeFolder);
  const known = knownModels.map((model) => ({
    ...{ id: model.id, about: model.about, licence: model.licence },
    downloadBytes: model.bytes,
    memoryBytes: memoryNeed(model),
  }));
  return { known, local: await findLocalModels(modelsFolder, hubCache) };
}

async function check(parts: ModelRequestParts): Promise<ScoringCheck> {
  const { scoring, embeddedModelFolder } = parts;
  const settings = parts.settings();
  const lines = await checkScoring(scoring, {
    modelFolder: settings['p3.scoring.model'] || null,
    embeddedModelFolder,
    provider: settings['p3.scoring.provider'],
    precision: settings['p3.scoring.precision'],
    inputEos: settings['p3.scoring.inputEos'],
  });
  return { lines };
}

async function prepareCuda(
  { cuda, world, scoring }: ModelRequestParts,
  source: string,
): Promise<CudaResult> {
  const result = await setUpCuda({
    ...{ source, cudaFolder: cuda.folder, scoringEntry: cuda.scoringEntry },
    libraryFolders: libraryFolders(world.environment),
    platform: `${process.platform}-${process.arch}`,
  });
  // The next score starts a process that has it.
  if (result.kind === 'ready') scoring.stop();
  return result;
}

async function plan(parts: ModelRequestParts, id: string): Promise<PlannedDownload> {
  const { hub, modelsFolder } = parts;
  const never = new AbortController().signal;
  const planned = await attempt(parts, (store) => store.plan(id), never);
  if ('kind' in planned) return planned;
  const { bytes, missing, folder } = planned;
  return {
    kind: 'planned',
    ...{ bytes, missingBytes: missing, folder },
    freeBytes: Math.min(await freeBytes(modelsFolder), Number.MAX_SAFE_INTEGER),
    host: hub.current().endpoints.hub.host,
  };
}

async function download(
  parts: ModelRequestParts,
  { id, runId }: DownloadModelParams,
  token: CancellationToken,
): Promise<DownloadResult> {
  const { connection, world } = parts;
  const signal = signalOf(token);
  let told = Number.NEGATIVE_INFINITY;
  const onProgress = (done: number, total: number) => {
    const now = world.clock.now();
    if (done < total && now - told < PROGRESS_INTERVAL_MS) return;
    told = now;
    const progress: DownloadProgress = { runId, done, total };
    connection.sendNotification(downloadProgressMethod, progress).catch(() => undefined);
  };
  const work = async (store: ModelStore) =>
    store.download(await store.plan(id), { signal, onProgress });
  const result = await attempt(parts, work, signal);
  if (typeof result === 'string') return { kind: 'downloaded', folder: result };
  return signal.aborted ? { kind: 'cancelled' } : result;
}

const PROGRESS_INTERVAL_MS = 200;

/** What is wrong becomes a sentence. */
async function attempt<Result>(
  parts: ModelRequestParts,
  work: (store: ModelStore) => Promise<Result>,
  signal: AbortSignal,
): Promise<Result | { readonly kind: 'failed'; readonly message: string }> {
  const access = parts.hub.current().access();
  if (access.kind === 'off') return { kind: 'failed', message: access.message };
  try {
    return await work(openStore(parts, signal));
  } catch (error) {
    if (error instanceof DownloadError) return { kind: 'failed', message: error.message };
    if (!signal.aborted) parts.logger.error('A download failed', error);
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', message: `The model cannot be downloaded: ${reason}` };
  }
}

/** A token goes to the Hub alone: `fetch` leaves it out where a redirect leads to another host. */
function openStore(
  { hub, world, modelsFolder }: ModelRequestParts,
  signal: AbortSignal,
): ModelStore {
  const { endpoints, authorization } = hub.current();
  return createModelStore({
    endpoint: endpoints.hub,
    folder: modelsFolder,
    async fetch(url, headers) {
      const token = await authorization(url);
      return world.fetch(url, {
        headers: { ...headers, ...(token !== undefined && { Authorization: token }) },
        signal,
      });
    },
    wait: (attempts) => world.clock.wait(500 * 2 ** attempts, signal),
  });
}
