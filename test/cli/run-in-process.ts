import type { CliContext } from '../../server/src/cli/command.ts';
import type { Output } from '../../server/src/cli/output.ts';
import { locateParts } from '../../server/src/cli/parts.ts';
import { replaceFile } from '../../server/src/cli/replace-file.ts';
import { runCommandLine } from '../../server/src/cli/run-command-line.ts';
import { createStyle } from '../../server/src/cli/style.ts';
import { noHub } from '../support/hub-world.ts';
import { localParts, noCaches } from '../support/local-data.ts';
import { type CommandResult, checkout } from './p3.ts';

/** Runs a command that starts no other process, without the time that a new Node takes. */
export async function runInProcess(args: readonly string[]): Promise<CommandResult> {
  const stdout = collect();
  const stderr = collect();
  const context: CliContext = {
    stdout,
    stderr,
    style: createStyle(false),
    ...localParts(),
    caches: noCaches,
    hub: noHub(),
    replaceFile,
    parts: locateParts(`${checkout}/server/src/cli/main.ts`),
    version: '1.2.3',
    execPath: process.execPath,
    nodeVersion: process.versions.node,
    createRenderClient: refuse,
    createScoringClient: refuse,
    createTokenCounter: refuse,
  };
  const status = await runCommandLine(args, context);
  return { status, stdout: stdout.text(), stderr: stderr.text() };
}

function collect(): Output & { text(): string } {
  const pieces: string[] = [];
  return {
    write: async (text) => {
      pieces.push(text);
    },
    isTerminal: false,
    columns: 100,
    text: () => pieces.join(''),
  };
}

function refuse(): never {
  throw new Error('a command that is run in process starts no other process');
}
