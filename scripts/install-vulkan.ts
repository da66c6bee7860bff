/**
 * `npm run install:vulkan`: a Vulkan driver in software (SwiftShader), so that WebGPU runs on Linux without a GPU. It comes
 * out of an npm package for headless browsers (70 MB, of which 7 MB are kept) and is installed for the tests alone.
 */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

const PACKAGE = '@sparticuz/chromium@153.0.0';
const cache = join(import.meta.dirname, '../node_modules/.cache');

/** Where the driver lies once it is installed. */
export const vulkanFolder = join(cache, 'p3-vulkan');

/** What a process needs in its environment to find the driver. */
export function vulkanEnvironment(): NodeJS.ProcessEnv {
  return {
    VK_ICD_FILENAMES: join(vulkanFolder, 'vk_swiftshader_icd.json'),
    LD_LIBRARY_PATH: vulkanFolder,
  };
}

/** Does nothing where it is installed; throws where it cannot be. */
export function installVulkan(): void {
  if (existsSync(vulkanFolder)) return;
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(join(cache, 'p3-vulkan-'));
  try {
    const options = { cwd: temporary, timeout: 300_000, stdio: 'pipe' } as const;
    execFileSync('npm', ['pack', '--silent', PACKAGE], options);
    execFileSync('tar', ['-xzf', archiveName(), 'package/bin/swiftshader.tar.br'], options);
    const packed = readFileSync(join(temporary, 'package/bin/swiftshader.tar.br'));
    writeFileSync(join(temporary, 'driver.tar'), brotliDecompressSync(packed));
    mkdirSync(join(temporary, 'driver'));
    execFileSync('tar', ['-xf', 'driver.tar', '-C', 'driver'], options);
    renameSync(join(temporary, 'driver'), vulkanFolder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function archiveName(): string {
  return `${PACKAGE.slice(1).replace(/[/@]/g, '-')}.tgz`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  installVulkan();
  console.log(`The driver is in ${vulkanFolder}`);
}
