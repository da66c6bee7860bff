/**
 * `npm run bench:preview`: how long a preview of one template on one row takes, as the editor asks for it: a keystroke
 * (the change and the render) between the tags and in one, a hover, and the render process alone. The built language server runs in a process of
 * its own, as the editor starts it, with all files open, and an author goes from one to the next: the first round
 * tells how it is just after the start, the last one how it is once the code is warm. Machines are shared, so that the
 * same way is measured in between with no work at its end: what that takes is none of ours, and what it takes above
 * its usual millisecond tells how much the machine adds to the others.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type Hover,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { walk } from '../../server/src/jinja/visit.ts';
import type { RenderResult } from '../../server/src/protocol/requests.ts';
import { serverNodeArguments } from '../../server/src/protocol/server-process.ts';
import { createRenderClient } from '../../server/src/render/process/render-client.ts';
import { parseTemplateFile } from '../../server/src/template/parse-template-file.ts';
import type { Entry, PromptTemplate } from '../../server/src/template/template-file.ts';
import { LineIndex, type LinePosition } from '../../server/src/text/line-index.ts';
import { CORPUS_SKIP_REASON, corpus } from '../support/corpus.ts';

interface BenchFile {
  readonly templates: string;
  readonly rows: string;
}

const root = join(import.meta.dirname, '../..');
/** Times in a row that each file is typed into, before its turn is over. */
const repeats = 40;
/** So often it has its turn. */
const rounds = 3;
/** For 95 of 100, from the edge of the server and back. */
const limitMs = 5;
/** Every so many-th public file is measured. */
const corpusStep = 12;

function benchFiles(): readonly BenchFile[] {
  const sample = join(root, 'samples/reviews');
  const samples = [
    { templates: join(sample, 'templates.yaml'), rows: join(sample, 'validation.jsonl') },
  ];
  const entries = corpus()?.entries ?? [];
  if (entries.length === 0) console.log(`samples only: ${CORPUS_SKIP_REASON}`);
  const chosen = entries.filter((_, index) => index % corpusStep === 0);
  return [...samples, ...chosen.map(({ templates, examples }) => ({ templates, rows: examples }))];
}

interface Place {
  readonly template: PromptTemplate;
  /** Within a word of the template's own text, where somebody may type. */
  readonly text: LinePosition;
  /** Within a name in a tag. */
  readonly tag: LinePosition;
  /** On the template's name, where the hover shows its render. */
  readonly hover: LinePosition;
}

function findPlace(text: string): Place | undefined {
  const lines = new LineIndex(text);
  for (const template of parseTemplateFile(text).file.templates) {
    const [text, tag] = [placeInText(template), placeInTag(template)];
    if (text === undefined || tag === undefined || template.name === undefined) continue;
    const hover = lines.positionAt(template.name.valueSpan.start);
    return { template, text: lines.positionAt(text), tag: lines.positionAt(tag), hover };
  }
  return undefined;
}

/** Behind the first letter of a word. */
function placeInText({ jinja, jinjaTree }: PromptTemplate): number | undefined {
  for (const node of jinjaTree ? walk(jinjaTree.body) : []) {
    if (node.kind !== 'text') continue;
    const word = /[a-z]{3}/.exec(node.value);
    const start = word === null ? 0 : node.span.start + word.index + 1;
    if (word !== null) return jinja?.scalar?.map.toDocument({ start, end: start + 1 }).start;
  }
  return undefined;
}

/** Behind the first letter of a name. */
function placeInTag({ jinja, jinjaTree }: PromptTemplate): number | undefined {
  for (const node of jinjaTree ? walk(jinjaTree.body) : []) {
    if (node.kind !== 'name' || node.name.length < 2) continue;
    const start = node.span.start + 1;
    return jinja?.scalar?.map.toDocument({ start, end: start + 1 }).start;
  }
  return undefined;
}

/** A server as the editor starts it. */
async function startServer(folder: string) {
  const bundle = join(root, 'dist/server/lsp.cjs');
  const child = spawn(process.execPath, [...serverNodeArguments, bundle, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  const rootUri = pathToFileURL(folder).href;
  // As VS Code: diagnostics come when they are asked for.
  const capabilities = { textDocument: { diagnostic: {} } };
  await connection.sendRequest('initialize', { processId: null, rootUri, capabilities });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    async close() {
      await connection.sendRequest('shutdown');
      connection.dispose();
      child.kill();
    },
  };
}

async function openFile(
  connection: ProtocolConnection,
  { folder, text, place: { hover, template, ...places } }: PreparedFile,
) {
  const uri = pathToFileURL(join(folder, 'templates.yaml')).href;
  const textDocument = { uri, languageId: 'p3-template', version: 1, text };
  await connection.sendNotification('textDocument/didOpen', { textDocument });
  let version = 1;
  const typed = { text: 0, tag: 0 };
  const render = async (): Promise<string> => {
    const result: RenderResult | null = await connection.sendRequest('p3/render', {
      uri,
      templateId: template.key,
      offset: 0,
      limit: 1,
      traces: true,
    });
    if (result?.version !== version) throw new Error('a render of an older version');
    return result.rows[0]?.outcome.kind ?? 'nothing';
  };
  /** Gives a text that never was before, as from somebody who types a word. */
  const type = async (where: keyof typeof typed): Promise<void> => {
    const { line, character } = places[where];
    const other = where === 'text' ? 'tag' : 'text';
    const isBehind = places[other].line === line && places[other].character < character;
    const at = { line, character: character + typed[where] + (isBehind ? typed[other] : 0) };
    typed[where] += 1;
    version += 1;
    const edit = { range: { start: at, end: at }, text: 'x' };
    const change = { textDocument: { uri, version }, contentChanges: [edit] };
    await connection.sendNotification('textDocument/didChange', change);
  };
  return {
    async keystroke(): Promise<string> {
      await type('text');
      return render();
    },
    async inTag(): Promise<string> {
      await type('tag');
      return render();
    },
    async hover(): Promise<string> {
      const shown: Hover | null = await connection.sendRequest('textDocument/hover', {
        textDocument: { uri },
        position: hover,
      });
      return JSON.stringify(shown).includes('Row 0') ? 'rendered' : 'nothing';
    },
  };
}

/** The render process without a server around it: a changed text each time, as typing gives. */
function startRenderer() {
  const client = createRenderClient({
    entry: join(root, 'dist/server/render-process.cjs'),
    execPath: process.execPath,
    timeoutMs: 1000,
    memoryMb: 256,
    keepsSpare: false,
    logger: { info: () => {}, warn: () => {} },
  });
  let runs = 0;
  return {
    async render({ place, row }: PreparedFile): Promise<string> {
      runs += 1;
      const { jinja, answerChoices } = place.template;
      const reply = await client.render({
        templates: [
          {
            id: '',
            name: '',
            jinja: (textOf(jinja) ?? '') + runs,
            answerChoices: textOf(answerChoices),
          },
        ],
        rows: [{ index: 0, json: row }],
        options: {
          truncate: true,
          dialect: 'main',
          choice: { kind: 'seed', seed: 0 },
          traces: true,
        },
      });
      return reply.kind === 'rendered' ? (reply.templates[0]?.rows[0]?.kind ?? '') : reply.kind;
    },
    close: () => client.dispose(),
  };
}

function textOf(entry: Entry | undefined): string | null {
  return entry?.value.type === 'str' ? entry.value.text : null;
}

/** As long a message as a preview of the row, over two processes and back. */
function startEcho() {
  const script = join(import.meta.dirname, 'echo-process.ts');
  const child = spawn(process.execPath, [script, 'relay'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout);
  return {
    async send({ row }: PreparedFile): Promise<string> {
      const answer = once(lines, 'line');
      child.stdin.write(row);
      return String(await answer);
    },
    close: () => child.stdin.end(),
  };
}

const measures = ['keystroke', 'inTag', 'hover', 'alone', 'empty'] as const;
type Measure = (typeof measures)[number];
type Times = Record<Measure, number[]>;

/** The measures take turns, so that what the machine does meanwhile meets all of them. */
async function measure(runs: Readonly<Record<Measure, () => Promise<string>>>, times: Times) {
  for (let index = 0; index < repeats; index += 1) {
    for (const name of measures) {
      const start = performance.now();
      const outcome = await runs[name]();
      times[name].push(performance.now() - start);
      if (['stopped', 'nothing'].includes(outcome)) throw new Error(`${name} gave ${outcome}`);
    }
  }
}

interface PreparedFile {
  readonly folder: string;
  readonly text: string;
  readonly place: Place;
  /** As JSON. */
  readonly row: string;
}

async function prepare(
  { templates, rows }: BenchFile,
  folder: string,
): Promise<readonly PreparedFile[]> {
  const text = await readFile(templates, 'utf8');
  const place = findPlace(text);
  const [row] = (await readFile(rows, 'utf8')).split('\n', 1);
  if (place === undefined || row === undefined) return [];
  await mkdir(folder);
  await copyFile(rows, join(folder, 'validation.jsonl'));
  await copyFile(templates, join(folder, 'templates.yaml'));
  return [{ folder, text, place, row }];
}

async function runRounds(files: readonly PreparedFile[], folder: string): Promise<Times[]> {
  const server = await startServer(folder);
  const [renderer, echo] = [startRenderer(), startEcho()];
  const sessions: Awaited<ReturnType<typeof openFile>>[] = [];
  for (const file of files) sessions.push(await openFile(server.connection, file));
  const perRound: Times[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const times: Times = { keystroke: [], inTag: [], hover: [], alone: [], empty: [] };
      for (const [index, file] of files.entries()) {
        const session = sessions[index];
        if (session === undefined) continue;
        const alone = () => renderer.render(file);
        await measure({ ...session, alone, empty: () => echo.send(file) }, times);
      }
      perRound.push(times);
    }
  } finally {
    echo.close();
    renderer.close();
    await server.close();
  }
  return perRound;
}

function report(name: string, times: readonly number[], limitMs?: number): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  const [p50, p95, max] = [at(0.5), at(0.95), at(1)].map((time) => time.toFixed(2).padStart(6));
  const isHeld = limitMs !== undefined && at(0.95) <= limitMs;
  const verdict = limitMs === undefined ? '' : ` (limit ${limitMs}: ${isHeld ? 'holds' : 'OVER'})`;
  console.log(`${name.padEnd(28)} p50 ${p50}  p95 ${p95}${verdict}  max ${max}`);
}

const folder = await mkdtemp(join(tmpdir(), 'p3-bench-'));
try {
  const chosen = benchFiles().map((file, index) => prepare(file, join(folder, `file-${index}`)));
  const files = (await Promise.all(chosen)).flat();
  const perRound = await runRounds(files, folder);
  for (const [round, { keystroke, inTag, hover, alone, empty }] of perRound.entries()) {
    const isWarm = round === perRound.length - 1;
    const limit = isWarm ? limitMs : undefined;
    const before = round * files.length * repeats;
    console.log(
      `${files.length} files, ${repeats} times each, after ${before} times, in milliseconds`,
    );
    report('a keystroke between tags', keystroke, limit);
    report('a keystroke in a tag', inTag, limit);
    report('a hover', hover, limit);
    report('the render process alone', alone);
    report('the same way without work', empty);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
