import { parseRow } from '../../dataset/typed-row.ts';
import type { RenderWithProvenance } from '../compile/render-with-provenance.ts';
import type { RandomSource } from '../jinja/random-source.ts';
import { applyTemplate } from '../promptsource/apply-template.ts';
import type { CompileTemplate } from '../promptsource/evaluate.ts';
import { byRow, seeded } from '../promptsource/random-source.ts';
import { rememberCompiled } from '../promptsource/remember-compiled.ts';
import type { Value } from '../python/value.ts';
import { spanOfFailure, traceErrors } from './failure-span.ts';
import type {
  ChoiceOption,
  RenderOptions,
  RenderRequest,
  RowRender,
  RowText,
  TemplateText,
  VariantRender,
} from './protocol.ts';
import { renderVariants } from './render-variants.ts';
import { toRowValues } from './row-values.ts';
import { SwitchedRandom } from './switched-random.ts';
import { originsOf, traceOrigins } from './trace-origins.ts';

export interface RenderParts {
  /** Compiles templates for one source of randomness. */
  readonly createCompilers: (random: RandomSource) => Compilers;
  /** Milliseconds; only differences count. */
  readonly now: () => number;
}

export interface Compilers {
  readonly compile: CompileTemplate;
  readonly compileTracing: (source: string) => RenderWithProvenance;
}

/** Renders each template on each row, in order, one at a step of the iteration. */
export function* renderRows(request: RenderRequest, parts: RenderParts): Generator<RowRender> {
  const renderer = new RowRenderer(request.options, parts);
  for (const template of request.templates) {
    for (const row of request.rows) yield renderer.render(template, row);
  }
}

class RowRenderer {
  readonly #options: RenderOptions;
  readonly #now: () => number;
  readonly #draws = new SwitchedRandom(seeded(0));
  readonly #compile: CompileTemplate;
  readonly #compileTracing: (source: string) => RenderWithProvenance;

  constructor(options: RenderOptions, { createCompilers, now }: RenderParts) {
    this.#options = options;
    this.#now = now;
    const compilers = createCompilers(this.#draws);
    this.#compile = rememberCompiled(compilers.compile);
    this.#compileTracing = rememberCompiled(compilers.compileTracing);
  }

  render(template: TemplateText, { index, json, form = 'json' }: RowText): RowRender {
    const parsed = parseRow(json, form);
    if (parsed.kind === 'malformed') return { kind: 'unreadable', index, message: parsed.message };
    const render = (random: RandomSource) => {
      this.#draws.source = random;
      return this.#apply(template, toRowValues(parsed.row));
    };
    try {
      const { choice } = this.#options;
      if (choice.kind !== 'all') return { index, ...render(randomFor(choice, index)) };
      return { index, ...renderVariants(render, choice.limits, this.#now) };
    } catch (error) {
      return { kind: 'failed', index, error: describeFault(error), answerChoices: null };
    }
  }

  #apply(template: TemplateText, row: ReadonlyMap<string, Value>): VariantRender {
    this.#draws.wasUsed = false;
    const origins = this.#options.traces ? traceOrigins(this.#compileTracing) : undefined;
    const errors = traceErrors(origins?.compile ?? this.#compile);
    const applied = applyTemplate(template, row, this.#options, errors.compile);
    const random = this.#draws.wasUsed ? { isRandom: true as const } : {};
    if (applied.kind === 'failed') {
      const span = spanOfFailure(template, applied, errors);
      return { ...applied, ...random, ...(span && { span }) };
    }
    const found = origins && originsOf(template, origins);
    return { ...applied, ...random, ...(found && { origins: found }) };
  }
}

/** Not what Python raises, but a fault of ours: it is told as one, and the other rows still run. */
function describeFault(error: unknown) {
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { type: 'InternalError', message: `P3 Workbench cannot render this (${detail}).` };
}

/** Every row draws on its own, so that a render does not depend on which other rows are shown. */
function randomFor(choice: Exclude<ChoiceOption, { kind: 'all' }>, row: number): RandomSource {
  if (choice.kind === 'row') return byRow(row);
  return seeded(choice.seed ^ Math.imul(row + 1, goldenRatio));
}

/** 2^32 divided by the golden ratio spreads consecutive rows over all seeds. */
const goldenRatio = 0x9e3779b1;
