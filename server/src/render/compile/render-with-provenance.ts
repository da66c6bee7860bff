/** Renders and tells, for each part of the output, which part of the template and of the row it came from. */
import type { Expression, JinjaTemplate } from '../../jinja/nodes.ts';
import { analyzeScopes, type Scopes } from '../../jinja/scope.ts';
import { walk } from '../../jinja/visit.ts';
import type { Span } from '../../text/span.ts';
import type { JinjaEnvironment } from '../jinja/environment.ts';
import type { Value } from '../python/value.ts';
import {
  compileSource,
  type LoadCode,
  loadCode,
  run,
  TemplateRuntime,
} from './compile-template.ts';
import { type FieldPath, fieldFinder } from './field-origin.ts';
import { generateTracingCode } from './provenance-compiler.ts';

export interface TracedRender {
  readonly text: string;
  /** In order and without gaps; parts that printed nothing are left out. Null where they are too many. */
  readonly segments: readonly TracedSegment[] | null;
}

/** A part of the output, in offsets of the rendered text. */
export interface TracedSegment extends Span {
  readonly origin: Origin;
}

/** The spans are in offsets of the template. */
export type Origin =
  | { readonly kind: 'text'; readonly span: Span }
  /** What a macro, a captured block or a recursive loop puts out has the place where it is printed. */
  | { readonly kind: 'expression'; readonly span: Span; readonly field: FieldPath | null };

export type RenderWithProvenance = (variables: ReadonlyMap<string, Value>) => TracedRender;

/** More pieces help nobody who reads the output, and they would weigh on its memory budget. */
const maximumPieces = 20_000;

/** As `createCompiler`, for renders that are traced; they raise the same errors. */
export function createTracingCompiler(
  environment: JinjaEnvironment,
  load: LoadCode = loadCode,
): (source: string) => RenderWithProvenance {
  return (source) => {
    const { template, root, data } = compileSource(source, environment, generateTracingCode, load);
    let sources: Sources | undefined;
    return (variables) => {
      const runtime = new TracingRuntime(environment, data);
      const text = run(root, runtime, variables);
      return {
        text,
        // Only for those who ask: most renders are asked for their text alone.
        get segments() {
          const { pieces } = runtime;
          if (pieces.length > maximumPieces) return null;
          sources ??= { printed: printedExpressions(template), scopes: analyzeScopes(template) };
          return segmentsOf(sources, pieces, variables);
        },
      };
    };
  };
}

/** A text that was appended to the output, and the span of what wrote it. */
interface Piece {
  readonly length: number;
  readonly span: Span;
}

class TracingRuntime extends TemplateRuntime {
  readonly pieces: Piece[] = [];
  #mutes = 0;
  #isInPlace = false;

  emitted(place: number, text: string): string {
    const isHeard = this.#mutes === 0 && text !== '' && this.pieces.length <= maximumPieces;
    if (isHeard) this.pieces.push({ length: text.length, span: this.placeAt(place) });
    return text;
  }

  /** What is emitted from now on is captured. */
  mute(): void {
    this.#mutes += 1;
  }

  unmute(): void {
    this.#mutes -= 1;
  }

  override runBlock(name: string, context: unknown): string {
    this.#isInPlace = true;
    return super.runBlock(name, context);
  }

  /** A block that is called by `self` is printed by the caller. */
  override defineBlock(name: string, render: (context: unknown) => string): void {
    super.defineBlock(name, (context) => {
      const isCaptured = !this.#isInPlace;
      this.#isInPlace = false;
      if (isCaptured) this.mute();
      const text = render(context);
      if (isCaptured) this.unmute();
      return text;
    });
  }
}

/** What of a template tells where its pieces come from, on whatever row. */
interface Sources {
  readonly printed: ReadonlyMap<string, Expression | null>;
  readonly scopes: Scopes;
}

function segmentsOf(
  { printed, scopes }: Sources,
  pieces: readonly Piece[],
  variables: ReadonlyMap<string, Value>,
): TracedSegment[] {
  const findField = fieldFinder(scopes, (name) => variables.has(name));
  const origins = new Map<string, Origin>();
  const originOf = (span: Span): Origin => {
    const known = origins.get(keyOf(span));
    if (known !== undefined) return known;
    const expression = printed.get(keyOf(span));
    const origin: Origin =
      expression === undefined
        ? { kind: 'text', span }
        : { kind: 'expression', span, field: expression && findField(expression) };
    origins.set(keyOf(span), origin);
    return origin;
  };
  let end = 0;
  return pieces.map(({ length, span }) => {
    const start = end;
    end += length;
    return { start, end, origin: originOf(span) };
  });
}

/** What is printed at the places that pieces have; null for a block that is filtered. */
function printedExpressions(template: JinjaTemplate): Map<string, Expression | null> {
  const printed = new Map<string, Expression | null>();
  for (const node of walk(template.body)) {
    if (node.kind === 'print') printed.set(keyOf(node.span), node.expression);
    if (node.kind === 'call-block') printed.set(keyOf(node.call.span), node.call);
    if (node.kind === 'filter-block') printed.set(keyOf(node.tag), null);
    if (node.kind === 'for' && node.isRecursive) {
      printed.set(keyOf(node.iterable.span), node.iterable);
    }
  }
  return printed;
}

function keyOf({ start, end }: Span): string {
  return `${start}-${end}`;
}
