import type { RandomSource } from '../jinja/random-source.ts';
import { variantsOf } from '../promptsource/variants.ts';
import type { RowVariants, TimedLimits, VariantRender } from './protocol.ts';

/** The most characters of all variants of a row together. */
const maximumText = 1024 * 1024;

/** The first variant, with the others beside it. */
export function renderVariants(
  render: (random: RandomSource) => VariantRender,
  limits: TimedLimits,
  now: () => number,
): VariantRender & { readonly variants: RowVariants } {
  const end = now() + limits.milliseconds;
  let size = 0;
  const isTimeUp = () => now() >= end || size > maximumText;
  const iterator = variantsOf({ render, identify, limits, isTimeUp });
  const found: VariantRender[] = [];
  for (let step = iterator.next(); ; step = iterator.next()) {
    if (step.done === true) {
      const [first = render({ choose: () => 0, below: () => 0 }), ...others] = found;
      return { ...first, variants: { ...step.value, others } };
    }
    const { outcome } = step.value;
    found.push(outcome);
    size += outcome.kind === 'rendered' ? outcome.raw.length : outcome.error.message.length;
  }
}

/** By all that is shown: where it comes from does not make it another variant. */
function identify(outcome: VariantRender): string {
  return outcome.kind === 'rendered'
    ? JSON.stringify([outcome.raw, outcome.answerChoices])
    : JSON.stringify([outcome.error, outcome.answerChoices]);
}
