/** Entry of the render process: runs templates for its parent, and ends with it. */
import process from 'node:process';
import { promisify } from 'node:util';
import { loadCode } from '../compile/compile-source.ts';
import { createCompiler } from '../compile/compile-template.ts';
import { createTracingCompiler } from '../compile/render-with-provenance.ts';
import { createEnvironment } from '../promptsource/environment.ts';
import { seeded } from '../promptsource/random-source.ts';
import { boundRow } from './bounded-row.ts';
import { briefRow } from './brief-row.ts';
import { cacheCompiled } from './compile-cache.ts';
import { dropHostGlobals } from './drop-globals.ts';
import type { MessageFromProcess, MessageToProcess, RowRender } from './protocol.ts';
import { type Compilers, type RenderParts, renderRows } from './render-rows.ts';
import { SwitchedRandom } from './switched-random.ts';
import { warmUpRequests } from './warm-up.ts';

/** The latest run that was cancelled. */
let cancelled = 0;
let queue: Promise<void> = Promise.resolve();

/** What the request at work draws from: compiled templates outlive it. */
const random = new SwitchedRandom(seeded(0));
const environment = createEnvironment({ random, onSteps: endLate });
/** Who types changes texts and names far more often than the form of a template. */
const load = cacheCompiled(loadCode, 1024 * 1024);
/** A text that is edited is followed by another at each keystroke, and seldom comes back. */
const mostSource = 64 * 1024;
const compile = cacheCompiled(createCompiler(environment, load), mostSource);
const compileTracing = cacheCompiled(createTracingCompiler(environment, load), mostSource);
const compilers: Compilers = {
  compileTracing,
  /** The preview of a text is traced, and made before a hover shows it: what was compiled for it serves both. */
  compile(source) {
    const traced = compileTracing.known(source);
    return traced === undefined ? compile(source) : (variables) => traced(variables).text;
  },
};
const parts: RenderParts = {
  // The compilers are the same for all requests, so that what they remember serves the next one.
  createCompilers(source) {
    random.source = source;
    return compilers;
  },
  now: Date.now,
};
/** The parent ends a process that is over its time; only one that lost its parent gets as far as this. */
const limitMs = 2 * Number(process.argv[2] ?? 1000) + 1000;
let lateFrom = Number.POSITIVE_INFINITY;

const send = promisify((message: MessageFromProcess, callback: (error: Error | null) => void) =>
  process.send?.(message, undefined, undefined, callback),
);

process.once('disconnect', () => process.exit());
process.on('message', (message: MessageToProcess) => {
  if (message.kind === 'cancel') cancelled = message.run;
  else queue = queue.then(() => runRequest(message));
});
dropHostGlobals();
for (const request of warmUpRequests) for (const _row of renderRows(request, parts));
process.send?.({ kind: 'ready' } satisfies MessageFromProcess);

/** Each row is handed over before the next one begins, so that the parent knows which one does not end. */
async function runRequest({ run, request }: MessageToProcess & { kind: 'render' }): Promise<void> {
  const rows = renderRows(request, parts);
  const { options } = request;
  const toSend = (row: RowRender) => (options.isBrief === true ? briefRow(row, options) : row);
  const count = request.templates.length * request.rows.length;
  if (count === 0) return send({ kind: 'done', run });
  for (let left = count; left > 0; left -= 1) {
    const row = cancelled < run ? nextRow(rows) : undefined;
    if (row === undefined) return send({ kind: 'done', run });
    await send({ kind: 'row', run, row: toSend(row) });
  }
}

function nextRow(rows: Iterator<RowRender>): RowRender | undefined {
  lateFrom = Date.now() + limitMs;
  const next = rows.next();
  return next.done === true ? undefined : boundRow(next.value);
}

/** While a render loops, nothing else tells the process that its parent is gone. */
function endLate(): void {
  if (Date.now() > lateFrom) process.exit(1);
}
