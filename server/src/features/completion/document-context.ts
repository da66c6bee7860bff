/**
 * What is being typed at an offset of a template file: Jinja, a key or a value. Where the tree of the snapshot does not
 * tell, because the text is half-typed, it is read once more with a stand-in word at the cursor.
 */
import type { Snapshot } from '../../analysis/snapshot.ts';
import { templatesAround } from '../../analysis/templates-around.ts';
import { parseTemplateFile } from '../../template/parse-template-file.ts';
import type { ScalarSource, ScalarStyle } from '../../template/scalar-source.ts';
import type { Entry } from '../../template/template-file.ts';
import type { Span } from '../../text/span.ts';
import { type DocumentPath, documentPathAt, ownerOf } from '../document-path.ts';
import type { KeyOwner } from '../prompt-keys.ts';
import { standInFor } from '../stand-in.ts';

export type DocumentContext =
  | JinjaPlace
  | {
      readonly kind: 'key';
      readonly owner: KeyOwner;
      /** The keys that stand there already, the one at the cursor left out. */
      readonly present: ReadonlySet<string>;
      readonly span: Span;
      /** Whether a colon follows already. */
      readonly hasColon: boolean;
      /** Blanks before the key. */
      readonly indent: string;
    }
  /** A line where a new template can begin. */
  | { readonly kind: 'template'; readonly span: Span; readonly indent: string }
  | {
      readonly kind: 'value';
      readonly owner: KeyOwner;
      readonly key: string;
      /** Texts of the other items, where the value is a list. */
      readonly siblings: readonly string[] | undefined;
      readonly style: ScalarStyle | undefined;
      /** The word to replace, without quotes. */
      readonly span: Span;
    };

export interface JinjaPlace {
  readonly kind: 'jinja';
  readonly key: 'jinja' | 'answer_choices';
  readonly style: ScalarStyle;
  /** The decoded text and the cursor in it. */
  readonly source: string;
  readonly offset: number;
  /** The document span of the word at the cursor. */
  toDocument(word: Span): Span;
}

export function documentContextAt(snapshot: Snapshot, offset: number): DocumentContext | undefined {
  return jinjaAt(snapshot, offset) ?? probe(snapshot, offset);
}

function jinjaAt(snapshot: Snapshot, offset: number): JinjaPlace | undefined {
  for (const { jinja, answerChoices } of templatesAround(snapshot, offset)) {
    for (const entry of [jinja, answerChoices]) {
      const decoded = entry?.scalar?.map.toDecoded(offset);
      if (isJinja(entry) && entry.scalar !== undefined && decoded !== undefined) {
        const { style, text, map } = entry.scalar;
        return {
          kind: 'jinja',
          key: entry.key,
          style,
          source: text,
          offset: decoded,
          toDocument: (word) => map.toDocument(word),
        };
      }
    }
  }
  return undefined;
}

function probe(snapshot: Snapshot, offset: number): DocumentContext | undefined {
  const { text } = snapshot;
  const word = standInFor(text);
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  const after = /^[^\r\n]*/.exec(text.slice(offset))?.[0] ?? '';
  if (/^\s*\w*$/.test(before) && /^\w*\s*$/.test(after)) {
    const typed = before.trim() + word;
    const key = insertAndFind(snapshot, offset, word, `${word}:`);
    if (key?.path.isKey && key.path.entries.at(-1)?.key === typed) {
      return toKey(key, false);
    }
  }
  const found = insertAndFind(snapshot, offset, word, word);
  return found && (found.path.isKey ? toKey(found, true) : toValue(found));
}

interface Probed {
  readonly text: string;
  readonly path: DocumentPath;
  readonly siblings: readonly Entry[];
  /** The stand-in, in `text`. */
  readonly place: Span;
  /** All that was inserted. */
  readonly inserted: number;
}

function insertAndFind(
  { text, parsed }: Snapshot,
  offset: number,
  word: string,
  inserted: string,
): Probed | undefined {
  const probed = text.slice(0, offset) + inserted + text.slice(offset);
  const place = { start: offset, end: offset + word.length };
  const { file } = parseTemplateFile(probed, parsed);
  const path = documentPathAt(file, place);
  if (path === undefined) {
    return undefined;
  }
  const parent = path.entries.at(-2);
  const siblings = parent?.value.type === 'mapping' ? parent.value.entries : file.entries;
  return { text: probed, path, siblings, place, inserted: inserted.length };
}

function toKey(probed: Probed, hasColon: boolean): DocumentContext | undefined {
  const owner = ownerOf(probed.path);
  const entry = probed.path.entries.at(-1);
  if (entry === undefined) {
    return undefined;
  }
  const { start, end } = entry.keySpan;
  if (/[:\r\n]/.test(probed.text.slice(start, end))) {
    // A value right behind its colon is no key that is being typed.
    return undefined;
  }
  const lineStart = probed.text.lastIndexOf('\n', start - 1) + 1;
  const span = { start, end: end - (probed.place.end - probed.place.start) };
  const indent = /^ */.exec(probed.text.slice(lineStart, start))?.[0] ?? '';
  if (owner === undefined) {
    const isTemplate =
      probed.path.entries.length === 2 && probed.path.entries[0]?.key === 'templates';
    return isTemplate && !hasColon ? { kind: 'template', span, indent } : undefined;
  }
  const others = probed.siblings.filter((sibling) => sibling !== entry);
  const present = new Set(others.map(({ key }) => key));
  return { kind: 'key', owner, present, span, hasColon, indent };
}

function toValue(probed: Probed): DocumentContext | undefined {
  const { path, inserted } = probed;
  const entry = path.entries.at(-1);
  const owner = ownerOf(path);
  const scalar = path.item?.scalar ?? entry?.scalar;
  if (entry === undefined || owner === undefined || scalar === undefined) {
    return undefined;
  }
  if (isJinja(entry) && owner === 'template') {
    return toJinja(entry, scalar, probed);
  }
  const isQuoted = scalar.style === 'single-quoted' || scalar.style === 'double-quoted';
  const quote = isQuoted ? 1 : 0;
  const { start, end } = scalar.span;
  if (/[\r\n]/.test(probed.text.slice(start, end))) {
    // Lines below ran together with the stand-in, and none of them is being typed.
    return undefined;
  }
  return {
    kind: 'value',
    owner,
    key: entry.key,
    siblings: entry.value.type === 'list' ? textsOf(entry, path) : undefined,
    style: isQuoted ? scalar.style : undefined,
    span: { start: start + quote, end: end - quote - inserted },
  };
}

function toJinja(entry: Entry & JinjaKey, scalar: ScalarSource, probed: Probed): JinjaPlace {
  const { place, inserted } = probed;
  const word = probed.text.slice(place.start, place.end);
  const offset = scalar.text.indexOf(word);
  return {
    kind: 'jinja',
    key: entry.key,
    style: scalar.style,
    source: scalar.text.slice(0, offset) + scalar.text.slice(offset + inserted),
    offset,
    toDocument: ({ start, end }) => {
      const span = scalar.map.toDocument({ start, end: end + inserted });
      return { start: span.start, end: span.end - inserted };
    },
  };
}

interface JinjaKey {
  readonly key: 'jinja' | 'answer_choices';
}

function isJinja(entry: Entry | undefined): entry is Entry & JinjaKey {
  return entry?.key === 'jinja' || entry?.key === 'answer_choices';
}

function textsOf(entry: Entry, path: DocumentPath): readonly string[] {
  const items = entry.value.type === 'list' ? entry.value.items : [];
  return items.flatMap((item) =>
    item !== path.item && item.value.type === 'str' ? [item.value.text] : [],
  );
}
