import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** How the scoring process starts where CUDA is set up. */
export interface CudaStart {
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Undefined where CUDA is not set up, or for another version of ONNX Runtime: an update calls for another setup. */
export function cudaStart(entry: string, cudaFolder: string | undefined): CudaStart | undefined {
  if (cudaFolder === undefined || !entry.endsWith('.cjs')) return undefined;
  try {
    const ready = join(cudaFolder, 'cuda.json');
    if (!existsSync(ready) || versionBeside(cudaFolder) !== versionFrom(entry)) return undefined;
    const { libraryFolders }: { readonly libraryFolders?: unknown } = Object(
      JSON.parse(readFileSync(ready, 'utf8')),
    );
    const folders = Array.isArray(libraryFolders) ? libraryFolders.map(String) : [];
    // ONNX Runtime is found beside the entry; a copy each time, since updates change it.
    const copy = join(cudaFolder, 'scoring-process.cjs');
    copyFileSync(entry, copy);
    const path = [...folders, process.env['LD_LIBRARY_PATH'] ?? ''].filter(Boolean).join(':');
    return { entry: copy, environment: { LD_LIBRARY_PATH: path } };
  } catch {
    // A folder that is half there: without CUDA, then.
    return undefined;
  }
}

function versionBeside(cudaFolder: string): string {
  return readVersion(join(cudaFolder, 'node_modules', 'onnxruntime-node', 'package.json'));
}

function versionFrom(entry: string): string {
  const main = createRequire(entry).resolve('onnxruntime-node');
  return readVersion(join(dirname(dirname(main)), 'package.json'));
}

function readVersion(path: string): string {
  const manifest: { readonly version?: unknown } = Object(JSON.parse(readFileSync(path, 'utf8')));
  return String(manifest.version);
}
