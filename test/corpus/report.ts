/** `npm run corpus`: how many of the public templates render exactly as PromptSource renders them. */
import { CORPUS_SKIP_REASON, corpus } from '../support/corpus.ts';
import { type CorpusComparison, compareEntry, type TemplateDifference } from './compare-renders.ts';

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

const found = corpus();
if (found === undefined) console.log(`skipped: ${CORPUS_SKIP_REASON}`);
else process.exitCode = report(found.entries.map(compareEntry)) ? 0 : 1;
