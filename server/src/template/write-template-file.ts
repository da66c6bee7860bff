import type { Span } from '../text/span.ts';
import { emit } from './dump/emit.ts';
import { representValue } from './dump/represent.ts';
import { findComments } from './find-comments.ts';
import { composeYaml } from './pyyaml/compose.ts';
import { constructValue } from './pyyaml/construct.ts';
import { findControlCharacters } from './pyyaml/control-characters.ts';
import type { NodeProblem } from './pyyaml/node.ts';
import { scanYaml } from './pyyaml/scanner.ts';
import { isSameValue } from './same-value.ts';
import type { YamlValue } from './template-file.ts';

export type FormatResult =
  | { readonly kind: 'formatted'; readonly text: string }
  /** The file would lose something, or is none that PyYAML loads; the message says what to do. */
  | { readonly kind: 'refused'; readonly message: string; readonly span: Span };

export interface FormatOptions {
  /** Formats a file with comments, which PyYAML does not keep. */
  readonly dropsComments?: boolean;
}

/** The text that PyYAML's `yaml.dump` writes for the file once it is loaded: what PromptSource saves. */
export function formatTemplateFile(text: string, options: FormatOptions = {}): FormatResult {
  const loaded = load(text);
  if ('message' in loaded) return { kind: 'refused', ...loaded };
  const [comment] = options.dropsComments ? [] : findComments(text);
  if (comment !== undefined) {
    const message =
      'The file has a comment here, which formatting would drop as PyYAML does. Move it into the template as `{# … #}`, or remove it.';
    return { kind: 'refused', message, span: comment };
  }
  const pair = findSurrogatePair(text);
  if (pair !== undefined) {
    const message =
      'PyYAML reads these two escapes as two halves of a character, which cannot be written to a file. Write the character itself, or one escape with `\\U`.';
    return { kind: 'refused', message, span: pair };
  }
  const whole = { start: 0, end: text.length };
  const { root, problems } = representValue(loaded.value, whole);
  if (problems[0] !== undefined) return { kind: 'refused', ...problems[0] };
  const written = emit(root);
  const reloaded = load(written);
  if ('message' in reloaded || !isSameValue(loaded.value, reloaded.value)) {
    throw new Error('the formatted file would not mean the same');
  }
  return { kind: 'formatted', text: written };
}

function load(text: string): { readonly value: YamlValue } | NodeProblem {
  const { root, failure, problems } = composeYaml(text);
  const problem = findControlCharacters(text)[0] ?? failure ?? problems[0];
  if (problem !== undefined) return refuseSyntax(problem);
  const construction = root && constructValue(text, root);
  const fault = construction?.problems[0];
  if (fault !== undefined) return refuseSyntax(fault);
  if (construction?.value.type !== 'mapping') {
    const message = 'The file holds no templates: expected the keys `dataset` and `templates`.';
    return { message, span: { start: 0, end: 0 } };
  }
  return { value: construction.value };
}

function refuseSyntax({ message, span }: NodeProblem): NodeProblem {
  return { message: `Only a file that PyYAML loads can be formatted. ${message}`, span };
}

/** JSON's way to write a character beyond U+FFFF, which Python does not join into one. */
function findSurrogatePair(text: string): Span | undefined {
  for (const token of scanYaml(text, { start: 0, end: text.length }).tokens) {
    if (token.kind !== 'scalar' || token.source.style !== 'double-quoted') continue;
    const { start, end } = token.source.span;
    const written = text.slice(start, end);
    const match = /(?<=(?<!\\)(?:\\\\)*)\\u[dD][89abAB]..\\u[dD][c-fC-F]../.exec(written);
    if (match !== null) {
      return { start: start + match.index, end: start + match.index + match[0].length };
    }
  }
  return undefined;
}
