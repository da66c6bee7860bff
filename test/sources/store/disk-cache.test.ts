import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { promisify } from 'node:util';
import { type Clock, systemClock } from '../../../server/src/sources/clock.ts';
import { nodeCacheFiles } from '../../../server/src/sources/store/cache-files.ts';
import { createDiskCache, type DiskCache } from '../../../server/src/sources/store/disk-cache.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const megabyte = 1024 * 1024;

function openCache(folder: string, maxBytes = megabyte, clock: Clock = systemClock): DiskCache {
  let count = 0;
  const newName = () => `test-${count++}`;
  return createDiskCache({
    files: nodeCacheFiles,
    folder,
    clock,
    maxBytes: () => maxBytes,
    newName,
  });
}

function entry(key: string, text: string, fetchedAt = 5) {
  const body = new TextEncoder().encode(text);
  return { key, fetchedAt, etag: '"v1"', revision: 'abc', body };
}

async function textOf(cache: DiskCache, key: string): Promise<string | undefined> {
  const found = await cache.read(key);
  return found && new TextDecoder().decode(found.body);
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name));
}

suite('the disk cache', () => {
  test('gives back what was written, in another session', async () => {
    const folder = temporaryFolder({});
    await openCache(folder).write(entry('page 0', 'rows'));
    const found = await openCache(folder).read('page 0');
    assert.deepEqual(
      { ...found, body: Buffer.from(found?.body ?? '').toString() },
      {
        ...entry('page 0', ''),
        body: 'rows',
      },
    );
    assert.equal(await openCache(folder).read('page 1'), undefined);
  });

  test('holds the newest answer of each key', async () => {
    const cache = openCache(temporaryFolder({}));
    await cache.write(entry('page 0', 'old'));
    await cache.write(entry('page 0', 'new'));
    assert.equal(await textOf(cache, 'page 0'), 'new');
    await cache.remove('page 0');
    assert.equal(await textOf(cache, 'page 0'), undefined);
  });

  test('is for the user alone', {
    skip: process.platform === 'win32' && 'no such modes there',
  }, async () => {
    const folder = temporaryFolder({});
    await openCache(folder).write(entry('page 0', 'rows'));
    for (const file of filesIn(folder)) assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  test('holds nothing where it cannot be written, without an error', async () => {
    const folder = join(temporaryFolder({ file: '' }), 'file', 'cache');
    const cache = openCache(folder);
    await cache.write(entry('page 0', 'rows'));
    assert.equal(await cache.read('page 0'), undefined);
  });
});

suite('a cache file that', () => {
  const damages: readonly (readonly [string, (path: string) => void])[] = [
    ['was cut', (path) => truncateSync(path, statSync(path).size - 1)],
    ['was emptied', (path) => truncateSync(path, 0)],
    [
      'was altered',
      (path) => writeFileSync(path, readFileSync(path, 'latin1').replace('rows', 'rowz')),
    ],
    ['grew', (path) => writeFileSync(path, `${readFileSync(path, 'latin1')} `)],
    ['is of another kind', (path) => writeFileSync(path, '{}\n{}\n')],
    [
      'answers another question',
      (path) => writeFileSync(path, readFileSync(path, 'latin1').replace('page 0', 'page 9')),
    ],
  ];
  for (const [what, damage] of damages) {
    test(`${what} is dropped`, async () => {
      const folder = temporaryFolder({});
      const cache = openCache(folder);
      await cache.write(entry('page 0', 'rows'));
      const [path = ''] = filesIn(folder);
      damage(path);
      assert.equal(await cache.read('page 0'), undefined);
      assert.deepEqual(filesIn(folder), []);
    });
  }

  test('a crash left half-written is never read, and swept away an hour later', async () => {
    const folder = temporaryFolder({});
    const cache = openCache(folder);
    await cache.write(entry('page 0', 'rows'));
    const [path = ''] = filesIn(folder);
    writeFileSync(`${path}.other-1.part`, 'p3-cac');
    assert.equal(await textOf(cache, 'page 0'), 'rows');
    const twoHoursAgo = Date.now() / 1000 - 7200;
    utimesSync(`${path}.other-1.part`, twoHoursAgo, twoHoursAgo);
    await openCache(folder).write(entry('page 1', 'rows'));
    assert.equal(filesIn(folder).length, 2);
  });
});

suite('a full disk cache', () => {
  test('lets go what was not used for longest', async () => {
    const folder = temporaryFolder({});
    let now = Date.now() - 100_000;
    const clock = { ...systemClock, now: () => now };
    const cache = openCache(folder, 10_000, clock);
    for (let page = 0; page < 12; page += 1) {
      now += 1000;
      await cache.write(entry(`page ${page}`, 'x'.repeat(700)));
      // Files get the time of their writing from the system; reading sets the clock's.
      await cache.read(`page ${page}`);
      await cache.read('page 0');
    }
    const size = filesIn(folder).reduce((sum, path) => sum + statSync(path).size, 0);
    assert.ok(size <= 10_000, `${size} bytes`);
    assert.notEqual(await cache.read('page 0'), undefined);
    assert.equal(await cache.read('page 1'), undefined);
    assert.notEqual(await cache.read('page 11'), undefined);
  });

  test('does not take an answer that is larger than itself', async () => {
    const folder = temporaryFolder({});
    const cache = openCache(folder, 1000);
    await cache.write(entry('page 0', 'x'.repeat(2000)));
    assert.deepEqual(filesIn(folder), []);
  });
});

test('a window that is killed in the middle of its writing leaves whole answers', async () => {
  const folder = temporaryFolder({});
  const program = join(import.meta.dirname, '../support/second-window.ts');
  const window = spawn(process.execPath, [program, folder, 'killed', '1000000', '900000'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(window.stdout, 'data');
  window.kill('SIGKILL');
  await once(window, 'exit');
  const cache = openCache(folder);
  let whole = 0;
  for (let page = 0; page < 7; page += 1) {
    const text = await textOf(cache, `page ${page}`);
    const [writer, round] = text?.split(' ') ?? [];
    if (text !== undefined) assert.equal(text, `${writer} ${round} `.repeat(2000));
    whole += text === undefined ? 0 : 1;
  }
  assert.equal(whole, 7);
});

test('two windows at once never see a torn answer', async () => {
  const folder = temporaryFolder({});
  const program = join(import.meta.dirname, '../support/second-window.ts');
  const run = promisify(execFile);
  const windows = ['first', 'second', 'third'].map((name) =>
    run(process.execPath, [program, folder, name, '150', '120000']),
  );
  for (const { stdout } of await Promise.all(windows)) assert.match(stdout, /torn: 0$/);
  assert.ok(filesIn(folder).every((path) => !path.endsWith('.part')));
});
