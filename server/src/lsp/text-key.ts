import { createHash } from 'node:crypto';
import type { PromptTemplate } from '../template/template-file.ts';

/** Changes with each edit that changes what a template renders. */
export function textKeyOf({ jinja, answerChoices }: PromptTemplate): string {
  const text = JSON.stringify([jinja?.value ?? null, answerChoices?.value ?? null]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
