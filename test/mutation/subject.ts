/** One template of a file, to plant a fault into. */
import type { Snapshot } from '../../server/src/analysis/snapshot.ts';
import { knownFeatures } from '../../server/src/analysis/snapshot.ts';
import type { Features } from '../../server/src/dataset/features.ts';
import type { Entry, PromptTemplate } from '../../server/src/template/template-file.ts';
import type { Span } from '../../server/src/text/span.ts';
import type { Random } from '../fuzz/random.ts';

export interface Subject {
  readonly snapshot: Snapshot;
  readonly text: string;
  readonly template: PromptTemplate;
  readonly features: Features;
  readonly random: Random;
}

/** A file with one fault, and where it should be reported. */
export interface Mutant {
  readonly text: string;
  readonly place: Place;
  /** What is known beside the text, where that makes the fault. */
  readonly knowledge?: Partial<Pick<Snapshot, 'schema' | 'unlabelled'>>;
}

export type Place =
  /** Offsets into the document. */
  | { readonly kind: 'document'; readonly span: Span }
  /** The entry at a path below the template: its key or its value; the template's key where the path is empty. */
  | { readonly kind: 'entry'; readonly template: string; readonly path: readonly string[] }
  /** Offsets into a text of the template, as Jinja reads it. */
  | {
      readonly kind: 'jinja';
      readonly template: string;
      readonly key: 'jinja' | 'answer_choices';
      readonly span: Span;
    }
  /** The dataset's name, or anything else at the top of the file. */
  | { readonly kind: 'file'; readonly key: string };

export function subjectOf(snapshot: Snapshot, template: PromptTemplate, random: Random): Subject {
  const features = knownFeatures(snapshot) ?? new Map();
  return { snapshot, text: snapshot.text, template, features, random };
}

export function textOf(entry: Entry | undefined): string | undefined {
  return entry?.value.type === 'str' ? entry.value.text : undefined;
}

/** The entry at a path below a template. */
export function entryAt(template: PromptTemplate, path: readonly string[]): Entry | undefined {
  let entries = template.entries;
  let found: Entry | undefined;
  for (const key of path) {
    found = entries.findLast((entry) => entry.key === key);
    entries = found?.value.type === 'mapping' ? found.value.entries : [];
  }
  return found;
}

export function splice(text: string, { start, end }: Span, newText: string): string {
  return text.slice(0, start) + newText + text.slice(end);
}

/** The file with another value under a key, as raw YAML. */
function withValue(
  { text, template }: Pick<Subject, 'text' | 'template'>,
  path: readonly string[],
  written: string,
): string | undefined {
  const entry = entryAt(template, path);
  return entry && splice(text, entry.valueSpan, written);
}

/** The file with another text under a key; a line for a list stays one. */
export function withText(
  subject: Pick<Subject, 'text' | 'template'>,
  path: readonly string[],
  text: string,
): string | undefined {
  return withValue(subject, path, quote(text));
}

/** Double-quoted in one line, with escapes that every YAML reader knows. */
export function quote(text: string): string {
  const escaped = text.replace(/[^ -~]|["\\]/gu, (character) => {
    if (character === '"' || character === '\\') return `\\${character}`;
    return `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`;
  });
  return `"${escaped}"`;
}
