/** PyTorch's checkpoints as `torch.save` has written them since 1.6: a pickle of tensors, and their bytes, in a zip. */
import type { FileHandle } from 'node:fs/promises';
import { ModelError } from '../model-error.ts';
import type { CheckpointTensor } from './checkpoint-tensor.ts';
import { readPickle } from './pickle.ts';
import type { PickleValue } from './pickle-value.ts';
import { readBytes, withModelFile } from './read-bytes.ts';
import { readStoredZip, type ZipMember } from './stored-zip.ts';

/** Reads where each tensor lies. Nothing that the file holds is run; throws a `ModelError` for what is no tensor. */
export function readPytorch(path: string): Promise<readonly CheckpointTensor[]> {
  return withModelFile(path, async (file) => {
    await expectZip(file, path);
    const members = await readStoredZip(file, path);
    const root = findRoot(members, path);
    await expectLittleEndian(file, path, members.get(`${root}byteorder`));
    const pickle = await readMember(file, path, members.get(`${root}data.pkl`));
    return entriesOf(parse(pickle, path), path).map(([name, value]) => {
      const tensor = readTensor(value);
      if (typeof tensor === 'string') {
        throw refused(path, `tensor \`${name}\` ${tensor}`);
      }
      const member = members.get(`${root}data/${tensor.storage}`);
      return locate(path, name, tensor, member);
    });
  });
}

const STORAGES: ReadonlyMap<string, readonly [dtype: string, bytes: number]> = new Map([
  ['torch.FloatStorage', ['F32', 4]],
  ['torch.HalfStorage', ['F16', 2]],
  ['torch.BFloat16Storage', ['BF16', 2]],
  ['torch.DoubleStorage', ['F64', 8]],
  ['torch.LongStorage', ['I64', 8]],
  ['torch.IntStorage', ['I32', 4]],
  ['torch.BoolStorage', ['BOOL', 1]],
]);

const REBUILD_TENSOR = 'torch._utils._rebuild_tensor_v2';
const REBUILD_PARAMETER = 'torch._utils._rebuild_parameter';
const ALLOWED_NAMES = new Set([REBUILD_TENSOR, REBUILD_PARAMETER, ...STORAGES.keys()]);

const MAX_PICKLE_BYTES = 100_000_000;

async function expectZip(file: FileHandle, path: string): Promise<void> {
  const start = (await readBytes(file, 0, 4)).toString('latin1');
  if (start.startsWith('\x80')) {
    throw new ModelError(
      `\`${path}\` is in the format of PyTorch before 1.6, which is not read. Download the model in ` +
        'safetensors, or save it anew with `torch.save`.',
    );
  }
  if (start !== 'PK\x03\x04') {
    throw new ModelError(
      `\`${path}\` is no file of \`torch.save\`. Download it again; a file that Git LFS left as a pointer ` +
        'looks like that, too.',
    );
  }
}

/** The folder that holds everything in the archive, by where the pickle lies. */
function findRoot(members: ReadonlyMap<string, ZipMember>, path: string): string {
  const name = [...members.keys()].find((each) => /^[^/]+\/data\.pkl$/.test(each));
  if (name === undefined) {
    throw refused(path, 'it has no `data.pkl`');
  }
  return name.slice(0, -'data.pkl'.length);
}

async function expectLittleEndian(
  file: FileHandle,
  path: string,
  member: ZipMember | undefined,
): Promise<void> {
  // Files before PyTorch 2.1 do not say it; they come from little-endian machines.
  const order = member && (await readBytes(file, member.offset, Math.min(16, member.bytes)));
  if (order !== undefined && order.toString('latin1') !== 'little') {
    throw refused(path, 'it was written on a big-endian machine');
  }
}

async function readMember(
  file: FileHandle,
  path: string,
  member: ZipMember | undefined,
): Promise<Buffer> {
  if (member === undefined || member.bytes > MAX_PICKLE_BYTES) {
    throw refused(path, 'its `data.pkl` is too large');
  }
  return await readBytes(file, member.offset, member.bytes);
}

function parse(pickle: Buffer, path: string): PickleValue {
  try {
    return readPickle(pickle, ALLOWED_NAMES);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw refused(path, `${reason} in its pickle, and only tensors are read from one`);
  }
}

function entriesOf(value: PickleValue, path: string): (readonly [string, PickleValue])[] {
  if (typeof value !== 'object' || value?.kind !== 'dict') {
    throw refused(path, 'it holds no dictionary of tensors');
  }
  return [...value.entries].map(([name, entry]) => [String(name), entry]);
}

interface StoredTensor {
  readonly storage: string;
  readonly dtype: string;
  readonly elementBytes: number;
  readonly shape: readonly number[];
  /** In elements of the storage. */
  readonly start: number;
}

/** What is wrong with it where it is none. */
function readTensor(value: PickleValue): StoredTensor | string {
  const call = callOf(value, REBUILD_PARAMETER);
  const [storage, start, size, stride] =
    callOf(call === undefined ? value : (call[0] ?? null), REBUILD_TENSOR) ?? [];
  const found = readStorage(storage);
  const shape = readSizes(size);
  const strides = readSizes(stride);
  if (found === undefined || typeof start !== 'number' || start < 0 || !shape || !strides) {
    return 'is no tensor in ordinary memory';
  }
  if (!isContiguous(shape, strides)) {
    return 'does not lie row by row: save it with `.contiguous()`';
  }
  return { ...found, shape, start };
}

function callOf(
  value: PickleValue | undefined,
  name: string,
): readonly (PickleValue | undefined)[] | undefined {
  const isCall = typeof value === 'object' && value?.kind === 'call' && value.name === name;
  return isCall ? value.arguments : undefined;
}

/** `('storage', type, key, device, elements)`. */
function readStorage(value: PickleValue | undefined) {
  const id = typeof value === 'object' && value?.kind === 'persistent' ? value.id : null;
  const [tag, type, key] = typeof id === 'object' && id?.kind === 'list' ? id.items : [];
  const name = typeof type === 'object' && type?.kind === 'global' ? type.name : '';
  const [dtype, elementBytes] = STORAGES.get(name) ?? [];
  if (tag !== 'storage' || typeof key !== 'string' || !dtype || !elementBytes) {
    return undefined;
  }
  return { storage: key, dtype, elementBytes };
}

function readSizes(value: PickleValue | undefined): readonly number[] | undefined {
  const items = typeof value === 'object' && value?.kind === 'list' ? value.items : [-1];
  const sizes = items.map((item) => (Number.isSafeInteger(item) ? Number(item) : -1));
  return sizes.every((size) => size >= 0) ? sizes : undefined;
}

function isContiguous(shape: readonly number[], strides: readonly number[]): boolean {
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis] ?? 0;
    // PyTorch leaves any stride along an axis of one.
    if (size !== 1 && strides[axis] !== expected) {
      return false;
    }
    expected *= size;
  }
  return shape.length === strides.length;
}

function locate(
  path: string,
  name: string,
  { dtype, elementBytes, shape, start }: StoredTensor,
  member: ZipMember | undefined,
): CheckpointTensor {
  const bytes = elementBytes * shape.reduce((product, size) => product * size, 1);
  if (member === undefined || !(start * elementBytes + bytes <= member.bytes)) {
    throw refused(path, `tensor \`${name}\` ends beyond its bytes, which are missing or cut off`);
  }
  return { name, path, dtype, shape, offset: member.offset + start * elementBytes, bytes };
}

function refused(path: string, reason: string): ModelError {
  return new ModelError(
    `\`${path}\` cannot be used: ${reason}. Download it again, or the model in safetensors.`,
  );
}
