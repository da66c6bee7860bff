import type { Span } from '../text/span.ts';
import { nearestName } from '../text/suggest.ts';
import type { Fix } from './rule.ts';

/** The nearest of the candidates as the end of a message, and as a fix; nothing where none is near. */
export function suggestName(
  word: string,
  candidates: Iterable<string>,
  span: Span,
): { readonly hint: string; readonly fix?: Fix } {
  const nearest = nearestName(word, candidates);
  if (nearest === undefined) return { hint: '' };
  const hint = ` Did you mean \`${nearest}\`?`;
  // Only a plain word needs no escaping in any kind of YAML scalar.
  if (!/^[A-Za-z_]\w*$/.test(nearest)) return { hint };
  return { hint, fix: { title: `Replace by \`${nearest}\``, edits: [{ span, newText: nearest }] } };
}
