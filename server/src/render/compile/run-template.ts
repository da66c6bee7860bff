/** Runs the functions that templates are compiled to. */
import type { Span } from '../../text/span.ts';
import type { JinjaEnvironment } from '../jinja/environment.ts';
import { PyError } from '../python/errors.ts';
import type { Value } from '../python/value.ts';
import type { TemplateData } from './code-writer.ts';
import { Runtime } from './runtime.ts';
import { TemplateError } from './template-error.ts';

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

/** JavaScript's two exhaustions, as Python names them. */
export function pythonError({ message }: RangeError): PyError {
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
