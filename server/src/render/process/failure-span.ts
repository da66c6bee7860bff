import { spanBeforeEdit } from '../../jinja/truncation.ts';
import type { Span } from '../../text/span.ts';
import { TemplateError } from '../compile/template-error.ts';
import type { FailedTemplate, TemplateSource } from '../promptsource/apply-template.ts';
import type { CompileTemplate } from '../promptsource/evaluate.ts';

/** The last error that had a place, with the text that was compiled. */
export interface ErrorTrace {
  readonly compile: CompileTemplate;
  last?: { readonly source: string; readonly error: TemplateError };
}

/** Compiles as before, and remembers where errors come from: PromptSource's layer keeps only what Python tells. */
export function traceErrors(compile: CompileTemplate): ErrorTrace {
  const trace: ErrorTrace = {
    compile: (source) => {
      const render = attempt(source, () => compile(source));
      return (variables) => attempt(source, () => render(variables));
    },
  };
  function attempt<T>(source: string, compute: () => T): T {
    try {
      return compute();
    } catch (error) {
      if (error instanceof TemplateError) trace.last = { source, error };
      throw error;
    }
  }
  return trace;
}

/** The place of a failure in the author's text. */
export function spanOfFailure(
  template: TemplateSource,
  failed: FailedTemplate,
  { last }: ErrorTrace,
): Span | undefined {
  if (last === undefined || last.error.message !== failed.error.message) return undefined;
  const { span } = last.error;
  if (failed.answerChoicesError !== undefined) return span;
  return spanBeforeEdit(template.jinja, last.source, span);
}
