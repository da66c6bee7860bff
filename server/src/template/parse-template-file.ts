import type { JinjaTemplate } from '../jinja/nodes.ts';
import { parseTemplate } from '../jinja/parse-template.ts';
import type { Span } from '../text/span.ts';
import { checkShape, findEntry } from './file-shape.ts';
import { composeYaml } from './pyyaml/compose.ts';
import { constructValue } from './pyyaml/construct.ts';
import { findControlCharacters } from './pyyaml/control-characters.ts';
import type { NodeProblem, NodeTree } from './pyyaml/node.ts';
import { outlineYaml } from './pyyaml/outline.ts';
import type { Entry, PromptTemplate, TemplateFile, TemplateFileProblem } from './template-file.ts';

export interface ParsedTemplateFile {
  readonly file: TemplateFile;
  /** In file order. PyYAML and PromptSource load the file exactly when there are none. */
  readonly problems: readonly TemplateFileProblem[];
}

/**
 * Reads a `templates.yaml` as PyYAML's `FullLoader` does. Any text gives a file: where PyYAML refuses the
 * text, it holds what a tolerant reader finds in it.
 */
export function parseTemplateFile(text: string): ParsedTemplateFile {
  const { failure, ...composition } = composeYaml(text);
  const tree = failure === undefined ? composition : outlineFile(text, failure);
  const construction = tree.root && constructValue(text, tree.root);
  const entries = construction?.value.type === 'mapping' ? construction.value.entries : [];
  const isWhole = failure === undefined;
  const problems: TemplateFileProblem[] = [
    ...[...findControlCharacters(text), ...tree.problems].map(toSyntaxProblem),
    ...(construction?.problems ?? []),
    ...(isWhole ? checkShape(construction?.value) : []),
  ];
  problems.sort((one, other) => one.span.start - other.span.start);
  return { file: toFile(text, entries), problems };
}

/** What can be read of a file that PyYAML refuses, with at least the problem that PyYAML names. */
function outlineFile(text: string, failure: NodeProblem): NodeTree {
  const outline = outlineYaml(text);
  return outline.problems.length > 0 ? outline : { ...outline, problems: [failure] };
}

function toSyntaxProblem(problem: NodeProblem): TemplateFileProblem {
  return { code: 'yaml-syntax', ...problem };
}

function toFile(text: string, entries: readonly Entry[]): TemplateFile {
  const templates = findEntry(entries, 'templates');
  const bodies = templates?.value.type === 'mapping' ? templates.value.entries : [];
  const dataset = findEntry(entries, 'dataset');
  const subset = findEntry(entries, 'subset');
  return {
    ...(dataset && { dataset }),
    ...(subset && { subset }),
    templates: bodies.map((entry) => toTemplate(text, entry)),
    entries,
  };
}

function toTemplate(text: string, entry: Entry): PromptTemplate {
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
    ...optional('jinjaTree', parseText(jinja)),
    ...optional('answerChoicesTree', parseText(answerChoices)),
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
