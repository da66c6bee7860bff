/**
 * `npm run bench:render`: compiles and renders the public templates, untruncated, here and with the other engines, in
 * turns within one run. Only the ratios mean something: machines are shared.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';
import { parseExample } from '../../server/src/dataset/example.ts';
import { parseTemplateFile } from '../../server/src/template/parse-template-file.ts';
import type { Entry } from '../../server/src/template/template-file.ts';
import { referenceVersion } from '../fuzz/reference.ts';
import { CORPUS_SKIP_REASON, type CorpusEntry, corpus } from '../support/corpus.ts';
import { type BenchRow, type Engine, miniJinja, others, ours } from './engines.ts';

interface BenchTemplate {
  readonly jinja: string;
  readonly answerChoices: string | null;
  readonly rows: readonly BenchRow[];
  readonly lines: readonly string[];
}

const passes = 6;

function load(entry: CorpusEntry): BenchTemplate[] {
  const lines = readFileSync(entry.examples, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const rows = lines.flatMap((line) => {
    const example = parseExample(line);
    return example.kind === 'row' ? [{ example: example.row, plain: JSON.parse(line) }] : [];
  });
  const { file } = parseTemplateFile(readFileSync(entry.templates, 'utf8'));
  return file.templates.map(({ jinja, answerChoices }) => ({
    jinja: textOf(jinja) ?? '',
    answerChoices: textOf(answerChoices),
    rows,
    lines,
  }));
}

function textOf(entry: Entry | undefined): string | null {
  return entry?.value.type === 'str' ? entry.value.text : null;
}

/** Milliseconds to compile every text and render every row; what an engine refuses ends there. */
function runPass(
  engine: Engine,
  templates: readonly BenchTemplate[],
  onText: (text: string) => void = () => {},
): number {
  const start = performance.now();
  const compile = engine.create();
  for (const { jinja, answerChoices, rows } of templates) {
    attempt(() => {
      const render = compile(jinja);
      const renderChoices = answerChoices === null ? null : compile(answerChoices);
      for (const row of rows) {
        attempt(() => onText(render(row, renderChoices?.(row, null).split('|||') ?? null)));
      }
    });
  }
  return performance.now() - start;
}

function attempt(run: () => unknown): void {
  try {
    run();
  } catch {
    // An error of the template or of the engine: a pass times what there is.
  }
}

class PythonPasses {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;

  constructor(templates: readonly BenchTemplate[]) {
    const { PYTHON: python = 'python3' } = process.env;
    const script = join(import.meta.dirname, '..', '..', 'tools', 'bench-reference.py');
    this.#process = spawn(python, [script]);
    this.#process.stderr.pipe(process.stderr);
    this.#lines = createInterface(this.#process.stdout)[Symbol.asyncIterator]();
    const given = templates.map(({ jinja, answerChoices, lines }) => ({
      jinja,
      answer_choices: answerChoices,
      rows: lines,
    }));
    this.#process.stdin.write(`${JSON.stringify({ templates: given })}\n`);
  }

  async run(): Promise<number> {
    this.#process.stdin.write('pass\n');
    const { value } = await this.#lines.next();
    return Number(value) * 1000;
  }

  async end(): Promise<void> {
    this.#process.stdin.end();
    await once(this.#process, 'exit');
  }
}

async function measure(templates: readonly BenchTemplate[]): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  const python = new PythonPasses(templates);
  for (let pass = 0; pass < passes; pass += 1) {
    note(times, reference, await python.run());
    for (const engine of [ours, ...others, miniJinja]) {
      note(times, engine.name, runPass(engine, templates));
    }
  }
  await python.end();
  measureShared(templates, times);
  return times;
}

/** After the passes over all templates, so that none of them runs warm. */
function measureShared(templates: readonly BenchTemplate[], times: Map<string, number[]>): void {
  const shared = templates.filter((template) => rendersAlike(template));
  for (let pass = 0; pass < passes; pass += 1) {
    for (const engine of [ours, miniJinja]) {
      const name = `${engine.name} on the ${shared.length} templates that both render alike`;
      note(times, name, runPass(engine, shared));
    }
  }
}

/** Whether minijinja-js gives the same texts; ours are exact on the whole corpus (`npm run corpus`). */
function rendersAlike(template: BenchTemplate): boolean {
  const [here, there] = [ours, miniJinja].map((engine) => {
    const texts: unknown[] = [];
    runPass(engine, [template], (text) => texts.push(text));
    return texts;
  });
  return here?.length === template.rows.length && isDeepStrictEqual(here, there);
}

const reference = 'Jinja2';

function note(times: Map<string, number[]>, name: string, time: number): void {
  times.set(name, [...(times.get(name) ?? []), time]);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function report(times: ReadonlyMap<string, readonly number[]>): void {
  const [firstReference = 0, ...laterReference] = times.get(reference) ?? [];
  for (const [name, [first = 0, ...later]] of times) {
    const ratio = (first / firstReference).toFixed(2);
    const laterRatio = (median(later) / median(laterReference)).toFixed(2);
    const figures = `first ${Math.round(first)} ms (${ratio}), later ${Math.round(median(later))} ms (${laterRatio})`;
    console.log(`${name}: ${figures}`);
  }
}

const found = corpus();
const version = referenceVersion();
if (found === undefined) console.log(`skipped: ${CORPUS_SKIP_REASON}`);
else if (version === undefined) console.log('skipped: Python with Jinja2 is not here; set PYTHON');
else {
  const templates = found.entries.flatMap(load);
  console.log(`${templates.length} templates beside ${version}; in brackets the ratio to Jinja2`);
  report(await measure(templates));
}
