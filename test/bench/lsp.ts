/**
 * `npm run bench:lsp`: how long an author waits while typing, over standard input and output against the built server,
 * beside `yaml-language-server` in the same run. Where others use the machine as well, only the ratios mean something.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverNodeArguments } from '../../server/src/protocol/server-process.ts';
import { LineIndex, type LinePosition } from '../../server/src/text/line-index.ts';
import type { Corpus } from '../support/corpus.ts';
import { type BenchFile, type BenchFiles, benchFiles, linesOf } from './lsp-files.ts';
import { type BenchServer, type ServerOptions, startServer } from './lsp-server.ts';

const root = join(import.meta.dirname, '..', '..');
const requestLimitMs = 10;
const workspaceLimitMs = 3000;
const memoryLimitMb = 200;
/** By processes of their own, each of which has everything before it. */
const workspaceRuns = 3;

let isOver = false;

async function benchServer(name: string, options: ServerOptions, files: BenchFiles): Promise<void> {
  await using server = await startServer(options);
  for (const file of files.files) await benchFile(name, server, file);
  reportMemory(name, server);
}

async function benchFile(name: string, server: BenchServer, file: BenchFile): Promise<void> {
  const typist = await startTyping(server, file);
  const lines = linesOf(file.text);
  const about = `${name}, ${file.what} (${lines} lines, ${typist.findings} findings)`;
  const keystrokes = await typist.type(' and also {{ text | upper }}'.repeat(5), 'diagnostics');
  report(`${about}: keystroke to diagnostics`, keystrokes, limitOf(name, file.limitMs));
  const completions = await typist.type(' {{ te }}'.repeat(20), 'textDocument/completion');
  report(`${about}: keystroke to completion`, completions, limitOf(name, requestLimitMs));
  const hovers = await typist.type(' {{ text }}'.repeat(6), 'textDocument/hover');
  report(`${about}: keystroke to hover`, hovers, limitOf(name, requestLimitMs));
}

/** Types behind an expression in the middle of a file, and waits for an answer after each letter. */
async function startTyping(server: BenchServer, { path, text }: BenchFile) {
  await server.open(path, text);
  const findings = (await server.diagnostics(path, 1)).length;
  const start: LinePosition = new LineIndex(text).positionAt(
    text.indexOf('}}', text.length / 2) + '}}'.length,
  );
  let typed = 0;
  const diagnostics = () => server.diagnostics(path, typed + 1);
  return {
    findings,
    async type(letters: string, what: string): Promise<readonly number[]> {
      const times: number[] = [];
      for (const letter of letters) {
        const { line, character } = start;
        const before = performance.now();
        typed += 1;
        await server.type(path, typed + 1, { line, character: character + typed - 1 }, letter);
        const cursor = { line, character: character + typed };
        await (what === 'diagnostics' ? diagnostics() : server.request(what, path, cursor));
        times.push(performance.now() - before);
        // The next letter comes when all is quiet again, as from a person.
        if (what !== 'diagnostics') await diagnostics();
      }
      return times;
    },
  };
}

async function benchOpenWorkspace(options: ServerOptions, { entries }: Corpus): Promise<void> {
  const texts = entries.map(({ templates }) => ({
    path: templates,
    text: readFileSync(templates, 'utf8'),
  }));
  const times: number[] = [];
  for (let run = 1; run <= workspaceRuns; run += 1) {
    const start = performance.now();
    await using server = await startServer(options);
    for (const { path, text } of texts) await server.open(path, text);
    await Promise.all(texts.map(({ path }) => server.diagnostics(path, 1)));
    times.push(performance.now() - start);
    if (run === workspaceRuns) reportMemory('ours, with these files open', server);
  }
  reportWorkspace('server started, all files opened and linted', texts.length, times);
}

function benchLint({ entries, folder }: Corpus): void {
  const [templates, schemas] = [join(folder, 'templates'), join(folder, 'schemas')];
  const tool = join(root, 'dist', 'cli', 'p3.cjs');
  const times = Array.from({ length: workspaceRuns }, () => {
    const start = performance.now();
    const { status } = spawnSync(process.execPath, [tool, 'lint', templates, '--schemas', schemas]);
    if (status !== 0) console.log(`p3 lint ended with ${status}`);
    return performance.now() - start;
  });
  reportWorkspace('p3 lint started and ended', entries.length, times);
}

function report(what: string, times: readonly number[], limitMs?: number): void {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  const figures = `p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms`;
  console.log(`${what}: ${figures}${verdict(at(0.95), limitMs, 'ms')}`);
}

function reportWorkspace(what: string, count: number, times: readonly number[]): void {
  const each = times.map((time) => time.toFixed(0)).join(', ');
  const median = times.toSorted((one, other) => one - other)[times.length >> 1] ?? Number.NaN;
  const held = verdict(median, workspaceLimitMs, 'ms');
  console.log(`ours, ${count} files: ${what} in ${each} ms, median ${median.toFixed(0)}${held}`);
}

function reportMemory(name: string, server: BenchServer): void {
  const memory = server.memory();
  if (memory === undefined) return;
  const { nowMb, peakMb } = memory;
  const limit = verdict(nowMb, limitOf(name, memoryLimitMb), 'MB');
  console.log(
    `${name}: ${nowMb.toFixed(0)} MB at the end, ${peakMb.toFixed(0)} MB at most${limit}`,
  );
}

/** The other server has no limits to hold. */
function limitOf(name: string, limit: number): number | undefined {
  return name.startsWith('ours') ? limit : undefined;
}

function verdict(value: number, limit: number | undefined, unit: string): string {
  if (limit === undefined) return '';
  if (value <= limit) return ` (limit ${limit} ${unit}: holds)`;
  isOver = true;
  return ` (limit ${limit} ${unit}: OVER)`;
}

const files = benchFiles();
const { schemaFolders, rowFolders } = files;
const settings = { schemas: { folders: schemaFolders }, rows: { folders: rowFolders } };
const ours = {
  program: [...serverNodeArguments, join(root, 'dist', 'server', 'lsp.cjs'), '--stdio'],
  settings,
};
const yamlServer = join(root, 'node_modules', 'yaml-language-server', 'bin');
const theirs = { program: [join(yamlServer, 'yaml-language-server'), '--stdio'], settings: {} };

if (files.corpus !== undefined) {
  benchLint(files.corpus);
  await benchOpenWorkspace({ ...ours, pulls: true }, files.corpus);
}
await benchServer('ours, asked as by VS Code', { ...ours, pulls: true }, files);
await benchServer('ours, sending by itself', { ...ours, pulls: false }, files);
await benchServer('yaml-language-server', { ...theirs, pulls: false }, files);
process.exitCode = isOver ? 1 : 0;
