/** The only file that knows ONNX Runtime: runs one graph. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { env, InferenceSession, listSupportedBackends, Tensor } from 'onnxruntime-node';
import { DeviceError, ModelError } from './model-error.ts';
import type { Provider } from './scoring-protocol.ts';

/** What a graph must have, and what to say where it does not. */
export interface GraphSpec {
  readonly path: string;
  readonly inputs: readonly string[];
  readonly output: string;
  /** Number of the output's dimensions. */
  readonly rank: number;
  /** For messages: the file that the user knows, and what to do about it. */
  readonly shownPath: string;
  readonly remedy: string;
}

export interface OnnxGraph {
  readonly spec: GraphSpec;
  readonly inputNames: readonly string[];
  /** Sizes of an output, as far as the graph fixes them; names stand for the others. */
  outputShape(name: string): readonly (number | string)[];
  /** The values of the output that `spec` names. */
  run(feeds: Readonly<Record<string, GraphInput>>): Promise<GraphOutput>;
  dispose(): Promise<void>;
}

export type GraphInput = { readonly dims: readonly number[] } & (
  | { readonly type: 'float32'; readonly data: Float32Array }
  | { readonly type: 'int32'; readonly data: Int32Array }
  | { readonly type: 'int64'; readonly data: BigInt64Array }
  | { readonly type: 'bool'; readonly data: readonly boolean[] }
);

export interface GraphOutput {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

export type OpenGraph = (spec: GraphSpec) => Promise<OnnxGraph>;

/** Where graphs run. */
export type Device = Exclude<Provider, 'auto'>;

/** For people. */
export function describeRuntime(): string {
  return `ONNX Runtime ${env.versions.node ?? env.versions.common}`;
}

/** What the library was built with, and may still lack a driver for. */
export function compiledDevices(): readonly Device[] {
  const names = new Set<string>(listSupportedBackends().map(({ name }) => name));
  return devices.filter((device) => names.has(device));
}

/** Whether the user put CUDA's part of the library beside it; without, loading it fails and prints. */
export function hasCudaLibraries(): boolean {
  try {
    const library = /\/.*(?=\/libonnxruntime\.so)/.exec(readFileSync('/proc/self/maps', 'utf8'));
    return existsSync(join(library?.[0] ?? '', 'libonnxruntime_providers_cuda.so'));
  } catch {
    return false;
  }
}

const devices: readonly Device[] = ['cpu', 'cuda', 'webgpu', 'dml', 'coreml'];

/** Loads graphs on a device; that throws a `ModelError` where one is broken or no T5. */
export function createGraphOpener(device: Device, threads: number): OpenGraph {
  return async (spec) => {
    const session = await createSession(spec, device, threads);
    checkNames(session, spec);
    return {
      spec,
      inputNames: session.inputNames,
      outputShape(name) {
        const found = session.outputMetadata.find((data) => data.name === name);
        return found?.isTensor ? found.shape : [];
      },
      async run(feeds) {
        const entries = Object.entries(feeds).map(([name, input]) => [name, toTensor(input)]);
        return await runOrExplain(session, spec, Object.fromEntries(entries));
      },
      dispose: () => session.release(),
    };
  };
}

async function createSession(
  spec: GraphSpec,
  device: Device,
  threads: number,
): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(spec.path, {
      // What the device has no kernel for runs on the CPU.
      executionProviders: device === 'cpu' ? ['cpu'] : [device, 'cpu'],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
      // Busy waiting halves the speed on a machine that does anything else.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
  } catch (error) {
    if (device !== 'cpu') {
      throw new DeviceError(device, reasonOf(error), { cause: error });
    }
    const message =
      `ONNX Runtime cannot load \`${spec.shownPath}\` (${reasonOf(error)}). ` +
      'The file may be cut off, or its external data may be missing: export or copy the model again.';
    throw new ModelError(message, { cause: error });
  }
}

function checkNames(session: InferenceSession, spec: GraphSpec): void {
  const missing = [
    ...spec.inputs.filter((name) => !session.inputNames.includes(name)),
    ...(session.outputNames.includes(spec.output) ? [] : [spec.output]),
  ];
  if (missing.length > 0) {
    throw new ModelError(
      `\`${spec.shownPath}\` is no graph of a T5 model: it lacks ${missing.map((name) => `\`${name}\``).join(', ')}. ` +
        spec.remedy,
    );
  }
  const output = session.outputMetadata.find((data) => data.name === spec.output);
  if (output?.isTensor && output.type !== 'float32') {
    throw new ModelError(
      `\`${spec.shownPath}\` computes in ${output.type}. T5 overflows there, so only models that compute in ` +
        'float32 are scored: export it without a 16-bit type.',
    );
  }
}

async function runOrExplain(
  session: InferenceSession,
  spec: GraphSpec,
  feeds: InferenceSession.FeedsType,
): Promise<GraphOutput> {
  const tensor = await runSession(session, spec, feeds);
  const data = tensor?.data;
  if (tensor === undefined || !(data instanceof Float32Array) || tensor.dims.length !== spec.rank) {
    throw new ModelError(
      `\`${spec.shownPath}\` gives no \`${spec.output}\` of ${spec.rank} dimensions in float32. ${spec.remedy}`,
    );
  }
  return { data, dims: tensor.dims };
}

async function runSession(
  session: InferenceSession,
  spec: GraphSpec,
  feeds: InferenceSession.FeedsType,
): Promise<Tensor | undefined> {
  try {
    return (await session.run(feeds, [spec.output]))[spec.output];
  } catch (error) {
    const message =
      `ONNX Runtime failed while it ran \`${spec.shownPath}\` (${reasonOf(error)}). ` +
      'The files may not belong to one model: export or copy them again.';
    throw new ModelError(message, { cause: error });
  }
}

function toTensor(input: GraphInput): Tensor {
  switch (input.type) {
    case 'float32':
      return new Tensor(input.type, input.data, input.dims);
    case 'int32':
      return new Tensor(input.type, input.data, input.dims);
    case 'int64':
      return new Tensor(input.type, input.data, input.dims);
    case 'bool':
      return new Tensor(input.type, input.data, input.dims);
  }
}

/** The first line, without the path that the sentence around it names already. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = (message.split('\n')[0] ?? '')
    .replace(/^Load model from .* failed:/, '')
    // Where in the library it was found out.
    .replace(/^\/onnxruntime_src\/.* was false\. /, '');
  return line.trim().replace(/\.$/, '');
}
