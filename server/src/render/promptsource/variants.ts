import type { RandomSource } from '../jinja/random-source.ts';
import type { Value } from '../python/value.ts';
import {
  type AppliedTemplate,
  type ApplyOptions,
  applyTemplate,
  type TemplateSource,
} from './apply-template.ts';
import { type Draw, EnumeratedDraws } from './enumerated-draws.ts';
import type { CompileTemplate } from './evaluate.ts';
import { rememberCompiled } from './remember-compiled.ts';

/** What a template gives for a row when its draws fall so. */
export interface Variant {
  readonly applied: AppliedTemplate;
  /** The first draws that give it, those of the answer choices before those of the template. */
  readonly draws: readonly Draw[];
}

export interface VariantLimits {
  /** How many variants are of interest. */
  readonly variants: number;
  /** How many renders may be spent on them: other draws often give the same text. */
  readonly renders: number;
}

export interface VariantsEnd {
  /** Whether no further variant exists, or a limit was reached first. */
  readonly isComplete: boolean;
  readonly renders: number;
}

export interface VariantsRequest {
  readonly template: TemplateSource;
  /** The columns, new at every call: a template can change what is in them. */
  readonly row: () => ReadonlyMap<string, Value>;
  readonly options: ApplyOptions;
  readonly limits: VariantLimits;
}

/** The distinct variants of a template on a row, in the order of their draws; the last result says why it ends. */
export function* variantsOf(
  { template, row, options, limits }: VariantsRequest,
  createCompiler: (random: RandomSource) => CompileTemplate,
): Generator<Variant, VariantsEnd> {
  const draws = new EnumeratedDraws();
  const compile = rememberCompiled(createCompiler(draws));
  const seen = new Set<string>();
  for (let renders = 1; ; renders += 1) {
    draws.restart();
    const applied = applyTemplate(template, row(), options, compile);
    const outcome = JSON.stringify(applied);
    if (!seen.has(outcome)) {
      seen.add(outcome);
      yield { applied, draws: draws.draws };
    }
    if (!draws.advance()) return { isComplete: true, renders };
    const isAtLimit = seen.size >= limits.variants || renders >= limits.renders;
    if (isAtLimit) return { isComplete: false, renders };
  }
}
