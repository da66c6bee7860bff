/** `npm run check:manifest`: package.json and the README's tables say what the source declares; `--write` mends settings and tables. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, manifestProblems, withSettings, withTables } from './manifest.ts';

const root = join(import.meta.dirname, '..');
const readmePath = join(root, 'README.md');
const manifestPath = join(root, 'package.json');
const doesWrite = process.argv.includes('--write');
const written: Manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
const manifest = doesWrite ? withSettings(written) : written;
const readme = readFileSync(readmePath, 'utf8');
const expected = withTables(readme);

const problems = [...manifestProblems(manifest)];
if (doesWrite) {
  writeFileSync(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(readmePath, expected);
} else if (expected !== readme) {
  problems.push('the tables of README.md are old: run `npm run check:manifest -- --write`');
}
for (const problem of problems) console.error(problem);
if (problems.length === 0) console.log('manifest and README agree with the source');
process.exitCode = problems.length === 0 ? 0 : 1;
