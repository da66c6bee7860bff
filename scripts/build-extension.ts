import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Builds `dist/` as `npm run build` does. */
export function buildExtension(): void {
  const root = path.resolve(import.meta.dirname, '..');
  const result = spawnSync(process.execPath, ['scripts/build.ts'], { cwd: root, stdio: 'inherit' });
  if (result.status !== 0) {
    throw new Error('The build failed.');
  }
}
