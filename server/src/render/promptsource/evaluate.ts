import { PyError } from '../python/errors.ts';
import type { Value } from '../python/value.ts';

/**
 * The engine under PromptSource's layer. Compiling raises TemplateSyntaxError as a `PyError`; rendering raises what
 * Python raises. The two are separate because a template that does not parse fails before its answer choices are
 * rendered.
 */
export type CompileTemplate = (source: string) => RenderVariables;

export type RenderVariables = (variables: ReadonlyMap<string, Value>) => string;

/** Renders as `Template.render(**variables)` does. */
export function renderWith(render: RenderVariables, variables: ReadonlyMap<string, Value>): string {
  if (variables.has('self')) {
    throw new PyError('TypeError', "Template.render() got multiple values for argument 'self'");
  }
  return render(variables);
}
