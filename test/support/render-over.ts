import { collectRowFacts, type RowFacts } from '../../server/src/analysis/row-facts.ts';
import { createCompiler } from '../../server/src/render/compile/compile-template.ts';
import { createTracingCompiler } from '../../server/src/render/compile/render-with-provenance.ts';
import { briefRow } from '../../server/src/render/process/brief-row.ts';
import type { RenderOptions } from '../../server/src/render/process/protocol.ts';
import { type RenderParts, renderRows } from '../../server/src/render/process/render-rows.ts';
import { createEnvironment } from '../../server/src/render/promptsource/environment.ts';
import { templatesToCheck } from '../../server/src/row-checks/templates-to-check.ts';
import type { TemplateFile } from '../../server/src/template/template-file.ts';

const options: RenderOptions = {
  ...{ truncate: true, dialect: 'main' },
  choice: { kind: 'seed', seed: 0 },
};

const parts: RenderParts = {
  createCompilers: (random) => {
    const environment = createEnvironment({ random });
    return {
      compile: createCompiler(environment),
      compileTracing: createTracingCompiler(environment),
    };
  },
  now: () => 0,
};

/** What rules are told of the templates of a file, rendered on lines of JSON, in this process. */
export function renderOver(
  lines: readonly string[],
  file: TemplateFile,
): ReadonlyMap<string, RowFacts> {
  const rows = lines.map((json, index) => ({ index, json }));
  const doRowsDiffer = new Set(lines).size > 1;
  const facts = new Map<string, RowFacts>();
  for (const [key, template] of lines.length === 0 ? [] : templatesToCheck(file)) {
    const renders = renderRows({ templates: [template], rows, options }, parts);
    facts.set(
      key,
      collectRowFacts(
        [...renders].map((row) => briefRow(row)),
        { doRowsDiffer },
      ),
    );
  }
  return facts;
}
