import type { JinjaEnvironment } from '../jinja/environment.ts';
import type { Value } from '../python/value.ts';
import { createSourceCompiler, type LoadCode, loadCode } from './compile-source.ts';
import { generateCode } from './compiler.ts';
import { run, TemplateRuntime } from './run-template.ts';

/** Renders one compiled template; raises what Python raises, as a `TemplateError`. */
export type Render = (variables: ReadonlyMap<string, Value>) => string;

/** Compiles templates for an environment; throws where Jinja2 refuses to compile one. */
export function createCompiler(
  environment: JinjaEnvironment,
  load: LoadCode = loadCode,
): (source: string) => Render {
  const compile = createSourceCompiler(environment, generateCode, load);
  return (source) => {
    const { root, data } = compile(source);
    return (variables) => run(root, new TemplateRuntime(environment, data), variables);
  };
}
