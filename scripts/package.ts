/** Makes the VSIX for one platform: `npm run package [-- --target linux-x64]`. Prints its path. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildExtension } from './build-extension.ts';
import { packageProblems } from './package-files.ts';
import { thirdPartyNotices } from './third-party-notices.ts';

const root = path.resolve(import.meta.dirname, '..');
const maxMegabytes = 40;
/** What of the manifest the editor does not read, or what would make the packager look for more files. */
const unpackagedKeys = [
  'scripts',
  'devDependencies',
  'dependencies',
  'allowScripts',
  'files',
  'bin',
];

/** Stages what runs of the build in `dist/`, checks the list of files and packs them; returns the package's path. */
export function packageExtension(target: string): string {
  const staging = mkdtempSync(path.join(tmpdir(), 'p3-package-'));
  try {
    stage(staging, target);
    const files = globSync('**/*', { cwd: staging, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(staging, path.join(entry.parentPath, entry.name)))
      .map((file) => file.replaceAll(path.sep, '/'));
    const problems = packageProblems(files);
    if (problems.length > 0) {
      throw new Error(problems.join('\n'));
    }
    return pack(staging, target);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function stage(staging: string, target: string): void {
  const kept = Object.entries(readManifest()).filter(([key]) => !unpackagedKeys.includes(key));
  writeFileSync(
    path.join(staging, 'package.json'),
    `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`,
  );
  writeFileSync(path.join(staging, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(root));
  const copied = [
    'README.md',
    'CHANGELOG.md',
    'LICENSE',
    'icon.png',
    'language-configuration.json',
  ];
  for (const name of [...copied, 'syntaxes', 'samples', 'walkthrough', 'dist']) {
    cpSync(path.join(root, name), path.join(staging, name), { recursive: true });
  }
  // The command line tool comes with the npm package.
  rmSync(path.join(staging, 'dist/cli'), { recursive: true, force: true });
  stageRuntime(staging, target);
}

/** ONNX Runtime's JavaScript and the binaries of the one platform. */
function stageRuntime(staging: string, target: string): void {
  const binaries = `bin/napi-v6/${target.replace('-', '/')}`;
  const parts = {
    'onnxruntime-node': ['package.json', ...found('onnxruntime-node', 'dist/*.js'), binaries],
    'onnxruntime-common': [
      'package.json',
      ...found('onnxruntime-common', 'dist/cjs/{*.js,package.json}'),
    ],
  };
  for (const [name, files] of Object.entries(parts)) {
    for (const file of files) {
      const from = path.join(root, 'node_modules', name, file);
      cpSync(from, path.join(staging, 'dist/node_modules', name, file), { recursive: true });
    }
  }
}

function found(packageName: string, pattern: string): readonly string[] {
  return globSync(pattern, { cwd: path.join(root, 'node_modules', packageName) });
}

function pack(staging: string, target: string): string {
  const { name, version } = readManifest();
  const file = path.join(root, `${name}-${target}-${version}.vsix`);
  const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
  const options = [
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
  ];
  run(process.execPath, [vsce, 'package', '--target', target, '--out', file, ...options], staging);
  const megabytes = statSync(file).size / 1024 / 1024;
  console.log(`${path.relative(root, file)}: ${megabytes.toFixed(1)} MB`);
  if (target === 'linux-x64' && megabytes > maxMegabytes) {
    throw new Error(`The package is larger than ${maxMegabytes} MB.`);
  }
  return file;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
}

function readManifest(): Manifest {
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
}

function run(command: string, parameters: readonly string[], cwd: string): void {
  const result = spawnSync(command, parameters, { cwd, encoding: 'utf8' });
  if (result.status !== 0) {
    throw new Error(
      `${path.basename(parameters[0] ?? command)} failed.\n${result.stdout}${result.stderr}`,
    );
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { target: { type: 'string', default: `${process.platform}-${process.arch}` } },
  });
  buildExtension();
  packageExtension(values.target);
}
