import { type Change, changeBetween } from '../text/changed-span.ts';
import { shiftSpan } from '../text/span.ts';
import { findEntry } from './file-shape.ts';
import { type Anchors, composeYaml } from './pyyaml/compose.ts';
import { constructValue } from './pyyaml/construct.ts';
import { findControlCharacters } from './pyyaml/control-characters.ts';
import type { Reading } from './read-file.ts';
import { shiftEntry } from './shift-entry.ts';
import type { Entry, MappingValue, TemplateFileProblem } from './template-file.ts';

/**
 * Reads a text that differs from one already read inside of a single template only, by reading that template anew:
 * the reading is that of `readFile`. `undefined` where it cannot be told that nothing else is concerned.
 */
export function rereadFile(text: string, known: Reading): Rereading | undefined {
  const templates = canReread(known) ? blockOfTemplates(known) : undefined;
  if (templates === undefined) return undefined;
  const place = placeOf(changeBetween(known.text, text), templates.value, known.text);
  if (place === undefined) return undefined;
  const distance = text.length - known.text.length;
  const fresh = readPart(text, place, distance);
  if (fresh === undefined) return undefined;
  const { index, start, next } = place;
  const behind = next?.keySpan.start ?? known.text.length;
  const entries = [
    ...templates.value.entries.slice(0, index),
    fresh.entry,
    ...templates.value.entries.slice(index + 1).map((entry) => shiftEntry(entry, distance)),
  ];
  const end = next === undefined ? fresh.end : templates.entry.valueSpan.end + distance;
  const reading = {
    ...known,
    text,
    root: withTemplates(templates, entries, end),
    problems: [
      ...known.problems.filter(({ span }) => span.start < start),
      ...fresh.problems,
      ...known.problems
        .filter(({ span }) => span.start >= behind)
        .map((problem) => ({ ...problem, span: shiftSpan(problem.span, distance) })),
    ],
  };
  return { reading, changed: index };
}

export interface Rereading {
  readonly reading: Reading;
  /** Which of the templates is another one; the others only moved. */
  readonly changed: number;
}

/** Anchors tie distant places together, and a file that PyYAML refuses has no places to rely on. */
function canReread({ isWhole, hasAnchors, problems }: Reading): boolean {
  return isWhole && !hasAnchors && problems.every(({ code }) => code !== 'yaml-syntax');
}

interface TemplatesBlock {
  readonly root: MappingValue;
  readonly entry: Entry;
  readonly value: MappingValue;
}

/** The mapping under `templates`, where it is written in lines rather than in braces. */
function blockOfTemplates({ root, text }: Reading): TemplatesBlock | undefined {
  if (root?.type !== 'mapping') return undefined;
  const entry = findEntry(root.entries, 'templates');
  if (entry?.value.type !== 'mapping') return undefined;
  // What stands behind the last template belongs to no template.
  if (root.entries.at(-1) !== entry) return undefined;
  const isBlock = entry.valueSpan.start === entry.value.entries[0]?.keySpan.start;
  const hasDirectives = /^%/m.test(text.slice(0, entry.keySpan.start));
  return isBlock && !hasDirectives ? { root, entry, value: entry.value } : undefined;
}

interface Place {
  readonly index: number;
  /** Of the line with the template's key. */
  readonly start: number;
  /** The template that follows. */
  readonly next?: Entry;
}

/** The template that a change lies in, its key's first letter and the line of the next key not included. */
function placeOf({ before }: Change, { entries }: MappingValue, text: string): Place | undefined {
  const index = entries.findLastIndex(({ keySpan }) => keySpan.start < before.start);
  const entry = entries[index];
  const start = entry && startOfLine(text, entry);
  if (start === undefined) return undefined;
  const next = entries[index + 1];
  if (next === undefined) return { index, start };
  const nextLine = text[next.keySpan.end] === ':' ? startOfLine(text, next) : undefined;
  return nextLine !== undefined && before.end < nextLine ? { index, start, next } : undefined;
}

/** The start of the line that a key stands on alone. */
function startOfLine(text: string, { keySpan }: Entry): number | undefined {
  const start = text.lastIndexOf('\n', keySpan.start - 1) + 1;
  return /^ *$/.test(text.slice(start, keySpan.start)) ? start : undefined;
}

interface Part {
  readonly entry: Entry;
  /** Where the mapping ends that the key is read in. */
  readonly end: number;
  readonly problems: readonly TemplateFileProblem[];
}

/** The template at a place, read together with the key that follows, up to which it goes; `undefined` where it is none. */
function readPart(text: string, { start, next }: Place, distance: number): Part | undefined {
  const end = next === undefined ? text.length : next.keySpan.end + distance + ':'.length;
  const range = { start, end };
  const anchors: Anchors = new Map();
  const { root, failure, problems } = composeYaml(text, { range, anchors, depth: 1 });
  if (failure !== undefined || problems.length > 0 || anchors.size > 0) return undefined;
  if (root?.node.kind !== 'mapping' || root.node.tag !== null) return undefined;
  if (findControlCharacters(text.slice(start, end)).length > 0) return undefined;
  const construction = constructValue(text, root);
  if (construction.problems.some(({ code }) => code === 'yaml-syntax')) return undefined;
  if (construction.value.type !== 'mapping') return undefined;
  const [entry, following, ...others] = construction.value.entries;
  const isAlone = others.length === 0 && (following === undefined) === (next === undefined);
  if (entry === undefined || !isAlone) return undefined;
  return { entry, end: root.span.end, problems: construction.problems };
}

function withTemplates(
  { root, entry, value }: TemplatesBlock,
  entries: readonly Entry[],
  end: number,
): MappingValue {
  const { start } = entry.valueSpan;
  const changed = { ...entry, value: { ...value, entries }, valueSpan: { start, end } };
  return { ...root, entries: [...root.entries.slice(0, -1), changed] };
}
