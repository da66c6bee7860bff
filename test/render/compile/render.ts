import { parseExample } from '../../../server/src/dataset/example.ts';
import { createCompiler } from '../../../server/src/render/compile/compile-template.ts';
import { toRowValues } from '../../../server/src/render/process/row-values.ts';
import { createEnvironment } from '../../../server/src/render/promptsource/environment.ts';
import { byRow } from '../../../server/src/render/promptsource/random-source.ts';

/** Renders a template with a row given as JSON, in PromptSource's environment. */
export function render(template: string, row = '{}'): string {
  const example = parseExample(row);
  if (example.kind === 'malformed') throw new Error(example.message);
  return createCompiler(createEnvironment({ random: byRow(0) }))(template)(
    toRowValues(example.row),
  );
}
