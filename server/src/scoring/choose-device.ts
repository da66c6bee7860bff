/** Puts a model on a device, and makes sure that it computes there what it computes on the CPU. */

import type { WeightPrecision } from './checkpoint/precision.ts';
import type { ChoiceScorer } from './choice-scorer.ts';
import { DeviceError, ModelError } from './model-error.ts';
import type { Device } from './onnx-session.ts';
import type { Provider } from './scoring-protocol.ts';
import { type Reference, readReference, timeScores, writeReference } from './self-check.ts';

export interface DeviceOptions {
  readonly provider: Provider;
  readonly precision: WeightPrecision;
  /** Devices that the library was built with. */
  readonly compiled: readonly Device[];
  /** CUDA's part of the library is the user's to add. */
  readonly hasCudaLibraries: boolean;
  /** Keeps the CPU's scores of the self-check, for which the model would have to be loaded twice. */
  readonly cacheFolder: string;
  /** Changes with the weights. */
  readonly modelKey: string;
  readonly vocabularySize: number;
  readonly endToken: number;
}

export interface OpenedScorer {
  readonly scorer: ChoiceScorer;
  readonly device: Device;
  readonly notes: readonly string[];
}

type OpenOn = (device: Device) => Promise<ChoiceScorer>;

/** `auto` takes the first device that works, is right and is faster than the CPU; any other provider has to work. */
export async function openOnDevice(open: OpenOn, options: DeviceOptions): Promise<OpenedScorer> {
  const { provider } = options;
  if (provider === 'cpu') {
    return { scorer: await open('cpu'), device: 'cpu', notes: [] };
  }
  return provider === 'auto'
    ? await openOnBest(open, options)
    : await openOnChosen(open, provider, options);
}

async function openOnChosen(
  open: OpenOn,
  device: Device,
  options: DeviceOptions,
): Promise<OpenedScorer> {
  if (!options.compiled.includes(device)) {
    throw new ModelError(
      `The provider \`${device}\` is no part of ONNX Runtime on ${process.platform}-${process.arch}; there are ` +
        `${options.compiled.map((each) => `\`${each}\``).join(', ')}. Choose one of them, or \`auto\`.`,
    );
  }
  if (device === 'cuda' && !options.hasCudaLibraries) {
    throw new ModelError(
      'CUDA needs `libonnxruntime_providers_cuda.so` and `libonnxruntime_providers_shared.so` beside ONNX Runtime, from ' +
        'the NuGet package Microsoft.ML.OnnxRuntime.Gpu.Linux of the same version, with CUDA 12 and cuDNN 9 on the ' +
        'library path. Choose `cpu` or `auto` until they are there.',
    );
  }
  const scorer = await open(device).catch((error: unknown) => {
    throw error instanceof ModelError
      ? new ModelError(`${error.message} Choose \`cpu\` or \`auto\`.`, { cause: error })
      : error;
  });
  const { scores } = await timeScores(scorer, options);
  const reference = await measureCpu(open, options);
  const difference = largestDifference(scores, reference.scores);
  const isRight = difference <= toleranceFor(reference, options.precision);
  const note =
    `On \`${device}\` the scores of a test differ from the CPU's by ${describe(difference)}: do not trust them. ` +
    'Choose `cpu`, or update the driver.';
  return { scorer, device, notes: isRight ? [] : [note] };
}

async function openOnBest(open: OpenOn, options: DeviceOptions): Promise<OpenedScorer> {
  const reasons: string[] = [];
  for (const device of candidates(options)) {
    const outcome = await tryDevice(open, device, options);
    if (typeof outcome !== 'string') {
      return { scorer: outcome, device, notes: [] };
    }
    reasons.push(`\`${device}\`: ${outcome}`);
  }
  const notes = reasons.length > 0 ? [`It runs on the CPU (${reasons.join('; ')}).`] : [];
  return { scorer: await open('cpu'), device: 'cpu', notes };
}

/** CoreML rarely gains where lengths change with every run; int8 multiplies on the CPU alone. */
function candidates({ compiled, precision, hasCudaLibraries }: DeviceOptions): readonly Device[] {
  if (precision === 'int8' || precision === 'int8-wo-fp32') {
    return [];
  }
  return AUTO_ORDER.filter(
    (device) => compiled.includes(device) && (device !== 'cuda' || hasCudaLibraries),
  );
}

const AUTO_ORDER: readonly Device[] = ['cuda', 'webgpu', 'dml'];

const SLOWER = 'slower than the CPU, as drivers in software are';

/** The scorer, or why not. */
async function tryDevice(
  open: OpenOn,
  device: Device,
  options: DeviceOptions,
): Promise<ChoiceScorer | string> {
  const known = await readReference(options);
  if (known?.slower.includes(device)) {
    return SLOWER;
  }
  let scorer: ChoiceScorer | undefined;
  try {
    // First, since most machines that lack the device say so before anything is loaded.
    scorer = await open(device);
    const own = await timeScores(scorer, options);
    const reference = await measureCpu(open, options);
    const difference = largestDifference(own.scores, reference.scores);
    if (!(difference <= toleranceFor(reference, options.precision))) {
      await scorer.dispose();
      return `its scores of a test differ from the CPU's by ${describe(difference)}`;
    }
    if (own.milliseconds > reference.milliseconds) {
      await scorer.dispose();
      await writeReference(options, { ...reference, slower: [...reference.slower, device] });
      return SLOWER;
    }
    return scorer;
  } catch (error) {
    await scorer?.dispose();
    if (error instanceof DeviceError) {
      return error.reason;
    }
    throw error;
  }
}

/** From the cache folder, or by loading the model on the CPU for a moment. */
async function measureCpu(open: OpenOn, options: DeviceOptions): Promise<Reference> {
  const known = await readReference(options);
  if (known !== undefined) {
    return known;
  }
  const scorer = await open('cpu');
  try {
    const measured = { ...(await timeScores(scorer, options)), slower: [] };
    await writeReference(options, measured);
    return measured;
  } finally {
    await scorer.dispose();
  }
}

/** In int4 the CPU rounds activations, too, and other devices need not. */
function toleranceFor({ scores }: Reference, precision: WeightPrecision): number {
  const [least, relative] = precision === 'int4' ? [0.5, 2e-2] : [1e-2, 1e-5];
  return Math.max(least, relative * Math.max(...scores.map(Math.abs)));
}

function largestDifference(own: readonly number[], expected: readonly number[]): number {
  const differences = expected.map((score, index) => Math.abs(score - (own[index] ?? Number.NaN)));
  // Not `Math.max` alone, since the comparison above must fail for what is not a number.
  return differences.some(Number.isNaN) ? Number.NaN : Math.max(...differences);
}

function describe(difference: number): string {
  return Number.isFinite(difference) ? difference.toPrecision(2) : 'more than any number';
}
