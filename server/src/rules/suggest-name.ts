import type { Span } from '../text/span.ts';
import { nearestName } from '../text/suggest.ts';
import type { Fix } from './rule.ts';

interface Suggestion {
  /** The end of a message; empty where no candidate is near. */
  readonly hint: string;
  readonly fix?: Fix;
}

export type SuggestName = (
  word: string,
  candidates: () => Iterable<string>,
  span: Span,
) => Suggestion;

/** In a text with more unknown names than this, they are not misspelt; the search would only take time. */
const mostSuggestions = 100;

/** Suggests the nearest of some candidates, for the first unknown names of one text. */
export function createSuggester(): SuggestName {
  let count = 0;
  const known = new Map<string, Nearest>();
  return (word, candidates, span) => {
    count += 1;
    if (count > mostSuggestions) return { hint: '' };
    const among = candidates();
    const before = known.get(word);
    // Who writes a name wrong does so again.
    const found = before?.among === among ? before : { among, name: nearestName(word, among) };
    known.set(word, found);
    return toSuggestion(found.name, span);
  };
}

interface Nearest {
  readonly among: Iterable<string>;
  readonly name: string | undefined;
}

function toSuggestion(nearest: string | undefined, span: Span): Suggestion {
  if (nearest === undefined) return { hint: '' };
  const hint = ` Did you mean \`${nearest}\`?`;
  // Only a plain word needs no escaping in any kind of YAML scalar.
  if (!/^[A-Za-z_]\w*$/.test(nearest)) return { hint };
  return { hint, fix: { title: `Replace by \`${nearest}\``, edits: [{ span, newText: nearest }] } };
}
