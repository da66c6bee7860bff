import type { CheckpointTensor } from '../checkpoint/checkpoint-tensor.ts';
import type { Checkpoint } from '../checkpoint/open-checkpoint.ts';
import { isQuantized } from '../checkpoint/precision.ts';
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
  /** Whether activations of int8 layers have 7 bits, for devices on which 8 are too many. */
  readonly hasNarrowActivations: boolean;
}

/** `values` are unsigned; they stand for `(values − zero) × scale`. */
export interface QuantizedValue {
  readonly values: string;
  readonly scale: string;
  readonly zero: string;
}

/** Collects a graph; its methods return the names of what they add. */
export class GraphBuilder {
  readonly #source: WeightSource;
  readonly #nodes: OnnxNode[] = [];
  readonly #initializers = new Map<string, OnnxInitializer>();
  readonly #weights = new Map<string, string>();
  readonly #quantized = new Map<string, QuantizedValue>();
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
    const { type } = this.#addTensor(name, shape);
    const weight = type === 'float32' ? name : this.castToFloat(name);
    this.#weights.set(name, weight);
    return weight;
  }

  /** A tensor of the checkpoint that holds integers; its scales are another. */
  integers(name: string, shape: readonly number[]): string {
    if (!this.#initializers.has(name)) {
      this.#addTensor(name, shape);
    }
    return name;
  }

  /** How a quantized tensor is stored; undefined for one of floats. */
  quantizationOf(name: string): 'int8' | 'int4' | undefined {
    if (!isQuantized(this.#source.checkpoint, name)) {
      return undefined;
    }
    return this.#source.checkpoint.get(name)?.dtype === 'U8' ? 'int4' : 'int8';
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

  /** A value in 8 bits as ONNX Runtime measures it, once for all that multiply it. */
  quantize(value: string): QuantizedValue {
    const known = this.#quantized.get(value);
    if (known !== undefined) {
      return known;
    }
    const quantized = this.#source.hasNarrowActivations
      ? this.#quantizeNarrowly(value)
      : this.#quantizeByRuntime(value);
    this.#quantized.set(value, quantized);
    return quantized;
  }

  #quantizeByRuntime(value: string): QuantizedValue {
    const quantized = { values: this.#newName(), scale: this.#newName(), zero: this.#newName() };
    const outputs = [quantized.values, quantized.scale, quantized.zero];
    this.#nodes.push({ operator: 'DynamicQuantizeLinear', inputs: [value], outputs });
    return quantized;
  }

  /** In 0…128, of which two products with int8 fit into 16 bits: steps twice as wide, around half the zero. */
  #quantizeNarrowly(value: string): QuantizedValue {
    const { scale: step, zero: whole } = this.#quantizeByRuntime(value);
    const scale = this.node('Add', [step, step]);
    const right = { direction: { kind: 'string', value: 'RIGHT' } } as const;
    const zero = this.node('BitShift', [whole, this.#byte(1)], right);
    return { values: this.node('QuantizeLinear', [value, scale, zero]), scale, zero };
  }

  #byte(value: number): string {
    return this.#constant('uint8', [], Uint8Array.of(value));
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

  #addTensor(name: string, shape: readonly number[]): OnnxInitializer {
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
    const type = this.#typeOf(tensor);
    const location = this.#source.locationOf(tensor.path);
    const data = {
      kind: 'external',
      location,
      offset: tensor.offset,
      bytes: tensor.bytes,
    } as const;
    const initializer = { name, type, shape, data };
    this.#initializers.set(name, initializer);
    return initializer;
  }

  #typeOf({ name, path, dtype }: CheckpointTensor): OnnxType {
    const isInteger = isQuantized(this.#source.checkpoint, name);
    const type = (isInteger ? INTEGER_TYPES : FLOAT_TYPES).get(dtype);
    if (type === undefined) {
      throw new ModelError(
        `Tensor \`${name}\` in \`${path}\` has the type ${dtype}; only F32, BF16 and F16 weights are ` +
          'scored. Choose the model in one of these.',
      );
    }
    return type;
  }

  castToFloat(name: string): string {
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

const FLOAT_TYPES: ReadonlyMap<string, OnnxType> = new Map([
  ['F32', 'float32'],
  ['F16', 'float16'],
  ['BF16', 'bfloat16'],
]);

/** Of tensors with scales beside them. */
const INTEGER_TYPES: ReadonlyMap<string, OnnxType> = new Map([
  ['I8', 'int8'],
  ['U8', 'uint8'],
]);
