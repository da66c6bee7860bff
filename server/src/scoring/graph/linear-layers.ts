import { scaleName } from '../checkpoint/precision.ts';
import { BLOCK_SIZE } from '../checkpoint/quantized-tensors.ts';
import type { GraphBuilder } from './graph-builder.ts';

/** Multiplication by weights, however they are stored: see `checkpoint/quantized-tensors.ts`. */
export class LinearLayers {
  readonly #graph: GraphBuilder;

  constructor(graph: GraphBuilder) {
    this.#graph = graph;
  }

  /** `states × weightᵀ` for a weight `[out, in]`. */
  multiply(states: string, name: string, [out, inner]: readonly [number, number]): string {
    switch (this.#graph.quantizationOf(name)) {
      case 'int8': {
        const matrix = this.#graph.integers(name, [inner, out]);
        return this.#multiplyInt8(states, matrix, this.#graph.weight(scaleName(name), [out]));
      }
      case 'int4':
        return this.#multiplyInt4(states, name, out, inner);
      case undefined:
        return this.#graph.node('MatMul', [
          states,
          this.#turn(this.#graph.weight(name, [out, inner])),
        ]);
    }
  }

  /** The same for the table that `lookUp` reads, in which a quantized row has one scale. */
  multiplyByTable(states: string, name: string, shape: readonly [number, number]): string {
    if (this.#graph.quantizationOf(name) === undefined) {
      return this.multiply(states, name, shape);
    }
    const scales = this.#graph.weight(scaleName(name), [shape[0], 1]);
    const flat = this.#graph.node('Reshape', [scales, this.#graph.int64s([-1])]);
    return this.#multiplyInt8(states, this.#turn(this.#graph.integers(name, shape)), flat);
  }

  /** Rows of a table. */
  lookUp(name: string, rows: string, shape: readonly [number, number]): string {
    if (this.#graph.quantizationOf(name) === undefined) {
      return this.#graph.node('Gather', [this.#graph.weight(name, shape), rows]);
    }
    const values = this.#graph.node('Gather', [this.#graph.integers(name, shape), rows]);
    const scales = this.#graph.weight(scaleName(name), [shape[0], 1]);
    return this.#graph.node('Mul', [
      this.#graph.castToFloat(values),
      this.#graph.node('Gather', [scales, rows]),
    ]);
  }

  #multiplyInt8(states: string, matrix: string, scales: string): string {
    const { values, scale, zero } = this.#graph.quantize(states);
    const inputs = [values, matrix, scale, scales, zero];
    return this.#graph.node('MatMulIntegerToFloat', inputs, {}, 'com.microsoft');
  }

  #multiplyInt4(states: string, name: string, out: number, inner: number): string {
    const blocks = Math.ceil(inner / BLOCK_SIZE);
    const packed = this.#graph.integers(name, [out, blocks, BLOCK_SIZE / 2]);
    const scales = this.#graph.weight(scaleName(name), [out * blocks]);
    const int = (value: number) => ({ kind: 'int', value }) as const;
    return this.#graph.node(
      'MatMulNBits',
      [states, packed, scales],
      // Accuracy level 4: activations in 8 bits, each row and block by itself.
      {
        ...{ K: int(inner), N: int(out), bits: int(4) },
        ...{ block_size: int(BLOCK_SIZE), accuracy_level: int(4) },
      },
      'com.microsoft',
    );
  }

  #turn(matrix: string): string {
    return this.#graph.node('Transpose', [matrix], { perm: { kind: 'ints', values: [1, 0] } });
  }
}
