import type { RandomSource } from '../jinja/random-source.ts';
import { type Draw, EnumeratedDraws } from './enumerated-draws.ts';

/** What a render gives when its draws fall so. */
export interface Variant<Outcome> {
  readonly outcome: Outcome;
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

export interface VariantsRequest<Outcome> {
  /** Renders the same template on the same row anew, with other draws. */
  readonly render: (random: RandomSource) => Outcome;
  /** Equal for outcomes that are the same variant. */
  readonly identify: (outcome: Outcome) => string;
  readonly limits: VariantLimits;
  /** Ends the search, as a limit does. */
  readonly isTimeUp?: () => boolean;
}

/** The distinct variants of a render, in the order of their draws; the last result says why it ends. */
export function* variantsOf<Outcome>({
  render,
  identify,
  limits,
  isTimeUp = () => false,
}: VariantsRequest<Outcome>): Generator<Variant<Outcome>, VariantsEnd> {
  const draws = new EnumeratedDraws();
  const seen = new Set<string>();
  for (let renders = 1; ; renders += 1) {
    draws.restart();
    const outcome = render(draws);
    const key = identify(outcome);
    if (!seen.has(key)) {
      seen.add(key);
      yield { outcome, draws: draws.draws };
    }
    if (!draws.advance()) return { isComplete: true, renders };
    const isAtLimit = seen.size >= limits.variants || renders >= limits.renders || isTimeUp();
    if (isAtLimit) return { isComplete: false, renders };
  }
}
