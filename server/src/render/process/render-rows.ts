import { parseRow } from '../../dataset/typed-row.ts';
import type { RandomSource } from '../jinja/random-source.ts';
import { applyTemplate } from '../promptsource/apply-template.ts';
import type { CompileTemplate } from '../promptsource/evaluate.ts';
import { byRow, seeded } from '../promptsource/random-source.ts';
import { rememberCompiled } from '../promptsource/remember-compiled.ts';
import { spanOfFailure, traceErrors } from './failure-span.ts';
import type {
  ChoiceOption,
  RenderOptions,
  RenderRequest,
  RowRender,
  RowText,
  TemplateText,
} from './protocol.ts';
import { toRowValues } from './row-values.ts';

/** Compiles templates for one source of randomness. */
export type CreateCompiler = (random: RandomSource) => CompileTemplate;

/** Renders each template on each row, in order, one at a step of the iteration. */
export function* renderRows(
  { templates, rows, options }: RenderRequest,
  createCompiler: CreateCompiler,
): Generator<RowRender> {
  const draws = new SwitchedRandom();
  const compile = rememberCompiled(createCompiler(draws));
  for (const template of templates) {
    for (const row of rows) {
      draws.source = randomFor(options.choice, row.index);
      yield renderRow(template, row, options, compile);
    }
  }
}

function renderRow(
  template: TemplateText,
  { index, json, form = 'json' }: RowText,
  options: RenderOptions,
  compile: CompileTemplate,
): RowRender {
  const parsed = parseRow(json, form);
  if (parsed.kind === 'malformed') return { kind: 'unreadable', index, message: parsed.message };
  const traced = traceErrors(compile);
  try {
    const applied = applyTemplate(template, toRowValues(parsed.row), options, traced.compile);
    const span = applied.kind === 'failed' ? spanOfFailure(template, applied, traced) : undefined;
    return { ...applied, index, ...(span === undefined ? {} : { span }) };
  } catch (error) {
    return { kind: 'failed', index, error: describeFault(error), answerChoices: null };
  }
}

/** Not what Python raises, but a fault of ours: it is told as one, and the other rows still run. */
function describeFault(error: unknown) {
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { type: 'InternalError', message: `P3 Workbench cannot render this (${detail}).` };
}

/** Every row draws on its own, so that a render does not depend on which other rows are shown. */
function randomFor(choice: ChoiceOption, row: number): RandomSource {
  if (choice.kind === 'row') return byRow(row);
  return seeded(choice.seed ^ Math.imul(row + 1, goldenRatio));
}

/** 2^32 divided by the golden ratio spreads consecutive rows over all seeds. */
const goldenRatio = 0x9e3779b1;

class SwitchedRandom implements RandomSource {
  source: RandomSource = seeded(0);

  choose(length: number): number {
    return this.source.choose(length);
  }

  below(limit: number): number {
    return this.source.below(limit);
  }
}
