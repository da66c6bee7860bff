/**
 * `npm run bench:score-event-loop`: how long the language server's event loop is busy at a stretch while it scores all
 * templates of a file: in processor time, since a machine that others use takes the processor away at any time.
 */
import { parseArgs } from 'node:util';
import { startClient } from '../support/lsp-harness.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '500' },
    templates: { type: 'string', default: '10' },
  },
});
const TEMPLATES = Number(values.templates);
const ROWS = Number(values.rows);
const TICK_MS = 5;

const path = 'templates.yaml';
const rows = Array.from({ length: ROWS }, (_, index) =>
  JSON.stringify({ text: `Number ${index} came and went. `.repeat(8), label: index % 2 }),
);
const templates = Array.from({ length: TEMPLATES }, (_, index) => {
  const jinja = `Wording ${index}: {{ text }} Good? ||| {{ answer_choices[label] }}`;
  return `  t${index}: !Template\n    answer_choices: bad ||| good\n    id: t${index}\n    jinja: '${jinja}'\n    name: Wording ${index}\n`;
});
const text = `dataset: reviews\ntemplates:\n${templates.join('')}`;

await using client = await startClient({
  files: { 'validation.jsonl': `${rows.join('\n')}\n` },
  initializationOptions: { hasCommands: true },
});
await client.open(path, text);
await client.pull(path);

const stop = watchLoop();
const params = { uri: client.uriOf(path), limit: ROWS, runId: 'bench' };
const start = performance.now();
const result: { readonly kind: string } = await client.connection.sendRequest(
  'p3/scoreFile',
  params,
);
const seconds = (performance.now() - start) / 1000;
const { longestMs, ticks } = stop();
console.log(`${result.kind}: ${TEMPLATES} templates × ${ROWS} rows in ${seconds.toFixed(0)} s`);
console.log(
  `the server's (and this client's) loop was busy for at most ${longestMs.toFixed(1)} ms at a stretch, over ${ticks} ticks`,
);
process.exitCode = longestMs <= 50 ? 0 : 1;

/** Processor time of this thread between two ticks of a timer. */
function watchLoop(): () => { readonly longestMs: number; readonly ticks: number } {
  let last = cpuMs();
  let longestMs = 0;
  let ticks = 0;
  const timer = setInterval(() => {
    const now = cpuMs();
    longestMs = Math.max(longestMs, now - last);
    last = now;
    ticks++;
  }, TICK_MS);
  return () => {
    clearInterval(timer);
    return { longestMs, ticks };
  };
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
