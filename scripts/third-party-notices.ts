import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** The licences of all packages that the bundles hold, which ask to go with every copy. */
export function thirdPartyNotices(root: string): string {
  const packages = new Map<string, string>();
  const manifest = readManifest(root);
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    collect(name, root, root, packages);
  }
  return [...packages.keys()]
    .sort()
    .map((key) => `${key}\n${'-'.repeat(key.length)}\n\n${packages.get(key)}\n`)
    .join('\n');
}

function collect(name: string, from: string, root: string, packages: Map<string, string>): void {
  const folder = locate(name, from, root);
  if (folder === undefined) {
    return;
  }
  const manifest = readManifest(folder);
  const key = `${name} ${manifest.version}`;
  if (packages.has(key)) {
    return;
  }
  packages.set(key, licenceOf(folder, manifest));
  for (const dependency of Object.keys(manifest.dependencies ?? {})) {
    collect(dependency, folder, root, packages);
  }
}

/** As Node resolves: beside the one who asks, then upwards. */
function locate(name: string, from: string, root: string): string | undefined {
  for (let folder = from; folder.startsWith(root); folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', name);
    if (existsSync(path.join(candidate, 'package.json'))) {
      return candidate;
    }
  }
  return undefined;
}

function licenceOf(folder: string, manifest: PackageManifest): string {
  const [file] = globSync('{LICENSE,LICENCE,License,license}*', { cwd: folder });
  return file === undefined
    ? `Licence: ${manifest.license ?? 'not stated'}`
    : readFileSync(path.join(folder, file), 'utf8').trim();
}

function readManifest(folder: string): PackageManifest {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
}
