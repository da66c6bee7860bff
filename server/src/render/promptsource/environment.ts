import type { Filter, JinjaEnvironment } from '../jinja/environment.ts';
import { builtinFilters } from '../jinja/filters/registry.ts';
import { builtinGlobals } from '../jinja/globals.ts';
import { builtinTests } from '../jinja/tests.ts';
import { choice, highlight, mostFrequent } from './filters.ts';
import { zip } from './zip.ts';

/** The environment that PromptSource renders in: Jinja2's defaults and its own additions. */
export function createEnvironment({
  random,
  onSteps,
}: Pick<JinjaEnvironment, 'random' | 'onSteps'>): JinjaEnvironment {
  return {
    random,
    onSteps,
    filters: new Map<string, Filter>([
      ...builtinFilters,
      ['choice', choice],
      ['most_frequent', mostFrequent],
      ['highlight', highlight],
    ]),
    tests: builtinTests(),
    globals: builtinGlobals(random).set('zip', zip),
  };
}
