/** `npm run check:manifest`: package.json, the README's tables and the guide to the rules say what the source declares; `--write` mends them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, manifestProblems, withSettings, withTables } from './manifest.ts';
import { withRuleFacts } from './rule-guide.ts';

const root = join(import.meta.dirname, '..');
const readmePath = join(root, 'README.md');
const guidePath = join(root, 'docs', 'rules.md');
const manifestPath = join(root, 'package.json');
const doesWrite = process.argv.includes('--write');
const written: Manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
const manifest = doesWrite ? withSettings(written) : written;
const readme = readFileSync(readmePath, 'utf8');
const expected = withTables(readme);
const guide = readFileSync(guidePath, 'utf8');
const expectedGuide = withRuleFacts(guide);

const problems = [...manifestProblems(manifest)];
if (doesWrite) {
  writeFileSync(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(readmePath, expected);
  writeFileSync(guidePath, expectedGuide);
} else {
  const old = [
    ...(expected === readme ? [] : ['the tables of README.md are']),
    ...(expectedGuide === guide ? [] : ['what docs/rules.md says of rules is']),
  ];
  problems.push(...old.map((what) => `${what} old: run \`npm run check:manifest -- --write\``));
}
for (const problem of problems) console.error(problem);
if (problems.length === 0) console.log('manifest, README and docs/rules.md agree with the source');
process.exitCode = problems.length === 0 ? 0 : 1;
