/** Entry of the render process: runs templates for its parent, and ends with it. */
import process from 'node:process';
import { promisify } from 'node:util';
import { createCompiler } from '../compile/compile-template.ts';
import type { RandomSource } from '../jinja/random-source.ts';
import { createEnvironment } from '../promptsource/environment.ts';
import { boundRow } from './bounded-row.ts';
import { cacheCompiled } from './compile-cache.ts';
import { dropHostGlobals } from './drop-globals.ts';
import type { MessageFromProcess, MessageToProcess, RowRender } from './protocol.ts';
import { renderRows } from './render-rows.ts';
import { createTimeLimit } from './time-limit.ts';
import { warmUpRequest } from './warm-up.ts';

/** The latest run that was cancelled. */
let cancelled = 0;
let queue: Promise<void> = Promise.resolve();

/** What the row at work draws from: compiled templates outlive it. */
let draws: RandomSource;
const random: RandomSource = {
  choose: (length) => draws.choose(length),
  below: (limit) => draws.below(limit),
};
const compile = cacheCompiled(createCompiler(createEnvironment({ random })));
const runWithin = createTimeLimit();
/** The parent ends a process that is over its time; only one that lost its parent gets as far as this. */
const limitMs = 2 * Number(process.argv[2] ?? 1000) + 1000;

const send = promisify((message: MessageFromProcess, callback: (error: Error | null) => void) =>
  process.send?.(message, undefined, undefined, callback),
);

process.once('disconnect', () => process.exit());
process.on('message', (message: MessageToProcess) => {
  if (message.kind === 'cancel') cancelled = message.run;
  else queue = queue.then(() => runRequest(message));
});
dropHostGlobals();
for (const _row of renderRows(warmUpRequest, compilerFor));
process.send?.({ kind: 'ready' } satisfies MessageFromProcess);

/** The compiler is the same for all requests, so that what it remembers serves the next one. */
function compilerFor(source: RandomSource) {
  draws = source;
  return compile;
}

/** Each row is handed over before the next one begins, so that the parent knows which one does not end. */
async function runRequest({ run, request }: MessageToProcess & { kind: 'render' }): Promise<void> {
  const rows = renderRows(request, compilerFor);
  for (let row = nextRow(rows); row !== undefined && cancelled < run; row = nextRow(rows)) {
    await send({ kind: 'row', run, row });
  }
  await send({ kind: 'done', run });
}

function nextRow(rows: Iterator<RowRender>): RowRender | undefined {
  let next: RowRender | undefined;
  const end = runWithin(limitMs, () => {
    const step = rows.next();
    if (step.done !== true) next = boundRow(step.value);
  });
  if (end === 'stopped') process.exit(1);
  return next;
}
