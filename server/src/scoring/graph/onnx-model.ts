/** The part of ONNX's model format that our graphs use, and its encoding. Field numbers: `onnx.proto3`. */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

export interface OnnxModel {
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxInitializer[];
}

/** An input or output of the graph. */
export interface OnnxValue {
  readonly name: string;
  readonly type: OnnxType;
  /** A name stands for a size that each run decides. */
  readonly shape: readonly (number | string)[];
}

export interface OnnxNode {
  readonly operator: string;
  /** Where the operator is defined; ONNX itself when it is left out. */
  readonly domain?: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
}

export type OnnxAttribute =
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'ints'; readonly values: readonly number[] }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string };

export interface OnnxInitializer {
  readonly name: string;
  readonly type: OnnxType;
  readonly shape: readonly number[];
  readonly data:
    | { readonly kind: 'raw'; readonly bytes: Uint8Array }
    /** In a file beside the model. */
    | {
        readonly kind: 'external';
        readonly location: string;
        readonly offset: number;
        readonly bytes: number;
      };
}

export type OnnxType = 'float32' | 'uint8' | 'int8' | 'int32' | 'int64' | 'float16' | 'bfloat16';

/** `TensorProto.DataType`. */
export const onnxTypeNumbers: Readonly<Record<OnnxType, number>> = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  float16: 10,
  bfloat16: 16,
};

const IR_VERSION = 8;
const OPERATOR_SETS = [
  { domain: '', version: 17 },
  { domain: 'com.microsoft', version: 1 },
];

/** `ModelProto` in protobuf's wire format. */
export function encodeOnnxModel(model: OnnxModel): Uint8Array {
  const writer = new BinaryWriter();
  writer.tag(1, WireType.Varint).int64(IR_VERSION);
  writer.tag(2, WireType.LengthDelimited).string('p3-workbench');
  message(writer, 7, () => writeGraph(writer, model));
  for (const { domain, version } of OPERATOR_SETS) {
    message(writer, 8, () => {
      text(writer, 1, domain);
      writer.tag(2, WireType.Varint).int64(version);
    });
  }
  return writer.finish();
}

/** A `ModelProto` of nothing but what it adds to the graph of another when it is written behind that. */
export function encodeOnnxGraphAddition(model: OnnxModel): Uint8Array {
  const writer = new BinaryWriter();
  message(writer, 7, () => writeGraphParts(writer, model));
  return writer.finish();
}

function message(writer: BinaryWriter, field: number, write: () => void): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  write();
  writer.join();
}

function text(writer: BinaryWriter, field: number, value: string): void {
  writer.tag(field, WireType.LengthDelimited).string(value);
}

function integers(writer: BinaryWriter, field: number, values: readonly number[]): void {
  for (const value of values) {
    writer.tag(field, WireType.Varint).int64(value);
  }
}

function writeGraph(writer: BinaryWriter, model: OnnxModel): void {
  text(writer, 2, 'graph');
  writeGraphParts(writer, model);
}

function writeGraphParts(writer: BinaryWriter, model: OnnxModel): void {
  for (const node of model.nodes) {
    message(writer, 1, () => writeNode(writer, node));
  }
  for (const initializer of model.initializers) {
    message(writer, 5, () => writeTensor(writer, initializer));
  }
  for (const value of model.inputs) {
    message(writer, 11, () => writeValue(writer, value));
  }
  for (const value of model.outputs) {
    message(writer, 12, () => writeValue(writer, value));
  }
}

function writeNode(writer: BinaryWriter, node: OnnxNode): void {
  for (const name of node.inputs) {
    text(writer, 1, name);
  }
  for (const name of node.outputs) {
    text(writer, 2, name);
  }
  text(writer, 4, node.operator);
  for (const [name, attribute] of Object.entries(node.attributes ?? {})) {
    message(writer, 5, () => writeAttribute(writer, name, attribute));
  }
  if (node.domain !== undefined) {
    text(writer, 7, node.domain);
  }
}

function writeAttribute(writer: BinaryWriter, name: string, attribute: OnnxAttribute): void {
  text(writer, 1, name);
  switch (attribute.kind) {
    case 'float':
      writer.tag(2, WireType.Bit32).float(attribute.value);
      writer.tag(20, WireType.Varint).int32(1);
      break;
    case 'int':
      writer.tag(3, WireType.Varint).int64(attribute.value);
      writer.tag(20, WireType.Varint).int32(2);
      break;
    case 'string':
      text(writer, 4, attribute.value);
      writer.tag(20, WireType.Varint).int32(3);
      break;
    case 'ints':
      integers(writer, 8, attribute.values);
      writer.tag(20, WireType.Varint).int32(7);
      break;
  }
}

function writeTensor(writer: BinaryWriter, { name, type, shape, data }: OnnxInitializer): void {
  integers(writer, 1, shape);
  writer.tag(2, WireType.Varint).int32(onnxTypeNumbers[type]);
  text(writer, 8, name);
  if (data.kind === 'raw') {
    writer.tag(9, WireType.LengthDelimited).bytes(data.bytes);
    return;
  }
  const entries = { location: data.location, offset: `${data.offset}`, length: `${data.bytes}` };
  for (const [key, value] of Object.entries(entries)) {
    message(writer, 13, () => {
      text(writer, 1, key);
      text(writer, 2, value);
    });
  }
  writer.tag(14, WireType.Varint).int32(1);
}

function writeValue(writer: BinaryWriter, { name, type, shape }: OnnxValue): void {
  const writeShape = () => {
    for (const size of shape) {
      message(writer, 1, () =>
        typeof size === 'string' ? text(writer, 2, size) : integers(writer, 1, [size]),
      );
    }
  };
  const writeTensorType = () => {
    writer.tag(1, WireType.Varint).int32(onnxTypeNumbers[type]);
    message(writer, 2, writeShape);
  };
  text(writer, 1, name);
  message(writer, 2, () => message(writer, 1, writeTensorType));
}
