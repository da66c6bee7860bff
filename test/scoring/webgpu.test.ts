import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { installVulkan, vulkanEnvironment } from '../../scripts/install-vulkan.ts';
import { copyCheckpoint } from './support/model.ts';

const script = fileURLToPath(new URL('support/score-on-device.ts', import.meta.url));

interface DeviceScores {
  readonly device: string;
  readonly notes: readonly string[];
  readonly scores: readonly number[];
}

const reasonToSkip = prepareVulkan();

suite('WebGPU on Vulkan in software', { skip: reasonToSkip }, () => {
  for (const [kind, precision] of [
    ['gated-untied', 'fp32'],
    ['relu', 'fp32'],
    ['gated-tied', 'int8'],
  ] as const) {
    test(`scores as the CPU does: ${kind} in ${precision}`, (context) => {
      const place = { folder: copyCheckpoint(context, kind), cache: temporaryFolder(context) };
      const expected = scoreOn('cpu', precision, place);
      const actual = scoreOn('webgpu', precision, place);
      assert.deepEqual([expected.device, actual.device, actual.notes], ['cpu', 'webgpu', []]);
      assert.equal(actual.scores.length, 5);
      for (const [index, score] of actual.scores.entries()) {
        const reference = expected.scores[index] ?? Number.NaN;
        assert.ok(Math.abs(score - reference) <= 1e-2, `${score}, expected ${reference}`);
      }
    });
  }

  test('is left by `auto` where it is slower, which is said once and remembered', (context) => {
    const place = { folder: copyCheckpoint(context, 'relu'), cache: temporaryFolder(context) };
    for (let start = 0; start < 2; start++) {
      const { device, notes } = scoreOn('auto', 'fp32', place);
      assert.equal(device, 'cpu');
      assert.deepEqual(notes, [
        'It runs on the CPU (`webgpu`: slower than the CPU, as drivers in software are).',
      ]);
    }
  });
});

suite('without a device', {
  skip: process.platform !== 'linux' && 'drivers are always there',
}, () => {
  test('`auto` scores on the CPU and says why', (context) => {
    const place = { folder: copyCheckpoint(context, 'relu'), cache: temporaryFolder(context) };
    const { device, notes } = scoreOn('auto', 'fp32', place, NO_DRIVER);
    assert.equal(device, 'cpu');
    assert.match(
      notes.join(),
      /^It runs on the CPU \(`webgpu`: Failed to get a WebGPU adapter: .*\)\.$/,
    );
  });
});

/** A list of drivers in which there is none. */
const NO_DRIVER = { VK_ICD_FILENAMES: '/nowhere.json', VK_DRIVER_FILES: '/nowhere.json' };

/** Undefined where it can be used, else why not. */
function prepareVulkan(): string | false {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return 'there is a driver in software for Linux on x64 alone';
  }
  try {
    installVulkan();
    return false;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return `the driver cannot be installed: ${reason}`;
  }
}

function scoreOn(
  device: string,
  precision: string,
  { folder, cache }: { readonly folder: string; readonly cache: string },
  environment: NodeJS.ProcessEnv = vulkanEnvironment(),
): DeviceScores {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [script, folder, device, precision, cache],
    { encoding: 'utf8', env: { ...process.env, ...environment } },
  );
  assert.match(stdout, /^\{/, stderr);
  return JSON.parse(stdout);
}

function temporaryFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'p3-cache-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
