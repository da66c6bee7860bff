import type { PromptTemplate, YamlValue } from '../template-file.ts';
import type { DumpMapping, DumpNode, DumpScalar } from './dump-node.ts';
import { emit } from './emit.ts';
import { representValue } from './represent.ts';

/** A template as an author thinks of it, to be written into a file. */
export interface NewTemplate {
  readonly id: string;
  readonly name: string;
  readonly jinja: string;
  readonly answerChoices: string | null;
  readonly choicesInPrompt: boolean;
  readonly languages: readonly string[];
  readonly metrics: readonly string[];
  readonly originalTask: boolean;
  readonly reference: string;
}

/** The lines of a template below `templates`, as PyYAML writes them; the first one without its indent. */
export function dumpTemplate(template: NewTemplate): string {
  const metadata = mapping('!TemplateMetadata', {
    choices_in_prompt: bool(template.choicesInPrompt),
    languages: list(template.languages),
    metrics: list(template.metrics),
    original_task: bool(template.originalTask),
  });
  const body = mapping('!Template', {
    answer_choices: template.answerChoices === null ? none : text(template.answerChoices),
    id: text(template.id),
    jinja: text(template.jinja),
    metadata,
    name: text(template.name),
    reference: text(template.reference),
  });
  return dumpBelowTemplates(template.id, body);
}

/** A template of a file under another id and name; undefined where PyYAML would lose something of it. */
export function dumpCopy(
  { tag, entries, span }: PromptTemplate,
  named: { readonly id: string; readonly name: string },
): string | undefined {
  const replaced = new Map<string, string>(Object.entries(named));
  const value: YamlValue = {
    type: 'mapping',
    tag,
    entries: entries.map((entry) => {
      const { key, keySpan, valueSpan } = entry;
      const text = replaced.get(key);
      return text === undefined ? entry : { key, keySpan, valueSpan, value: { type: 'str', text } };
    }),
  };
  const { root, problems } = representValue(value, span);
  return problems.length > 0 ? undefined : dumpBelowTemplates(named.id, root);
}

function dumpBelowTemplates(id: string, body: DumpNode): string {
  const written = emit(mapping(null, { templates: mapping(null, { [id]: body }) }));
  return written.slice('templates:\n  '.length).trimEnd();
}

const none: DumpScalar = { kind: 'scalar', type: 'null', text: 'null' };

function text(value: string): DumpScalar {
  return { kind: 'scalar', type: 'str', text: value };
}

function bool(value: boolean): DumpScalar {
  return { kind: 'scalar', type: 'bool', text: String(value) };
}

function list(values: readonly string[]): DumpNode {
  return { kind: 'sequence', items: values.map(text) };
}

function mapping(tag: string | null, values: Readonly<Record<string, DumpNode>>): DumpMapping {
  const pairs = Object.entries(values).map(([key, value]) => ({ key: text(key), value }));
  return { kind: 'mapping', tag, pairs };
}
