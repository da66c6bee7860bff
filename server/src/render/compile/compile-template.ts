/** From a template's text to a function that renders it: parser, nunjucks nodes, nunjucks compiler, our runtime. */
import type { Node } from 'nunjucks/src/nodes.js';
import type { Expression, JinjaTemplate } from '../../jinja/nodes.ts';
import { parseTemplate } from '../../jinja/parse-template.ts';
import type { Span } from '../../text/span.ts';
import type { JinjaEnvironment } from '../jinja/environment.ts';
import { PyError } from '../python/errors.ts';
import type { Value } from '../python/value.ts';
import type { GeneratedCode, TemplateData } from './code-writer.ts';
import { generateCode } from './compiler.ts';
import { type KnownNames, lowerTemplate, lowerTruth } from './lower-template.ts';
import { Runtime } from './runtime.ts';
import { TemplateError } from './template-error.ts';

/** Renders one compiled template; raises what Python raises, as a `TemplateError`. */
export type Render = (variables: ReadonlyMap<string, Value>) => string;

/** Compiles templates for an environment; throws where Jinja2 refuses to compile one. */
export function createCompiler(
  environment: JinjaEnvironment,
  load: LoadCode = loadCode,
): (source: string) => Render {
  return (source) => {
    const { root, data } = compileSource(source, environment, generateCode, load);
    return (variables) => run(root, new TemplateRuntime(environment, data), variables);
  };
}

/** A template's tree and its function, by the code that `generate` writes for it. */
export function compileSource(
  source: string,
  environment: JinjaEnvironment,
  generate: (root: Node) => GeneratedCode,
  load: LoadCode,
): CompiledTemplate {
  const known: KnownNames = {
    isKnownFilter: (name) => environment.filters.has(name),
    isKnownTest: (name) => environment.tests.has(name),
    truthOfConstant: (constant) => computeTruth(constant, source, environment, known),
    truths: new Map(),
  };
  return withPythonErrors(() => {
    const template = parseTemplate(source);
    const { code, data } = generate(lowerTemplate(template, known));
    return { template, root: load(code), data };
  });
}

interface CompiledTemplate {
  readonly template: JinjaTemplate;
  readonly root: CompiledRoot;
  readonly data: TemplateData;
}

function computeTruth(
  constant: Expression,
  source: string,
  environment: JinjaEnvironment,
  known: KnownNames,
): boolean | undefined {
  try {
    const { code, data } = generateCode(lowerTruth(constant, source, known));
    return run(loadCode(code), new TemplateRuntime(environment, data), new Map()) !== '';
  } catch (error) {
    if (error instanceof PyError) return undefined;
    throw error;
  }
}

/** nunjucks' signature of a compiled template. */
export type CompiledRoot = (
  env: JinjaEnvironment,
  context: RenderContext,
  frame: null,
  runtime: Runtime & ErrorHandler,
  callback: (error: unknown, output: string | null) => void,
) => void;

interface ErrorHandler {
  handleError(error: unknown, place: number): unknown;
}

/** Gives the function of a code; one may remember those of codes that it had before. */
export type LoadCode = (code: string) => CompiledRoot;

export const loadCode: LoadCode = (code) => {
  // The code comes from `generateCode` alone and keeps nunjucks' form: it returns its root function.
  const { root } = new Function(code)() as { readonly root: CompiledRoot };
  return root;
};

/** Runs a compiled template; a runtime serves one run. */
export function run(
  root: CompiledRoot,
  runtime: TemplateRuntime,
  variables: ReadonlyMap<string, Value>,
): string {
  const { environment, missing } = runtime;
  const context = new RenderContext([variables, environment.globals], missing);
  let failure: unknown;
  let text = '';
  root(environment, context, null, runtime, (error, output) => {
    failure = error;
    text = output ?? '';
  });
  if (failure !== null && failure !== undefined) throw failure;
  return text;
}

/** What a compiled template calls, with places for the errors that it raises. */
export class TemplateRuntime extends Runtime implements ErrorHandler {
  readonly data: readonly unknown[];
  readonly places: readonly Span[];

  constructor(environment: JinjaEnvironment, { constants, places }: TemplateData) {
    super(environment);
    this.data = constants;
    this.places = places;
  }

  handleError(error: unknown, place: number): unknown {
    const known = error instanceof RangeError ? pythonError(error) : error;
    if (!(known instanceof PyError) || known instanceof TemplateError) return known;
    return new TemplateError(known.type, known.message, this.placeAt(place));
  }

  placeAt(place: number): Span {
    return this.places[place] ?? { start: 0, end: 0 };
  }
}

/** CPython's compiler runs out of its stack as well, such as over `elif` in their thousands. */
function withPythonErrors<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    throw error instanceof RangeError ? pythonError(error) : error;
  }
}

/** JavaScript's two exhaustions, as Python names them. */
function pythonError({ message }: RangeError): PyError {
  return message.includes('call stack')
    ? new PyError('RecursionError', 'maximum recursion depth exceeded')
    : new PyError('MemoryError', '');
}

/** Where names are looked up that no scope of the template binds. */
class RenderContext {
  readonly #layers: readonly ReadonlyMap<string, Value>[];
  readonly #missing: Value;
  readonly #exported = new Map<string, Value>();

  constructor(layers: readonly ReadonlyMap<string, Value>[], missing: Value) {
    this.#layers = layers;
    this.#missing = missing;
  }

  lookup(name: string): Value {
    const own = this.#exported.get(name);
    if (own !== undefined) return own;
    for (const layer of this.#layers) {
      const value = layer.get(name);
      if (value !== undefined) return value;
    }
    return this.#missing;
  }

  export(name: string, value: Value): void {
    this.#exported.set(name, value);
  }

  /** The context of a block: what is exported so far, and the given variables in front of it. */
  derived(visible: readonly (readonly [string, Value])[]): RenderContext {
    const own = new Map(visible.filter(([, value]) => value !== this.#missing));
    return new RenderContext([own, this.#exported, ...this.#layers], this.#missing);
  }
}
