/**
 * `npm run bench:score-large`: 20,000 rows × 10 templates in one run of `p3 score` (or `--rows N`), killed with -9 on
 * the way and started again. Tells the memory over the run, and whether a row was scored twice.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, openAsBlob, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { RECORD_BYTES } from '../../server/src/scoring/cache/score-records.ts';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '20000' } } });
const ROWS = Number(values.rows);
const TEMPLATES = 10;
/** Two choices for each row and template, and the two choices by themselves. */
const EXPECTED = 2 * ROWS * TEMPLATES + 2;
const SAMPLE_MS = 1000;

const command = join(import.meta.dirname, '../../dist/cli/p3.cjs');
const folder = await mkdtemp(join(tmpdir(), 'p3-large-'));
const cacheFolder = join(folder, 'cache');
try {
  await writeDataset();
  const killed = await run('killed', 0.3);
  console.log(`killed with -9 at ${percent(killed.kept)}: ${killed.kept} scores are kept`);
  const resumed = await run('resumed', Number.POSITIVE_INFINITY);
  console.log(
    `resumed and ended with status ${resumed.status} after ${resumed.seconds.toFixed(0)} s`,
  );
  const twice = resumed.kept - EXPECTED;
  console.log(
    `${resumed.kept} scores are kept, ${EXPECTED} are needed: ${twice} were computed twice`,
  );
  console.log(`${await countExamples(join(folder, 'resumed.json'))} rows are in the report`);
  const again = await run('again', Number.POSITIVE_INFINITY);
  console.log(
    `a third run, all of it kept: ${again.seconds.toFixed(0)} s, ${again.kept - resumed.kept} new scores`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function writeDataset(): Promise<void> {
  const templates = Array.from({ length: TEMPLATES }, (_, index) => {
    const jinja = `Wording ${index}: {{ text }} Is that good or bad? ||| {{ answer_choices[label] }}`;
    return `  t${index}: !Template\n    answer_choices: bad ||| good\n    id: t${index}\n    jinja: '${jinja}'\n    name: Wording ${index}\n`;
  });
  await writeFile(
    join(folder, 'templates.yaml'),
    `dataset: large\ntemplates:\n${templates.join('')}`,
  );
  const rows = Array.from({ length: ROWS }, (_, index) =>
    JSON.stringify({
      text: `Number ${index} came on a ${index % 7}th day and went again.`,
      label: index % 2,
    }),
  );
  await writeFile(join(folder, 'validation.jsonl'), `${rows.join('\n')}\n`);
}

interface RunResult {
  readonly status: number | null;
  readonly seconds: number;
  readonly kept: number;
}

/** Runs the command until it ends, or until that share of the scores is kept and it is killed. */
async function run(name: string, killAt: number): Promise<RunResult> {
  const start = performance.now();
  const child = spawn(process.execPath, [command, 'score', 'templates.yaml', '--format', 'json'], {
    cwd: folder,
    env: { ...process.env, P3_CACHE_DIR: cacheFolder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.pipe(createWriteStream(join(folder, `${name}.json`)));
  const sampling = setInterval(() => sample(child), SAMPLE_MS);
  let next = 0;
  function sample({ pid }: ChildProcess): void {
    const kept = countKept();
    const share = kept / EXPECTED;
    if (share >= next) {
      const memory = processesOf(pid ?? 0).map((it) => `${it.name} ${it.megabytes} MB`);
      console.log(`${name} ${percent(kept)}: ${memory.join(', ')}`);
      next = Math.floor(share * 10 + 1) / 10;
    }
    if (share >= killAt) {
      clearInterval(sampling);
      for (const each of processesOf(pid ?? 0)) process.kill(each.pid, 'SIGKILL');
    }
  }
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(sampling);
  return { status, seconds: (performance.now() - start) / 1000, kept: countKept() };
}

function percent(kept: number): string {
  return `${((100 * kept) / EXPECTED).toFixed(0)} %`;
}

function countKept(): number {
  const scores = join(cacheFolder, 'scores');
  try {
    const sizes = readdirSync(scores).map((name) => statSync(join(scores, name)).size);
    return Math.floor(sizes.reduce((sum, size) => sum + size, 0) / RECORD_BYTES);
  } catch {
    return 0;
  }
}

interface RunningProcess {
  readonly pid: number;
  readonly name: string;
  readonly megabytes: number;
}

/** The command and its children, as Linux tells of them. */
function processesOf(pid: number): readonly RunningProcess[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    const pids = children === '' ? [] : children.split(' ').map(Number);
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    const name = /([\w-]+)\.cjs/.exec(line)?.[1] ?? 'node';
    const own = { pid, name, megabytes: Math.round((pages * 4096) / 1e6) };
    return [own, ...pids.flatMap(processesOf)];
  } catch {
    return [];
  }
}

async function countExamples(path: string): Promise<number> {
  const report = JSON.parse(await (await openAsBlob(path)).text());
  const templates: readonly { readonly examples: readonly unknown[] }[] = report.templates;
  return templates.reduce((sum, { examples }) => sum + examples.length, 0);
}
