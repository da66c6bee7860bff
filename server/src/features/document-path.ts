import type { Entry, TemplateFile, YamlItem } from '../template/template-file.ts';
import type { Span } from '../text/span.ts';
import { holds } from './jinja-path.ts';
import type { KeyOwner } from './prompt-keys.ts';

/** A place in a template file, by the keys that lead to it. */
export interface DocumentPath {
  /** From the top of the file: `templates`, the key of a template, `metadata`, `metrics`. */
  readonly entries: readonly Entry[];
  /** Whether the place is on the last entry's key rather than in its value. */
  readonly isKey: boolean;
  /** The item of a list, where the last entry holds a list. */
  readonly item?: YamlItem;
}

/** The keys that lead to the place, or `undefined` between entries. */
export function documentPathAt(file: TemplateFile, place: Span): DocumentPath | undefined {
  const path: Entry[] = [];
  let entries: readonly Entry[] = file.entries;
  while (true) {
    const entry = entries.find(({ keySpan, valueSpan }) =>
      [keySpan, valueSpan].some((span) => holds(span, place)),
    );
    if (entry === undefined) {
      return path.length === 0 ? undefined : { entries: path, isKey: false };
    }
    path.push(entry);
    if (holds(entry.keySpan, place)) {
      return { entries: path, isKey: true };
    }
    if (entry.value.type === 'list') {
      const item = entry.value.items.find(({ span }) => holds(span, place));
      return { entries: path, isKey: false, ...(item && { item }) };
    }
    entries = entry.value.type === 'mapping' ? entry.value.entries : [];
  }
}

/** Which keys stand beside the last entry of a path; `undefined` for the keys of templates and what is deeper. */
export function ownerOf(path: DocumentPath): KeyOwner | undefined {
  const [top, , inTemplate] = path.entries;
  if (path.entries.length === 1) {
    return 'file';
  }
  if (top?.key !== 'templates') {
    return undefined;
  }
  if (path.entries.length === 3) {
    return 'template';
  }
  return path.entries.length === 4 && inTemplate?.key === 'metadata' ? 'metadata' : undefined;
}
