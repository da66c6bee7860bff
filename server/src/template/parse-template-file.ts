import { checkShape, findEntry } from './file-shape.ts';
import { type Reading, readFile } from './read-file.ts';
import { moveTemplate, readTemplate, spanOfTemplate } from './read-template.ts';
import { rereadFile } from './reread-file.ts';
import { isSameValue } from './same-value.ts';
import type { Entry, PromptTemplate, TemplateFile, TemplateFileProblem } from './template-file.ts';

export interface ParsedTemplateFile {
  readonly file: TemplateFile;
  /** In file order. PyYAML and PromptSource load the file exactly when there are none. */
  readonly problems: readonly TemplateFileProblem[];
  readonly reading: Reading;
  /** Of this version or an earlier one, the last that PyYAML takes. */
  readonly lastWhole?: Reading;
}

/**
 * Reads a `templates.yaml` as PyYAML's `FullLoader` does. Any text gives a file: where PyYAML refuses the
 * text, it holds what a tolerant reader finds in it. What an earlier version has in common with the text is taken
 * from there; the result is the same without.
 */
export function parseTemplateFile(text: string, earlier?: ParsedTemplateFile): ParsedTemplateFile {
  const known = earlier?.lastWhole;
  const reread = known && rereadFile(text, known);
  const reading = reread?.reading ?? readFile(text);
  const { root, isWhole } = reading;
  const problems = [...reading.problems, ...(isWhole ? checkShape(root) : [])];
  problems.sort((one, other) => one.span.start - other.span.start);
  const lastWhole = isWhole ? reading : known;
  return {
    file: toFile(reading, earlier, known === earlier?.reading ? reread?.changed : undefined),
    problems,
    reading,
    ...(lastWhole && { lastWhole }),
  };
}

function toFile(
  reading: Reading,
  earlier: ParsedTemplateFile | undefined,
  changed: number | undefined,
): TemplateFile {
  const entries = reading.root?.type === 'mapping' ? reading.root.entries : [];
  const templates = findEntry(entries, 'templates');
  const bodies = templates?.value.type === 'mapping' ? templates.value.entries : [];
  const dataset = findEntry(entries, 'dataset');
  const subset = findEntry(entries, 'subset');
  return {
    ...(dataset && { dataset }),
    ...(subset && { subset }),
    templates:
      earlier === undefined || changed === undefined
        ? toTemplates(reading, bodies, earlier)
        : replaceTemplate(reading.text, bodies, earlier.file.templates, changed),
    entries,
  };
}

/** The templates of an earlier version of which a single one changed. */
function replaceTemplate(
  text: string,
  bodies: readonly Entry[],
  earlier: readonly PromptTemplate[],
  changed: number,
): readonly PromptTemplate[] {
  return [
    ...earlier.slice(0, changed),
    ...bodies.slice(changed).map((entry, index) => {
      const same = index === 0 ? undefined : earlier[changed + index];
      return same ? moveTemplate(same, entry) : readTemplate(text, entry);
    }),
  ];
}

function toTemplates(
  reading: Reading,
  bodies: readonly Entry[],
  earlier: ParsedTemplateFile | undefined,
): readonly PromptTemplate[] {
  const known = new Map(earlier?.file.templates.map((template) => [template.key, template]));
  return bodies.map((entry) => {
    const template = known.get(entry.key);
    const isKnown =
      template !== undefined &&
      earlier !== undefined &&
      isUnchanged(entry, reading, template, earlier.reading);
    return isKnown ? moveTemplate(template, entry) : readTemplate(reading.text, entry);
  });
}

/** Whether a template is written as in an earlier version, and says the same. */
function isUnchanged(
  entry: Entry,
  { text, hasAnchors }: Reading,
  { span, tag, entries }: PromptTemplate,
  earlier: Reading,
): boolean {
  if (hasAnchors || earlier.hasAnchors) return false;
  const { start, end } = spanOfTemplate(text, entry);
  if (end - start !== span.end - span.start) return false;
  // Up to the end of its last line, which edits of rules write behind.
  if (linesFrom(text, start, end) !== linesFrom(earlier.text, span.start, span.end)) return false;
  return isSameValue(entry.value, { type: 'mapping', tag, entries });
}

function linesFrom(text: string, start: number, end: number): string {
  const lineBreak = text.indexOf('\n', end);
  return text.slice(start, lineBreak < 0 ? text.length : lineBreak + 1);
}
