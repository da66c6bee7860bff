import type { Snapshot } from '../analysis/snapshot.ts';
import type { TemplateFileProblem } from '../template/template-file.ts';
import { contains } from '../text/span.ts';
import type { Tell } from './rule.ts';

/** Tells what the reader of the file found of one kind. */
export function tellProblems(
  { file, problems }: Snapshot,
  wanted: TemplateFileProblem['code'],
  tell: Tell,
): void {
  for (const { code, message, span } of problems) {
    if (code !== wanted) continue;
    const around = file.templates.find((template) => contains(template.span, span));
    tell({ message, span, templateId: around?.key ?? null });
  }
}
