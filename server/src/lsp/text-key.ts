import { createHash } from 'node:crypto';
import type { PromptTemplate } from '../template/template-file.ts';

/** Changes with each edit that changes what a template renders. */
export function textKeyOf({ jinja, answerChoices }: PromptTemplate): string {
  const texts = [jinja, answerChoices].map((entry) =>
    entry?.value.type === 'str' ? entry.value.text : null,
  );
  return createHash('sha256').update(JSON.stringify(texts)).digest('base64url').slice(0, 16);
}
