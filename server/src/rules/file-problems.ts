import type { Snapshot } from '../analysis/snapshot.ts';
import type { TemplateFileProblem } from '../template/template-file.ts';
import type { Report } from './rule.ts';

/** What the reader of the file found of one kind. */
export function reportsOfProblems(
  { file, problems }: Snapshot,
  code: TemplateFileProblem['code'],
): readonly Report[] {
  return problems
    .filter((problem) => problem.code === code)
    .map(({ message, span }) => {
      const around = file.templates.find(
        (template) => template.span.start <= span.start && span.end <= template.span.end,
      );
      return { message, span, templateId: around?.key ?? null };
    });
}
