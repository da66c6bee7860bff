import type { Finding } from '../rules/rule.ts';
import type { PromptTemplate } from '../template/template-file.ts';
import { referenceTo } from '../template/template-name.ts';
import { overlaps, type Span } from '../text/span.ts';

/** The row of the dataset that shows a finding. */
export interface RowPreview {
  readonly title: string;
  readonly finding: Finding;
  /** What requests call the template. */
  readonly templateId: string;
  readonly row: number;
}

/** The rows behind the findings that touch the selection, each once. */
export function rowPreviews(
  templates: readonly PromptTemplate[],
  findings: readonly Finding[],
  selection: Span,
): readonly RowPreview[] {
  const previews = new Map<string, RowPreview>();
  for (const finding of findings) {
    const { row, span, templateId: key } = finding;
    if (row === undefined || !overlaps(span, selection)) continue;
    const template = templates.find((one) => one.key === key && overlaps(one.span, span));
    const templateId = template && referenceTo(template, templates);
    if (templateId === undefined) continue;
    const preview = { title: `Preview row ${row}`, finding, templateId, row };
    previews.set(`${row} ${templateId}`, previews.get(`${row} ${templateId}`) ?? preview);
  }
  return [...previews.values()];
}
