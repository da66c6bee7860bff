import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { format } from 'node:util';
import type { Browser } from 'playwright-core';
import { startHost } from './host.ts';

const timeoutMs = 180_000;

/** Runs the compiled mocha suite inside the real extension host; true when every test passes. */
export async function runSuite(
  browser: Browser,
  files: { extension: string; suite: string; workspace: string; output: string },
): Promise<boolean> {
  const host = await startHost({ workspace: files.workspace, smokeTestDriver: true });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    const lines: string[] = [];
    const exitCode = new Promise<number>((resolve) =>
      page.exposeFunction('codeAutomationExit', resolve),
    );
    await page.exposeFunction('codeAutomationLog', (level: string, values: unknown[]) => {
      lines.push(`[${level}] ${format(...values)}`);
    });
    const payload = [
      ['extensionDevelopmentPath', host.uri(files.extension)],
      ['extensionTestsPath', host.uri(files.suite)],
    ] as const;
    await page.goto(host.url(payload));
    const code = await Promise.race([exitCode, sleep(timeoutMs, 124, { ref: false })]);
    report(lines, code === 0);
    if (code !== 0) {
      await page.screenshot({ path: path.join(files.output, 'suite-failure.png') });
      writeFileSync(
        path.join(files.output, 'suite-failure.log'),
        [...lines, host.log()].join('\n'),
      );
    }
    return code === 0;
  } finally {
    await page.close();
    await host.stop();
  }
}

/** On success only what mocha's reporter prints: indented lines. */
function report(lines: readonly string[], passed: boolean): void {
  const wanted = passed ? lines.filter((line) => /^\[info\] {3,}/.test(line)) : lines;
  console.log(wanted.map((line) => line.replace(/^\[info\] /, '')).join('\n'));
}
