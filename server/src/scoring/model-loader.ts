import type { GroupLimits } from './batching.ts';
import { type Checkpoint, openCheckpoint } from './checkpoint/open-checkpoint.ts';
import { choosePrecision, storedPrecision, type WeightPrecision } from './checkpoint/precision.ts';
import { openQuantized } from './checkpoint/quantized-cache.ts';
import type { ChoiceScorer } from './choice-scorer.ts';
import { openOnDevice } from './choose-device.ts';
import { ModelError } from './model-error.ts';
import {
  type CheckpointWeights,
  type ModelFolder,
  type OptimumGraphs,
  openModelFolder,
} from './model-folder.ts';
import type { Device, OpenGraph } from './onnx-session.ts';
import { openOptimumScorer } from './optimum-scorer.ts';
import type { Precision, Provider } from './scoring-protocol.ts';
import { createTokenizer, type Tokenize } from './tokenizer.ts';
import { openTreeScorer } from './tree-scorer.ts';
import type { OnWeights } from './weights-progress.ts';

/** What is to be loaded, and how. */
export interface ModelRequest {
  readonly path: string;
  readonly provider: Provider;
  readonly precision: Precision;
  /** Whether weights on another disk may be copied. */
  readonly allowCopy: boolean;
}

/** A model in memory. */
export interface LoadedModel {
  readonly folder: ModelFolder;
  readonly tokenize: Tokenize;
  readonly scorer: ChoiceScorer;
  /** Where it runs, and in what. */
  readonly device: Device;
  readonly precision: WeightPrecision;
  /** Sentences for the user, such as why it does not run where it was asked to. */
  readonly notes: readonly string[];
}

export interface ModelLoaderOptions {
  readonly threads: number;
  /** For the graphs of checkpoints while they are loaded, and for what is made of weights. */
  readonly cacheFolder: string;
}

export type LoadModel = (request: ModelRequest, onWeights?: OnWeights) => Promise<LoadedModel>;

/** Keeps the last model, for as long as its files stay as they are and it is asked for alike. */
export function createModelLoader(options: ModelLoaderOptions): LoadModel {
  let loaded: { readonly key: string; readonly model: LoadedModel } | undefined;
  return async (request, onWeights = () => {}) => {
    const folder = await openModelFolder(request.path, request.precision);
    const key = [folder.fingerprint, request.provider, request.precision].join('\n');
    if (loaded?.key !== key) {
      // Two models may not fit in memory together.
      await loaded?.model.scorer.dispose();
      loaded = undefined;
      loaded = { key, model: await loadModel(folder, request, { ...options, onWeights }) };
    }
    return loaded.model;
  };
}

async function loadModel(
  folder: ModelFolder,
  request: ModelRequest,
  { threads, cacheFolder, onWeights }: ModelLoaderOptions & { readonly onWeights: OnWeights },
): Promise<LoadedModel> {
  const tokenize = createTokenizer(folder);
  const { createGraphOpener, compiledDevices, hasCudaLibraries } = await importSession();
  const weights = await openWeights(folder, request, cacheFolder, onWeights);
  const { precision } = weights;
  const placement = { cacheFolder, allowCopy: request.allowCopy, onWeights };
  const open = (device: Device) =>
    openScorer(createGraphOpener(device, threads), folder, weights, {
      ...placement,
      batchLimits: limitBatches(device, precision, threads),
    });
  const opened = await openOnDevice(open, {
    provider: request.provider,
    precision,
    compiled: compiledDevices(),
    hasCudaLibraries: hasCudaLibraries(),
    cacheFolder,
    modelKey: `${folder.fingerprint}\n${precision}`,
    vocabularySize: folder.config.vocabularySize,
    endToken: folder.config.endToken,
  });
  return { folder, tokenize, precision, ...opened };
}

/** Weights that are ready to be put on a device. */
type OpenWeights =
  | {
      readonly kind: 'optimum';
      readonly precision: WeightPrecision;
      readonly graphs: OptimumGraphs;
    }
  | {
      readonly kind: 'checkpoint';
      readonly precision: WeightPrecision;
      readonly weights: CheckpointWeights;
      readonly checkpoint: Checkpoint;
    };

async function openWeights(
  { path, weights }: ModelFolder,
  { precision: wanted }: ModelRequest,
  cacheFolder: string,
  onWeights: OnWeights,
): Promise<OpenWeights> {
  if (weights.kind === 'optimum') {
    return { kind: 'optimum', precision: weights.precision, graphs: weights };
  }
  const stored = await openCheckpoint(path);
  const storedIn = storedPrecision(stored);
  const precision = choosePrecision(storedIn, wanted, path);
  const checkpoint =
    precision === storedIn
      ? stored
      : await openQuantized(stored, precision, cacheFolder, onWeights);
  return { kind: 'checkpoint', precision, weights, checkpoint };
}

interface ScorerSettings {
  readonly cacheFolder: string;
  readonly allowCopy: boolean;
  readonly onWeights: OnWeights;
  readonly batchLimits: GroupLimits;
}

function openScorer(
  openGraph: OpenGraph,
  { path, config }: ModelFolder,
  opened: OpenWeights,
  settings: ScorerSettings,
): Promise<ChoiceScorer> {
  switch (opened.kind) {
    case 'optimum':
      return openOptimumScorer(openGraph, opened.graphs, config, settings);
    case 'checkpoint': {
      const { checkpoint, weights } = opened;
      const { decoderStartToken } = config;
      const { architecture } = weights;
      return openTreeScorer(openGraph, {
        ...settings,
        ...{ folder: path, checkpoint, architecture, decoderStartToken },
      });
    }
  }
}

/**
 * One thread gains nothing by batches, which need padding. In int8 a run measures its activations as a whole, so that
 * only prompts that run alone have scores of their own.
 */
function limitBatches(device: Device, precision: WeightPrecision, threads: number): GroupLimits {
  if (precision === 'int8' || precision === 'int8-wo-fp32') {
    return { maxRows: 1, maxTokens: 1 };
  }
  if (device === 'cpu') {
    return threads === 1 ? { maxRows: 1, maxTokens: 1 } : { maxRows: 8, maxTokens: 2048 };
  }
  return { maxRows: 32, maxTokens: 8192 };
}

/** Only now, so that a machine on which the native library does not load gets a sentence. */
export async function importSession() {
  try {
    return await import('./onnx-session.ts');
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    const platform = `${process.platform}-${process.arch}`;
    const help =
      process.platform === 'win32'
        ? 'Install the Microsoft Visual C++ runtime, then score again.'
        : 'Reinstall P3 Workbench for this platform; linting and rendering work without it.';
    throw new ModelError(`ONNX Runtime does not load on ${platform} (${reason}). ${help}`, {
      cause: error,
    });
  }
}
