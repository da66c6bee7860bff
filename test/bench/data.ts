/**
 * `npm run bench:data`: opens data files of 1 GB and reads rows of them, beside Python's `datasets` and pyarrow in the same
 * run (`PYTHON=path/to/python`). The files lie in a temporary folder and are removed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  createDataClient,
  type DataClient,
  dataBudget,
} from '../../server/src/sources/process/data-client.ts';
import { dataFileOf } from '../../server/src/sources/tables/data-file.ts';
import { writeJsonl, writeParquet } from './big-files.ts';

const farRow = 1_000_000;
const python = process.env['PYTHON'];
const script = join(import.meta.dirname, '..', '..', 'tools', 'bench-data.py');
const dataProcess = join(import.meta.dirname, '..', '..', 'dist', 'server', 'data-process.cjs');

interface Measure {
  readonly ms: number;
  readonly peakMb: number | null;
  readonly outcome: string;
  readonly rowCount: number | null;
}

const folder = mkdtempSync(join(tmpdir(), 'p3-bench-'));
const small = join(folder, 'small.jsonl');
try {
  console.log(`Writing files into ${folder}.`);
  await writeParquet(join(folder, 'groups-of-1000.parquet'), {
    rowGroupSize: 1000,
    hasPageIndex: false,
  });
  await writeParquet(join(folder, 'groups-of-100000.parquet'), {
    rowGroupSize: 100_000,
    hasPageIndex: false,
  });
  writeFileSync(small, '{"text":"row 0 of a small file"}\n');
  await writeParquet(join(folder, 'page-index.parquet'), {
    rowGroupSize: 1_048_576,
    hasPageIndex: true,
  });
  await writeParquet(join(folder, 'large-flat.parquet'), {
    rowGroupSize: 1_048_576,
    hasPageIndex: false,
  });
  await writeJsonl(join(folder, 'lines.jsonl'));
  if (python !== undefined) spawnSync(python, [script, folder, '--write'], { stdio: 'inherit' });
  const reference = readReference();
  console.log(`\nNode alone starts in ${startOfNode().toFixed(0)} ms.`);
  for (const name of [
    'groups-of-1000.parquet',
    'groups-of-100000.parquet',
    'page-index.parquet',
    'large-flat.parquet',
    'large-nested.parquet',
    'lines.jsonl',
  ]) {
    await measureFile(join(folder, name), reference?.[name]);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measureFile(path: string, reference: Readonly<Record<string, number>> | undefined) {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) return;
  console.log(`\n${basename(path)}, ${(size / 1e9).toFixed(2)} GB`);
  const cold = await inFreshProcess((client) => readRow(client, path, 0));
  report('row 0, process started for it', cold);
  const first = await inFreshProcess(async (client) => {
    // As in the editor, where the process is there before a file is opened.
    await readRow(client, small, 0);
    return readRow(client, path, 0);
  });
  report('row 0, process at hand', first);
  report(
    `row ${farRow}, process started for it`,
    await inFreshProcess((client) => readRow(client, path, farRow)),
  );
  const warm = await inFreshProcess(async (client) => {
    await readRow(client, path, 0);
    return readRow(client, path, farRow);
  });
  report(`row ${farRow} after row 0`, warm);
  if (path.endsWith('.jsonl')) {
    const indexed = await inFreshProcess(async (client) => {
      while ((await readRow(client, path, 0)).rowCount === null);
      return readRow(client, path, farRow);
    });
    report(`row ${farRow} once all lines are counted`, indexed);
  }
  for (const [name, ms] of Object.entries(reference ?? {})) {
    const what = name === 'pyarrow' ? `row ${farRow}` : 'row 0';
    console.log(`  ${name}, ${what}: ${ms.toFixed(0)} ms`);
  }
}

/** The median of three. */
async function inFreshProcess(
  run: (client: DataClient) => Promise<Omit<Measure, 'peakMb'>>,
): Promise<Measure> {
  const measures: Measure[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    let pid: number | undefined;
    const client = createDataClient({
      ...dataBudget,
      entry: dataProcess,
      execPath: process.execPath,
      startsAhead: false,
      logger: {
        info: (message) => {
          pid = Number(/process (\d+)/.exec(message)?.[1]);
        },
        warn: (message) => console.log(`  ${message}`),
      },
    });
    const measure = await run(client);
    measures.push({ ...measure, peakMb: peakMegabytes(pid) });
    client.dispose();
  }
  measures.sort((a, b) => a.ms - b.ms);
  return (
    measures[1] ?? { ms: Number.NaN, peakMb: null, outcome: 'nothing was measured', rowCount: null }
  );
}

async function readRow(
  client: DataClient,
  path: string,
  row: number,
): Promise<Omit<Measure, 'peakMb'>> {
  const file = dataFileOf(path, path);
  if (file === undefined) throw new Error(`${path} is no data file`);
  const start = performance.now();
  const reply = await client.ask({
    files: { files: [file], declared: null, isLiteral: false },
    call: { kind: 'read', offset: row, limit: 1, filter: null },
  });
  const ms = performance.now() - start;
  const outcome = reply.kind === 'problem' ? reply.message : reply.kind;
  if (reply.kind === 'rows' && !reply.rows[0]?.json.includes(`row ${row} `))
    throw new Error(`${path}: another row than ${row}`);
  return { ms, outcome, rowCount: reply.kind === 'rows' ? reply.rowCount : null };
}

function peakMegabytes(pid: number | undefined): number | null {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes) / 1024;
  } catch {
    // Only Linux tells.
    return null;
  }
}

/** What of a first row is the start of its process. */
function startOfNode(): number {
  const start = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  return performance.now() - start;
}

function report(what: string, { ms, peakMb, outcome }: Measure): void {
  const memory = peakMb === null ? '' : `, at most ${peakMb.toFixed(0)} MB`;
  console.log(
    `  here, ${what}: ${ms.toFixed(0)} ms${memory}${outcome === 'rows' ? '' : ` (${outcome})`}`,
  );
}

function readReference(): Readonly<Record<string, Readonly<Record<string, number>>>> | undefined {
  if (python === undefined) {
    console.log('Python is not measured: name one that has `datasets` by PYTHON.');
    return undefined;
  }
  const run = spawnSync(python, [script, folder, String(farRow)], { encoding: 'utf8' });
  if (run.status === 0) return JSON.parse(run.stdout);
  console.log(`Python is not measured: ${run.stderr.trim().split('\n').at(-1)}`);
  return undefined;
}
