import { cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ModelError } from '../model-error.ts';
import { openGpuPackage } from './gpu-package.ts';
import { neededLibraries } from './needed-libraries.ts';

export interface CudaSetupOptions {
  /** The NuGet package `Microsoft.ML.OnnxRuntime.Gpu.Linux`, as a file or unpacked. */
  readonly source: string;
  /** Where ONNX Runtime with CUDA is put. */
  readonly cudaFolder: string;
  /** The bundle of the scoring process; ONNX Runtime is found from there. */
  readonly scoringEntry: string;
  /** Folders in which the loader looks for CUDA and cuDNN. */
  readonly libraryFolders: readonly string[];
  /** Such as `linux-x64`. */
  readonly platform: string;
}

export type CudaSetup =
  | { readonly kind: 'ready'; readonly folder: string; readonly missing: readonly string[] }
  | { readonly kind: 'failed'; readonly message: string };

const SHARED = 'libonnxruntime_providers_shared.so';
const CUDA = 'libonnxruntime_providers_cuda.so';

/**
 * Puts a copy of ONNX Runtime with its CUDA part into a folder, from which the scoring process is started then: it
 * looks for that part beside itself alone. Tells which libraries of NVIDIA the machine lacks.
 */
export async function setUpCuda(options: CudaSetupOptions): Promise<CudaSetup> {
  const { cudaFolder, platform } = options;
  if (platform !== 'linux-x64') {
    return { kind: 'failed', message: `CUDA is for Linux on x64; this is ${platform}.` };
  }
  const draft = `${cudaFolder}.${process.pid}.tmp`;
  try {
    const needed = await fill(draft, options);
    const { missing, folders } = await findLibraries(needed, options.libraryFolders);
    await writeFile(join(draft, 'cuda.json'), JSON.stringify({ libraryFolders: folders }));
    await rm(cudaFolder, { recursive: true, force: true });
    await rename(draft, cudaFolder);
    return { kind: 'ready', folder: cudaFolder, missing };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const reason =
      error instanceof ModelError ? error.message : `CUDA is not set up: ${error.message}.`;
    return { kind: 'failed', message: reason };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Answers what the CUDA part needs. */
async function fill(
  draft: string,
  { source, scoringEntry }: CudaSetupOptions,
): Promise<readonly string[]> {
  const runtime = dirname(dirname(createRequire(scoringEntry).resolve('onnxruntime-node')));
  const gpuPackage = await openGpuPackage(source);
  const version = await versionOf(runtime);
  if (gpuPackage.version !== null && gpuPackage.version !== version) {
    throw new ModelError(
      `The package is of ONNX Runtime ${gpuPackage.version}, but P3 Workbench has ${version}: get Microsoft.ML.OnnxRuntime.Gpu.Linux ${version}.`,
    );
  }
  await mkdir(draft, { recursive: true });
  const target = join(draft, 'node_modules', 'onnxruntime-node');
  const libraries = join('bin', 'napi-v6', 'linux', 'x64');
  for (const part of ['package.json', 'dist', libraries]) {
    await cp(join(runtime, part), join(target, part), { recursive: true, dereference: true });
  }
  // Its manifest is not among its exports; `dist/cjs/index.js` is what it resolves to.
  const commonMain = createRequire(join(runtime, 'package.json')).resolve('onnxruntime-common');
  const common = dirname(dirname(dirname(commonMain)));
  await cp(common, join(draft, 'node_modules', 'onnxruntime-common'), {
    recursive: true,
    dereference: true,
  });
  for (const library of [SHARED, CUDA]) {
    if (!(await gpuPackage.copy(library, join(target, libraries, library)))) {
      throw new ModelError(
        `\`${source}\` has no \`${library}\`: the NuGet package Microsoft.ML.OnnxRuntime.Gpu.Linux ${version} has it.`,
      );
    }
  }
  return neededLibraries(join(target, libraries, CUDA));
}

async function versionOf(runtime: string): Promise<string> {
  const manifest: { readonly version?: unknown } = Object(
    JSON.parse(await readFile(join(runtime, 'package.json'), 'utf8')),
  );
  return String(manifest.version);
}

/** NVIDIA's alone: the others are ONNX Runtime's own or the system's. */
async function findLibraries(
  needed: readonly string[],
  folders: readonly string[],
): Promise<{ readonly missing: readonly string[]; readonly folders: readonly string[] }> {
  const missing: string[] = [];
  const used = new Set<string>();
  for (const name of needed.filter((it) => /^lib(?:cu|nv)/.test(it))) {
    const holder = await firstWith(folders, name);
    if (holder === undefined) missing.push(name);
    else used.add(holder);
  }
  return { missing, folders: [...used] };
}

async function firstWith(folders: readonly string[], name: string): Promise<string | undefined> {
  for (const folder of folders) {
    if ((await stat(join(folder, name)).catch(() => undefined)) !== undefined) return folder;
  }
  return undefined;
}

/** Where CUDA's libraries usually lie, and where the loader was told to look. */
export function libraryFolders(environment: NodeJS.ProcessEnv): readonly string[] {
  const told = (environment['LD_LIBRARY_PATH'] ?? '').split(':').filter((folder) => folder !== '');
  const usual = [
    '/usr/local/cuda/lib64',
    '/usr/local/cuda-12/lib64',
    '/usr/lib/x86_64-linux-gnu',
    '/usr/lib64',
  ];
  return [...told, ...usual];
}
