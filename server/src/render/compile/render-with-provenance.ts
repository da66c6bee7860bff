/** Renders and tells, for each part of the output, which part of the template and of the row it came from. */
import type { Expression } from '../../jinja/nodes.ts';
import { analyzeScopes, type Scopes } from '../../jinja/scope.ts';
import { walk } from '../../jinja/visit.ts';
import type { Span } from '../../text/span.ts';
import type { JinjaEnvironment } from '../jinja/environment.ts';
import type { Value } from '../python/value.ts';
import {
  type CompiledTree,
  createSourceCompiler,
  type LoadCode,
  loadCode,
} from './compile-source.ts';
import { type FieldPath, fieldFinder } from './field-origin.ts';
import { generateTracingCode } from './provenance-compiler.ts';
import { run, TemplateRuntime } from './run-template.ts';

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
  const compile = createSourceCompiler(environment, generateTracingCode, load);
  let last: Sources | undefined;
  return (source) => {
    const { tree, root, data } = compile(source);
    const sources = last?.tree === tree ? last : new Sources(tree);
    last = sources;
    return (variables) => {
      const runtime = new TracingRuntime(environment, data);
      const text = run(root, runtime, variables);
      return {
        text,
        // Only for those who ask: most renders are asked for their text alone.
        get segments() {
          const { pieces } = runtime;
          if (pieces.length > maximumPieces) return null;
          return segmentsOf(sources, runtime, variables);
        },
      };
    };
  };
}

/** A text that was appended to the output, and the number of the place that wrote it. */
interface Piece {
  readonly length: number;
  readonly place: number;
}

class TracingRuntime extends TemplateRuntime {
  readonly pieces: Piece[] = [];
  #mutes = 0;
  #isInPlace = false;

  emitted(place: number, text: string): string {
    const isHeard = this.#mutes === 0 && text !== '' && this.pieces.length <= maximumPieces;
    if (isHeard) this.pieces.push({ length: text.length, place });
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

/** What of a tree tells where pieces come from, on whatever row; worked out when first asked for. */
class Sources {
  readonly tree: CompiledTree;
  #printed: ReadonlyMap<string, Expression | null> | undefined;
  #scopes: Scopes | undefined;

  constructor(tree: CompiledTree) {
    this.tree = tree;
  }

  get scopes(): Scopes {
    this.#scopes ??= analyzeScopes(this.tree.template);
    return this.#scopes;
  }

  /** What is printed at a place; null for a block that is filtered, `undefined` for a text. */
  printedAt(place: number): Expression | null | undefined {
    this.#printed ??= printedExpressions(this.tree);
    const span = this.tree.places[place];
    return span && this.#printed.get(keyOf(span));
  }
}

function segmentsOf(
  sources: Sources,
  runtime: TracingRuntime,
  variables: ReadonlyMap<string, Value>,
): TracedSegment[] {
  const findField = fieldFinder(sources.scopes, (name) => variables.has(name));
  const origins = new Map<number, Origin>();
  const originOf = (place: number): Origin => {
    const known = origins.get(place);
    if (known !== undefined) return known;
    const expression = sources.printedAt(place);
    const span = runtime.placeAt(place);
    const origin: Origin =
      expression === undefined
        ? { kind: 'text', span }
        : { kind: 'expression', span, field: expression && findField(expression) };
    origins.set(place, origin);
    return origin;
  };
  let end = 0;
  return runtime.pieces.map(({ length, place }) => {
    const start = end;
    end += length;
    return { start, end, origin: originOf(place) };
  });
}

/** What is printed at the places that pieces have; null for a block that is filtered. */
function printedExpressions({ template }: CompiledTree): Map<string, Expression | null> {
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
