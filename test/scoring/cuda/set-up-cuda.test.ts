import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { cudaStart } from '../../../server/src/scoring/cuda/cuda-start.ts';
import { neededLibraries } from '../../../server/src/scoring/cuda/needed-libraries.ts';
import { setUpCuda } from '../../../server/src/scoring/cuda/set-up-cuda.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const runtime = join(root, 'node_modules', 'onnxruntime-node');
const { version } = JSON.parse(readFileSync(join(runtime, 'package.json'), 'utf8'));
const realLibrary = readFileSync(join(runtime, 'bin/napi-v6/linux/x64/libonnxruntime.so.1'));
const native = 'runtimes/linux-x64/native';
const nuspec = (of: string) => `<package><metadata><version>${of}</version></metadata></package>`;

function start(context: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'p3-cuda-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const entry = join(root, 'dist', 'server', 'scoring-process.cjs');
  const cudaFolder = join(folder, 'cuda');
  const setUp = (source: string, platform = 'linux-x64') =>
    setUpCuda({
      ...{ source, cudaFolder, platform, libraryFolders: [folder] },
      scoringEntry: join(root, 'dist', 'server', 'any.cjs'),
    });
  return { folder, entry, cudaFolder, setUp };
}

/** A zip archive with deflated members. */
function zip(members: Readonly<Record<string, Buffer | string>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(members)) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(content.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    parts.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listing, end]);
}

suite('setting up CUDA', () => {
  test('takes the libraries of a NuGet package', async (context) => {
    const { folder, cudaFolder, setUp } = start(context);
    const source = join(folder, 'gpu.nupkg');
    const members = {
      'Microsoft.ML.OnnxRuntime.Gpu.Linux.nuspec': nuspec(version),
      [`${native}/libonnxruntime_providers_shared.so`]: 'shared',
      [`${native}/libonnxruntime_providers_cuda.so`]: realLibrary.subarray(0, 5_000_000),
    };
    writeFileSync(source, zip(members));
    assert.deepEqual(await setUp(source), { kind: 'ready', folder: cudaFolder, missing: [] });
    const libraries = join(cudaFolder, 'node_modules/onnxruntime-node/bin/napi-v6/linux/x64');
    assert.equal(
      readFileSync(join(libraries, 'libonnxruntime_providers_shared.so'), 'utf8'),
      'shared',
    );
    assert.ok(existsSync(join(libraries, 'onnxruntime_binding.node')));
  });

  test('refuses the package of another version, and leaves nothing', async (context) => {
    const { folder, cudaFolder, setUp } = start(context);
    const source = join(folder, 'gpu.nupkg');
    writeFileSync(source, zip({ 'a.nuspec': nuspec('1.2.3') }));
    const result = await setUp(source);
    assert.match(
      result.kind === 'failed' ? result.message : '',
      /The package is of ONNX Runtime 1\.2\.3, but P3 Workbench has .*: get Microsoft/,
    );
    assert.equal(existsSync(cudaFolder), false);
  });

  test('says what a folder lacks', async (context) => {
    const { folder, setUp } = start(context);
    const source = join(folder, 'unpacked');
    mkdirSync(source);
    const result = await setUp(source);
    assert.match(
      result.kind === 'failed' ? result.message : '',
      /has no `libonnxruntime_providers_shared\.so`: the NuGet package/,
    );
    for (const [path, says] of [
      [join(folder, 'nowhere'), /`.*nowhere` does not exist\./],
      [fileURLToPath(import.meta.url), /has no directory of a zip archive/],
    ] as const) {
      const failed = await setUp(path);
      assert.match(failed.kind === 'failed' ? failed.message : '', says);
    }
    const windows = await setUp(source, 'win32-x64');
    assert.match(windows.kind === 'failed' ? windows.message : '', /this is win32-x64/);
  });

  test('starts the scoring process from there, once it is set up', async (context) => {
    const { folder, entry, cudaFolder, setUp } = start(context);
    if (!existsSync(entry)) {
      context.skip('the bundle is not built');
      return;
    }
    assert.equal(cudaStart(entry, cudaFolder), undefined);
    const source = join(folder, 'unpacked');
    mkdirSync(source);
    for (const name of ['shared', 'cuda']) {
      writeFileSync(join(source, `libonnxruntime_providers_${name}.so`), name);
    }
    assert.equal((await setUp(source)).kind, 'ready');
    const started = cudaStart(entry, cudaFolder);
    assert.equal(started?.entry, join(cudaFolder, 'scoring-process.cjs'));
    assert.ok(existsSync(started.entry));
  });
});

suite('what a library needs', () => {
  test('is read from its dynamic section', async () => {
    const needed = await neededLibraries(
      join(runtime, 'bin/napi-v6/linux/x64/libonnxruntime.so.1'),
    );
    assert.ok(needed.includes('libc.so.6'), `${needed}`);
    assert.ok(needed.every((name) => /^(?:lib|ld-)[\w+.-]+$/.test(name)));
  });

  test('is nothing for a file that is none', async () => {
    assert.deepEqual(await neededLibraries(fileURLToPath(import.meta.url)), []);
  });
});
