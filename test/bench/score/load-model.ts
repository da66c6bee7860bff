/** `FOLDER PRECISION CACHE`: loads a model, scores one prompt, and tells how long it took and what memory it needed. */
import { readFileSync } from 'node:fs';
import { createModelLoader } from '../../../server/src/scoring/model-loader.ts';
import { type Precision, precisions } from '../../../server/src/scoring/scoring-protocol.ts';

const [path = '', wanted, cacheFolder = ''] = process.argv.slice(2);
const precision = precisions.find((each): each is Precision => each === wanted) ?? 'auto';
const load = createModelLoader({ threads: 1, cacheFolder });
await load({ path, provider: 'cpu', precision, allowCopy: false });
// Since the start of the process.
const milliseconds = performance.now();
const { user, system } = process.cpuUsage();
const kilobytes = (field: string) => {
  const status = readFileSync('/proc/self/status', 'utf8');
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN);
};
const use = {
  milliseconds,
  processor: (user + system) / 1000,
  ready: 1024 * kilobytes('VmRSS'),
  peak: 1024 * kilobytes('VmHWM'),
};
process.stdout.write(JSON.stringify(use), () => process.exit());
