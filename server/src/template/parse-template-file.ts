import type { JinjaTemplate } from '../jinja/nodes.ts';
import { parseTemplate } from '../jinja/parse-template.ts';
import type { Span } from '../text/span.ts';
import { checkShape, findEntry } from './file-shape.ts';
import { type Reading, readFile } from './read-file.ts';
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
      return toTemplate(text, entry, index === 0 ? undefined : earlier[changed + index]);
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
    return toTemplate(reading.text, entry, isKnown ? template : undefined);
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
  if (text.slice(start, end) !== earlier.text.slice(span.start, span.end)) return false;
  return isSameValue(entry.value, { type: 'mapping', tag, entries });
}

function toTemplate(text: string, entry: Entry, same?: PromptTemplate): PromptTemplate {
  const body = entry.value.type === 'mapping' ? entry.value : undefined;
  const entries = body?.entries ?? [];
  const jinja = findEntry(entries, 'jinja');
  const answerChoices = findEntry(entries, 'answer_choices');
  return {
    key: entry.key,
    keySpan: entry.keySpan,
    span: spanOfTemplate(text, entry),
    tag: body?.tag ?? null,
    ...(body?.tagSpan && { tagSpan: body.tagSpan }),
    entries,
    ...optional('id', findEntry(entries, 'id')),
    ...optional('name', findEntry(entries, 'name')),
    ...optional('reference', findEntry(entries, 'reference')),
    ...optional('jinja', jinja),
    ...optional('answerChoices', answerChoices),
    ...optional('metadata', findEntry(entries, 'metadata')),
    ...optional('jinjaTree', same ? same.jinjaTree : parseText(jinja)),
    ...optional('answerChoicesTree', same ? same.answerChoicesTree : parseText(answerChoices)),
    identity: same?.identity ?? {},
  };
}

function spanOfTemplate(text: string, entry: Entry): Span {
  const start = Math.min(entry.keySpan.start, entry.valueSpan.start);
  const end = Math.max(entry.keySpan.end, entry.valueSpan.end);
  // A template that `<<` merges has its body elsewhere.
  if (start !== entry.keySpan.start) return entry.keySpan;
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

function parseText(entry: Entry | undefined): JinjaTemplate | undefined {
  return entry?.value.type === 'str' ? parseTemplate(entry.value.text) : undefined;
}

function optional<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } {
  // A computed key gives `{ [x: string]: Value }`, which is what the type says for the one key.
  return value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]: Value });
}
