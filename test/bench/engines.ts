/** The engines of `npm run bench:render`: each compiles a text and gives a function that renders a row. */
import {
  Environment as HuggingFaceEnvironment,
  Interpreter,
  parse,
  tokenize,
} from '@huggingface/jinja';
import { Environment as MiniJinjaEnvironment } from 'minijinja-js/dist/node/minijinja_js.js';
import nunjucks from 'nunjucks';
import type { ExampleRow } from '../../server/src/dataset/example.ts';
import { createCompiler } from '../../server/src/render/compile/compile-template.ts';
import { toRowValues } from '../../server/src/render/process/row-values.ts';
import { createEnvironment } from '../../server/src/render/promptsource/environment.ts';
import { byRow } from '../../server/src/render/promptsource/random-source.ts';

/** A row in both readings: with Python's types, and as `JSON.parse` gives it. */
export interface BenchRow {
  readonly example: ExampleRow;
  readonly plain: Record<string, unknown>;
}

/** Renders with the answer choices of the row; `null` while the choices themselves are rendered. */
export type RenderRow = (row: BenchRow, answerChoices: string[] | null) => string;

export interface Engine {
  readonly name: string;
  /** An engine for one pass: nothing is remembered from the pass before. */
  create(): (source: string) => RenderRow;
}

export const ours: Engine = {
  name: 'P3 Workbench',
  create() {
    const compile = createCompiler(createEnvironment({ random: byRow(0) }));
    return (source) => {
      const render = compile(source);
      return ({ example }, choices) => render(toRowValues(example).set('answer_choices', choices));
    };
  },
};

export const others: readonly Engine[] = [
  {
    name: 'nunjucks with its Jinja switch (without slices, which can hang it)',
    create() {
      nunjucks.installJinjaCompat();
      const environment = new nunjucks.Environment(null, { autoescape: false });
      for (const [name, filter] of extraFilters) environment.addFilter(name, filter);
      return (source) => {
        if (/\[[^}%]*:/.test(source)) throw new Error('may hold a slice');
        const template = new nunjucks.Template(source, environment, 'bench', true);
        return ({ plain }, answer_choices) =>
          template.render({ ...structuredClone(plain), zip, answer_choices });
      };
    },
  },
  {
    name: '@huggingface/jinja',
    create: () => (source) => {
      const program = parse(tokenize(source));
      return ({ plain }, answer_choices) => {
        const environment = new HuggingFaceEnvironment();
        environment.set('range', (from: number, to?: number) => range(from, to));
        for (const [name, value] of Object.entries({ ...plain, answer_choices })) {
          environment.set(name, value);
        }
        return new Interpreter(environment).run(program).value;
      };
    },
  },
];

/** Timed with all templates, and again with those that it renders exactly. */
export const miniJinja: Engine = {
  name: 'minijinja-js',
  create() {
    let environment = newMiniJinja();
    let count = 0;
    return (source) => {
      const name = `t${count++}`;
      environment.addTemplate(name, source);
      return ({ plain }, answer_choices) => {
        try {
          return environment.renderTemplate(name, { ...plain, answer_choices });
        } catch (error) {
          // A filter that throws leaves the WebAssembly module unusable.
          if (String(error).includes('recursive use')) environment = newMiniJinja();
          throw error;
        }
      };
    };
  },
};

function newMiniJinja(): MiniJinjaEnvironment {
  const environment = new MiniJinjaEnvironment();
  environment.enablePyCompat();
  for (const [name, filter] of extraFilters) environment.addFilter(name, filter);
  return environment;
}

const extraFilters: readonly (readonly [string, (items: unknown[]) => unknown])[] = [
  ['choice', (items) => items[0]],
  ['random', (items) => items[0]],
  ['most_frequent', (items) => items],
];

function zip(...lists: unknown[][]): unknown[][] {
  const length = Math.min(...lists.map((list) => list.length));
  return Array.from({ length }, (_, index) => lists.map((list) => list[index]));
}

function range(from: number, to?: number): number[] {
  const [start, end] = to === undefined ? [0, from] : [from, to];
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}
