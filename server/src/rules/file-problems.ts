import type { Snapshot } from '../analysis/snapshot.ts';
import type { TemplateFileProblem } from '../template/template-file.ts';
import type { Report, Tell } from './rule.ts';

/** Tells what the reader of the file found of one kind. */
export function tellProblems(
  snapshot: Snapshot,
  code: TemplateFileProblem['code'],
  tell: Tell,
): void {
  for (const report of reportsOfProblems(snapshot, code)) tell(report);
}

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
