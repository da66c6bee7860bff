import type { TemplateFile } from '../template/template-file.ts';
import { nameOf } from '../template/template-name.ts';
import type { Span } from '../text/span.ts';

/** A template, to be found by its name from anywhere. */
export interface TemplateSymbol {
  readonly name: string;
  /** Dataset and subset. */
  readonly container: string;
  readonly span: Span;
}

/** The templates whose name, or whose dataset, has the letters of the query in this order. */
export function workspaceSymbols(file: TemplateFile, query: string): readonly TemplateSymbol[] {
  const container = [file.dataset, file.subset]
    .flatMap((entry) => (entry?.value.type === 'str' ? [entry.value.text] : []))
    .join('/');
  return file.templates
    .map((template) => ({ name: nameOf(template), container, span: template.keySpan }))
    .filter(({ name }) => hasLetters(`${container} ${name}`, query));
}

function hasLetters(text: string, query: string): boolean {
  const letters = text.toLowerCase();
  let from = 0;
  for (const letter of query.toLowerCase().replace(/\s/g, '')) {
    from = letters.indexOf(letter, from) + 1;
    if (from === 0) return false;
  }
  return true;
}
