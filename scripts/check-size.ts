/** `npm run check:size`: every bundle exists and is within its budget. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { bundles } from './bundles.ts';

const root = join(import.meta.dirname, '..');

for (const { outfile, maxKilobytes } of bundles) {
  const size = statSync(join(root, outfile), { throwIfNoEntry: false })?.size;
  if (size === undefined) {
    console.error(`${outfile} is missing: run \`npm run build\``);
    process.exitCode = 1;
    continue;
  }
  const kilobytes = Math.ceil(size / 1024);
  const isWithin = kilobytes <= maxKilobytes;
  console.log(`${outfile}: ${kilobytes} of ${maxKilobytes} kB${isWithin ? '' : ' — too large'}`);
  if (!isWithin) process.exitCode = 1;
}
