import type { Checkpoint } from '../checkpoint/open-checkpoint.ts';
import { ModelError } from '../model-error.ts';
import {
  type OnnxAttribute,
  type OnnxInitializer,
  type OnnxModel,
  type OnnxNode,
  type OnnxType,
  type OnnxValue,
  onnxTypeNumbers,
} from './onnx-model.ts';

/** The weights, and the name beside the graphs under which each of their files will be found. */
export interface WeightSource {
  readonly checkpoint: Checkpoint;
  readonly locationOf: (path: string) => string;
}

/** Collects a graph; its methods return the names of what they add. */
export class GraphBuilder {
  readonly #source: WeightSource;
  readonly #nodes: OnnxNode[] = [];
  readonly #initializers = new Map<string, OnnxInitializer>();
  readonly #weights = new Map<string, string>();
  #names = 0;

  constructor(source: WeightSource) {
    this.#source = source;
  }

  /** A tensor of the checkpoint, in float32; throws a `ModelError` where it is missing or of another shape. */
  weight(name: string, shape: readonly number[]): string {
    const known = this.#weights.get(name);
    if (known !== undefined) {
      return known;
    }
    const tensor = this.#source.checkpoint.get(name);
    if (tensor === undefined) {
      throw new ModelError(
        `Tensor \`${name}\` is missing in the checkpoint. It may belong to another kind of model, or a ` +
          'file of it may be missing: download the model again.',
      );
    }
    if (tensor.shape.join() !== shape.join()) {
      throw new ModelError(
        `Tensor \`${name}\` in \`${tensor.path}\` has the shape [${tensor.shape.join(', ')}], but ` +
          `\`config.json\` says [${shape.join(', ')}]. The files do not belong to one model.`,
      );
    }
    const type = toOnnxType(name, tensor.path, tensor.dtype);
    const location = this.#source.locationOf(tensor.path);
    const data = {
      kind: 'external',
      location,
      offset: tensor.offset,
      bytes: tensor.bytes,
    } as const;
    this.#initializers.set(name, { name, type, shape, data });
    const weight = type === 'float32' ? name : this.#castToFloat(name);
    this.#weights.set(name, weight);
    return weight;
  }

  hasWeight(name: string): boolean {
    return this.#source.checkpoint.has(name);
  }

  /** A list of whole numbers, such as a shape. */
  int64s(values: readonly number[]): string {
    const bytes = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    return this.#constant('int64', [values.length], bytes);
  }

  float(value: number): string {
    return this.#constant('float32', [], new Uint8Array(Float32Array.of(value).buffer));
  }

  node(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
    domain?: string,
  ): string {
    const output = this.#newName();
    const node = { operator, inputs, outputs: [output], attributes };
    this.#nodes.push(domain === undefined ? node : { ...node, domain });
    return output;
  }

  /** The graph whose one output is `result`, under a name of its own. */
  finish(inputs: readonly OnnxValue[], output: OnnxValue, result: string): OnnxModel {
    this.#nodes.push({ operator: 'Identity', inputs: [result], outputs: [output.name] });
    return {
      inputs,
      outputs: [output],
      nodes: this.#nodes,
      initializers: [...this.#initializers.values()],
    };
  }

  #castToFloat(name: string): string {
    return this.node('Cast', [name], { to: { kind: 'int', value: onnxTypeNumbers.float32 } });
  }

  #constant(type: OnnxType, shape: readonly number[], bytes: Uint8Array): string {
    const name = this.#newName();
    this.#initializers.set(name, { name, type, shape, data: { kind: 'raw', bytes } });
    return name;
  }

  #newName(): string {
    this.#names += 1;
    return `value_${this.#names}`;
  }
}

function toOnnxType(name: string, path: string, dtype: string): OnnxType {
  switch (dtype) {
    case 'F32':
      return 'float32';
    case 'F16':
      return 'float16';
    case 'BF16':
      return 'bfloat16';
    default:
      throw new ModelError(
        `Tensor \`${name}\` in \`${path}\` has the type ${dtype}; only F32, BF16 and F16 weights are ` +
          'scored. Choose the model in one of these.',
      );
  }
}
