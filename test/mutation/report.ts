/** `npm run mutate`: per rule, how many planted faults are reported, with which other errors, and what their fixes do. */
import { parseArgs } from 'node:util';
import { CORPUS_SKIP_REASON, corpus } from '../support/corpus.ts';
import { loadCorpus } from '../support/load-corpus.ts';
import { faults, mutate, type Trial } from './mutate.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '50' },
    rule: { type: 'string' },
    show: { type: 'string', default: '0' },
  },
});

function share(trials: readonly Trial[], holds: (trial: Trial) => boolean): string {
  const count = trials.filter(holds).length;
  return `${((100 * count) / Math.max(1, trials.length)).toFixed(1)} %`;
}

function line(name: string, trials: readonly Trial[]): string {
  const fixed = trials.filter(({ hasFix }) => hasFix);
  const errors = new Set(trials.flatMap(({ otherErrors }) => otherErrors));
  const faults = new Set(fixed.flatMap(({ fixFaults }) => fixFaults));
  return [
    name.padEnd(32),
    String(trials.length).padStart(5),
    share(trials, ({ isFound }) => isFound).padStart(9),
    share(trials, ({ otherErrors }) => otherErrors.length === 0).padStart(9),
    fixed.length === 0
      ? '        –'
      : share(fixed, ({ fixFaults }) => fixFaults.length === 0).padStart(9),
    ` ${[...errors, ...faults].join(', ')}`,
  ].join('');
}

function report(trials: readonly Trial[]): boolean {
  console.log(`${'rule'.padEnd(32)} mutants found  alone  fixed`);
  for (const id of Object.keys(faults)) {
    const own = trials.filter(({ rule }) => rule === id);
    if (values.rule === undefined || values.rule === id) console.log(line(id, own));
  }
  console.log(line('all', trials));
  const bad = trials.filter(
    (trial) =>
      (values.rule === undefined || trial.rule === values.rule) &&
      (!trial.isFound || trial.fixFaults.length > 0),
  );
  for (const { rule, file, template, text, fixFaults } of bad.slice(0, Number(values.show))) {
    const at = text.indexOf(template);
    console.log(
      `\n${rule}: ${file} ${template} ${fixFaults.join(', ')}\n${text.slice(at, at + 900)}`,
    );
  }
  const count = (holds: (trial: Trial) => boolean) => trials.filter(holds).length;
  return (
    count(({ isFound }) => isFound) >= 0.99 * trials.length &&
    count(({ otherErrors }) => otherErrors.length === 0) >= 0.95 * trials.length &&
    trials.every(({ fixFaults }) => fixFaults.length === 0)
  );
}

const found = corpus();
if (found === undefined) console.log(`skipped: ${CORPUS_SKIP_REASON}`);
else {
  const trials = mutate(loadCorpus(found), {
    seed: Number(values.seed),
    perRule: Number(values.count),
  });
  process.exitCode = report(trials) ? 0 : 1;
}
