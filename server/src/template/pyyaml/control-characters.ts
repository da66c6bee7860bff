import type { NodeProblem } from './node.ts';

/** The characters that PyYAML's reader refuses, lone surrogates among them; a run of them is one problem. */
export function findControlCharacters(text: string): readonly NodeProblem[] {
  const problems: NodeProblem[] = [];
  for (const match of text.matchAll(NOT_PRINTABLE)) {
    if (problems.length === MOST_PROBLEMS) break;
    const first = match[0].codePointAt(0) ?? 0;
    const name = `U+${first.toString(16).toUpperCase().padStart(4, '0')}`;
    problems.push({
      message: `YAML does not allow the character ${name}. Remove it, or write it as an escape in double quotes.`,
      span: { start: match.index, end: match.index + match[0].length },
    });
  }
  return problems;
}

const MOST_PROBLEMS = 100;

/** PyYAML's `NON_PRINTABLE`. */
const NOT_PRINTABLE = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]+/gu;
