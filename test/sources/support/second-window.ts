/** A second window: writes and reads the same entries of a cache over and over; its arguments are folder, name, rounds, bytes. */

import { systemClock } from '../../../server/src/sources/clock.ts';
import { nodeCacheFiles } from '../../../server/src/sources/store/cache-files.ts';
import { createDiskCache } from '../../../server/src/sources/store/disk-cache.ts';

const [folder = '', name = '', rounds = '0', limit = '0'] = process.argv.slice(2);
let count = 0;
const cache = createDiskCache({
  files: nodeCacheFiles,
  folder,
  clock: systemClock,
  maxBytes: () => Number(limit),
  newName: () => `${name}-${count++}`,
});

let torn = 0;
for (let round = 0; round < Number(rounds); round += 1) {
  const key = `page ${round % 7}`;
  const body = new TextEncoder().encode(`${name} ${round} `.repeat(2000));
  await cache.write({ key, fetchedAt: round, etag: name, revision: null, body });
  const entry = await cache.read(key);
  const text = entry === undefined ? '' : new TextDecoder().decode(entry.body);
  const [writer = '', number = ''] = text.split(' ');
  if (round === 20) process.stdout.write('well under way; ');
  if (entry !== undefined && text !== `${writer} ${number} `.repeat(2000)) torn += 1;
}
process.stdout.write(`torn: ${torn}`);
