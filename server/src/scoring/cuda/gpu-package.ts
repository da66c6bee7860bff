import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { type PackedMember, readZip } from '../checkpoint/stored-zip.ts';
import { ModelError } from '../model-error.ts';

/** The part of ONNX Runtime that knows CUDA, from where the user has it. */
export interface GpuPackage {
  /** Null where the folder does not tell. */
  readonly version: string | null;
  /** Puts a library of the package there; false where the package has none of that name. */
  copy(library: string, target: string): Promise<boolean>;
}

const NATIVE = 'runtimes/linux-x64/native';

/** Opens a `.nupkg` file, or the folder of an unpacked one; throws a `ModelError` for anything else. */
export async function openGpuPackage(path: string): Promise<GpuPackage> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new ModelError(`\`${path}\` does not exist.`);
  return found.isDirectory() ? openFolder(path) : openArchive(path);
}

async function openFolder(folder: string): Promise<GpuPackage> {
  const names = await readdir(folder);
  const nuspec = names.find((name) => name.endsWith('.nuspec'));
  const text = nuspec && (await readFile(join(folder, nuspec), 'utf8'));
  return {
    version: versionIn(text ?? ''),
    async copy(library, target) {
      for (const source of [join(folder, library), join(folder, NATIVE, library)]) {
        if ((await stat(source).catch(() => undefined))?.isFile()) {
          await copyFile(source, target);
          return true;
        }
      }
      return false;
    },
  };
}

async function openArchive(path: string): Promise<GpuPackage> {
  const file = await open(path, 'r');
  try {
    const members = await readZip(file, path);
    const nuspec = [...members].find(([name]) => name.endsWith('.nuspec'))?.[1];
    const text = nuspec && (await unpackText(path, nuspec));
    return {
      version: versionIn(text ?? ''),
      async copy(library, target) {
        const member = members.get(`${NATIVE}/${library}`);
        if (member === undefined) return false;
        await pipeline([...unpack(path, member), createWriteStream(target)]);
        return true;
      },
    };
  } finally {
    await file.close();
  }
}

function unpack(path: string, { offset, bytes, isDeflated }: PackedMember) {
  const packed = createReadStream(path, { start: offset, end: offset + bytes - 1 });
  return isDeflated ? [packed, createInflateRaw()] : [packed];
}

async function unpackText(path: string, member: PackedMember): Promise<string> {
  const collected = new PassThrough();
  const [text] = await Promise.all([
    readText(collected),
    pipeline([...unpack(path, member), collected]),
  ]);
  return text;
}

function versionIn(nuspec: string): string | null {
  return /<version>\s*([\w.-]+)\s*<\/version>/.exec(nuspec)?.[1] ?? null;
}
