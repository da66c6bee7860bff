/** `npm run fuzz -- --seed N --count M`: random templates rendered here and by Python's Jinja2. */
import { parseArgs } from 'node:util';
import { agrees, renderHere } from './compare.ts';
import { generateRow } from './generate-row.ts';
import { generateTemplate } from './generate-template.ts';
import { generateWildTemplate } from './generate-wild.ts';
import { Random } from './random.ts';
import {
  type RenderAnswer,
  type RenderCase,
  referenceVersion,
  renderByReference,
} from './reference.ts';
import { shrink } from './shrink.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '2000' },
    show: { type: 'string', default: '10' },
  },
});

const batchSize = 2000;

function generate(seed: number): RenderCase {
  const random = new Random(seed);
  // Every third one asks for what does not fit.
  const template = seed % 3 === 0 ? generateWildTemplate(random) : generateTemplate(random);
  return { template, row: generateRow(random), index: seed % 5 };
}

/** The cases of a batch that differ. */
function differences(cases: readonly RenderCase[]): RenderCase[] {
  const references = renderByReference(cases);
  return cases.filter((one, index) => {
    const reference = references[index] ?? { skip: 'no answer' };
    return !agrees(renderHere(one), reference);
  });
}

function report(original: RenderCase): void {
  const [reference] = renderByReference([original]);
  const shown = difference(renderHere(original), reference);
  const small = shrink(original, (cases) => {
    const references = renderByReference(cases);
    return cases.map((one, i) => difference(renderHere(one), references[i]) === shown);
  });
  const [want] = renderByReference([small]);
  console.log(JSON.stringify({ ...small, want }));
  console.log(`  here: ${JSON.stringify(renderHere(small))}`);
}

/** What kind of answers differ, so that a difference is not shrunk to another one; nothing where they agree. */
function difference(here: RenderAnswer, reference: RenderAnswer = { skip: '' }): string {
  if (agrees(here, reference)) return '';
  return [here, reference].map((one) => ('error' in one ? one.error.type : 'text')).join();
}

function run(first: number, count: number, shown: number): boolean {
  let found = 0;
  for (let start = 0; start < count; start += batchSize) {
    const size = Math.min(batchSize, count - start);
    const cases = Array.from({ length: size }, (_, index) => generate(first + start + index));
    for (const difference of differences(cases)) {
      found += 1;
      if (found <= shown) report(difference);
    }
  }
  console.log(`${count} templates, ${found} differ`);
  return found === 0;
}

const version = referenceVersion();
if (version === undefined) {
  console.log('skipped: Python with Jinja2 is not here; name one in the variable PYTHON');
} else {
  console.log(`compared with ${version}`);
  const first = Number(values.seed) * 1_000_003;
  process.exitCode = run(first, Number(values.count), Number(values.show)) ? 0 : 1;
}
