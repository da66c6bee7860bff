import type { Snapshot } from '../analysis/snapshot.ts';
import type { Span } from '../text/span.ts';
import { hasAnswerChoices, referencesOf } from './template-name.ts';

export interface TemplateLens {
  readonly action: 'preview' | 'score';
  readonly templateId: string;
  readonly span: Span;
}

/** What can be done with each template; one without answer choices has nothing to rank. */
export function codeLenses({ file }: Snapshot): readonly TemplateLens[] {
  const references = referencesOf(file.templates);
  return file.templates.flatMap((template) => {
    const templateId = references.get(template) ?? template.key;
    const place = { templateId, span: template.keySpan };
    const preview: TemplateLens = { action: 'preview', ...place };
    return hasAnswerChoices(template) ? [preview, { action: 'score', ...place }] : [preview];
  });
}
