import type { Snapshot } from '../analysis/snapshot.ts';
import type { Span } from '../text/span.ts';
import { hasAnswerChoices, idOf } from './template-name.ts';

export interface TemplateLens {
  readonly action: 'preview' | 'score';
  readonly templateId: string;
  readonly span: Span;
}

/** What can be done with each template; one without answer choices has nothing to rank. */
export function codeLenses({ file }: Snapshot): readonly TemplateLens[] {
  return file.templates.flatMap((template) => {
    const place = { templateId: idOf(template), span: template.keySpan };
    const preview: TemplateLens = { action: 'preview', ...place };
    return hasAnswerChoices(template) ? [preview, { action: 'score', ...place }] : [preview];
  });
}
