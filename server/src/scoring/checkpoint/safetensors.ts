/** Hugging Face's safetensors: the header's length in 8 bytes, the header in JSON, the tensors' raw bytes. */
import type { FileHandle } from 'node:fs/promises';
import { ModelError } from '../model-error.ts';
import type { CheckpointTensor } from './checkpoint-tensor.ts';
import { readBytes, withModelFile } from './read-bytes.ts';

/**
 * Reads where each tensor lies, and nothing of the tensors themselves. The file is not trusted: every length,
 * offset and shape is checked against the file's size; throws a `ModelError` that names the tensor.
 */
export function readSafetensors(path: string): Promise<readonly CheckpointTensor[]> {
  return withModelFile(path, async (file) => {
    const { size } = await file.stat();
    const headerLength = await readHeaderLength(file, path, size);
    const header = parseHeader(path, (await readBytes(file, 8, headerLength)).toString('utf8'));
    const data = { path, start: 8 + headerLength, end: size };
    return Object.entries(header).flatMap(([name, entry]) =>
      name === '__metadata__' ? [] : [readTensor(data, name, entry)],
    );
  });
}

/** Largest header that the reference implementation reads. */
const MAX_HEADER_BYTES = 100_000_000;

const ELEMENT_BYTES: ReadonlyMap<unknown, number> = new Map(
  Object.entries({
    ...{ BOOL: 1, U8: 1, I8: 1, F8_E4M3: 1, F8_E5M2: 1, F8_E8M0: 1 },
    ...{ U16: 2, I16: 2, F16: 2, BF16: 2 },
    ...{ U32: 4, I32: 4, F32: 4 },
    ...{ U64: 8, I64: 8, F64: 8, C64: 8 },
  }),
);

async function readHeaderLength(file: FileHandle, path: string, size: number): Promise<number> {
  if (size < 8) {
    throw new ModelError(`\`${path}\` is cut off: it has ${size} bytes. Download it again.`);
  }
  const length = (await readBytes(file, 0, 8)).readBigUInt64LE(0);
  if (length > BigInt(MAX_HEADER_BYTES)) {
    throw new ModelError(
      `\`${path}\` is no safetensors file: it begins with a header length of ${length} bytes. ` +
        'Download it again; a file that Git LFS left as a pointer looks like that, too.',
    );
  }
  if (length > BigInt(size - 8)) {
    throw new ModelError(
      `\`${path}\` is cut off: its header has ${length} bytes, the whole file ${size}. ` +
        'Download it again.',
    );
  }
  return Number(length);
}

function parseHeader(path: string, text: string): object {
  try {
    const header: unknown = JSON.parse(text);
    if (typeof header === 'object' && header !== null && !Array.isArray(header)) {
      return header;
    }
  } catch {
    // Told below, like a header that is no object.
  }
  throw new ModelError(
    `\`${path}\` is no safetensors file: its header is no JSON object. Download it again.`,
  );
}

interface DataSection {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

function readTensor(data: DataSection, name: string, entry: unknown): CheckpointTensor {
  const fail = (what: string): never => {
    throw new ModelError(
      `Tensor \`${name}\` in \`${data.path}\` ${what}. Download the file again.`,
    );
  };
  const fields = new Map(Object.entries(typeof entry === 'object' ? (entry ?? {}) : {}));
  const dtype: unknown = fields.get('dtype');
  const elementBytes = ELEMENT_BYTES.get(dtype);
  if (typeof dtype !== 'string' || elementBytes === undefined) {
    return fail(`has the unknown type ${JSON.stringify(dtype) ?? 'nothing'}`);
  }
  const shape = readNaturals(fields.get('shape')) ?? fail('has no valid shape');
  const [begin = 0, end = 0, ...rest] =
    readNaturals(fields.get('data_offsets')) ?? fail('has no valid offsets');
  if (rest.length > 0 || end < begin) {
    fail(`has the offsets ${begin} to ${end}, which are no range`);
  }
  if (end > data.end - data.start) {
    fail(
      `ends ${end - (data.end - data.start)} bytes beyond the end of the file, which is cut off`,
    );
  }
  const elements = shape.reduce((product, size) => product * size, 1);
  if (elements * elementBytes !== end - begin) {
    fail(`has ${end - begin} bytes, but ${dtype} of shape [${shape.join(', ')}] needs others`);
  }
  return { name, path: data.path, dtype, shape, offset: data.start + begin, bytes: end - begin };
}

function readNaturals(value: unknown): readonly number[] | undefined {
  const isNatural = (each: unknown) => Number.isSafeInteger(each) && Number(each) >= 0;
  return Array.isArray(value) && value.every(isNatural) ? value : undefined;
}

/** A tensor that is going to be written. */
interface NewTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
}

export function bytesOf({ dtype, shape }: NewTensor): number {
  return shape.reduce((product, size) => product * size, ELEMENT_BYTES.get(dtype) ?? 0);
}

/** The start of a file whose tensors follow one another in this order, without gaps. */
export function encodeSafetensorsHeader(tensors: readonly NewTensor[]): Uint8Array {
  let end = 0;
  const entries = tensors.map((tensor) => {
    const begin = end;
    end += bytesOf(tensor);
    const { name, dtype, shape } = tensor;
    return [name, { dtype, shape, data_offsets: [begin, end] }];
  });
  const header = Buffer.from(JSON.stringify(Object.fromEntries(entries)));
  // Padded, so that tensors are aligned: the format asks for it.
  const padded = Buffer.alloc(Math.ceil(header.length / 8) * 8, ' ');
  header.copy(padded);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  return Buffer.concat([length, padded]);
}
