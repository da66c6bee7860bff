/**
 * `npm run corpus`: how many of the public templates render exactly as PromptSource renders them, and what is wrong with
 * them, beside what was so when a person last read the findings (docs/corpus-findings.md).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORPUS_SKIP_REASON, type Corpus, corpus } from '../support/corpus.ts';
import { loadCorpus } from '../support/load-corpus.ts';
import { type CorpusComparison, compareEntry, type TemplateDifference } from './compare-renders.ts';
import { type Counts, countFacts, countFindings } from './count-findings.ts';

const shownDifferences = 40;

function describe(difference: TemplateDifference): string {
  const { entry, name, row, truncate, field } = difference;
  const mode = truncate ? 'truncated' : 'untruncated';
  const [expected, actual] = [difference.expected, difference.actual].map(excerpt);
  return `${entry}: ${name}, row ${row}, ${mode}, ${field}\n  expected ${expected}\n  actual   ${actual}`;
}

function excerpt(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

function report(comparisons: readonly CorpusComparison[]): boolean {
  const differences = comparisons.flatMap((comparison) => comparison.differences);
  for (const difference of differences.slice(0, shownDifferences)) {
    console.log(describe(difference));
  }
  const total = comparisons.reduce((sum, { templateCount }) => sum + templateCount, 0);
  const rows = comparisons.reduce((sum, { rowCount }) => sum + rowCount, 0);
  const exact = total - differences.length;
  const share = total === 0 ? 0 : Math.floor((exact / total) * 1000) / 10;
  console.log(`${exact} of ${total} templates exact (${share} %), over ${rows} rows`);
  return differences.length === 0;
}

/** The counts that differ from those of the last reading are marked. */
function reportCounts(what: string, counts: Counts, expected: Counts): boolean {
  console.log(`\n${what}`);
  let isSame = true;
  for (const name of new Set([...Object.keys(expected), ...Object.keys(counts)])) {
    const [count = 0, known = 0] = [counts[name], expected[name]];
    const drift = count === known ? '' : ` (expected ${known})`;
    console.log(`${String(count).padStart(6)}  ${name}${drift}`);
    isSame &&= count === known;
  }
  return isSame;
}

function reportFindings(found: Corpus): boolean {
  const path = join(import.meta.dirname, 'expected-counts.json');
  const expected = JSON.parse(readFileSync(path, 'utf8'));
  const files = loadCorpus(found);
  const isSame = reportCounts('findings by rule', countFindings(files), expected.findings);
  return reportCounts('facts', countFacts(files), expected.facts) && isSame;
}

const found = corpus();
if (found === undefined) console.log(`skipped: ${CORPUS_SKIP_REASON}`);
else {
  const isExact = report(found.entries.map(compareEntry));
  process.exitCode = reportFindings(found) && isExact ? 0 : 1;
}
