import { hash } from 'node:crypto';
import type { PromptTemplate } from '../template/template-file.ts';

/** Changes with each edit that changes what a template renders. */
export function textKeyOf({ jinja, answerChoices }: PromptTemplate): string {
  const texts = [jinja, answerChoices].map((entry) =>
    entry?.value.type === 'str' ? entry.value.text : null,
  );
  return hash('sha256', JSON.stringify(texts), 'base64url').slice(0, 16);
}
