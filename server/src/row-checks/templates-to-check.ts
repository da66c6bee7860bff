import { renderKeyOf } from '../analysis/row-facts.ts';
import { type RunnableTemplate, toRunnable } from '../template/runnable-template.ts';
import type { PromptTemplate, TemplateFile } from '../template/template-file.ts';

/** The templates of a file that can run, by the key of their facts; what does not parse is told without any row. */
export function templatesToCheck({
  templates,
}: TemplateFile): ReadonlyMap<string, RunnableTemplate> {
  const found = new Map<string, RunnableTemplate>();
  for (const template of templates) {
    const runnable = toRunnable(template);
    if (runnable.kind !== 'runnable' || !doesParse(template)) continue;
    found.set(renderKeyOf(runnable.template), runnable.template);
  }
  return found;
}

function doesParse({ jinjaTree, answerChoicesTree }: PromptTemplate): boolean {
  return [jinjaTree, answerChoicesTree].every((tree) => (tree?.problems.length ?? 0) === 0);
}
