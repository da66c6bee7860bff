import { spansBeforeEdit } from '../../jinja/truncation.ts';
import type { RenderWithProvenance, TracedRender } from '../compile/render-with-provenance.ts';
import type { CompileTemplate } from '../promptsource/evaluate.ts';
import { originsOfParts, type PromptOrigins } from '../promptsource/part-origins.ts';
import type { TemplateText } from './protocol.ts';

/** The last render, with the text that was compiled: PromptSource renders the answer choices before the template. */
export interface OriginTrace {
  readonly compile: CompileTemplate;
  last?: { readonly source: string; readonly render: TracedRender };
}

export function traceOrigins(compile: (source: string) => RenderWithProvenance): OriginTrace {
  const trace: OriginTrace = {
    compile: (source) => {
      const compiled = compile(source);
      return (variables) => {
        const render = compiled(variables);
        trace.last = { source, render };
        return render.text;
      };
    },
  };
  return trace;
}

/** More would help nobody who reads, and the caller waits for them. */
const maximumPieces = 10_000;

/** Where the parts of a render come from; `undefined` where that is too much to tell. */
export function originsOf(
  { jinja }: TemplateText,
  { last }: OriginTrace,
): PromptOrigins | undefined {
  const segments = last && segmentsOf(last.render);
  if (last === undefined || segments === undefined) return undefined;
  const { source, render } = last;
  const spanBeforeEdit = spansBeforeEdit(jinja, source);
  const origins = originsOfParts({ raw: render.text, segments, source, spanBeforeEdit });
  const pieces = origins.parts.reduce((sum, part) => sum + part.length, 0);
  return pieces > maximumPieces ? undefined : origins;
}

/** The analysis of a template that is nested too deep for it; the render itself stands. */
function segmentsOf(render: TracedRender) {
  try {
    return render.segments ?? undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
