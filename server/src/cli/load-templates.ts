import { createSnapshot } from '../analysis/snapshot.ts';
import type { TemplateText } from '../render/process/protocol.ts';
import type { FileSystem } from '../sources/file-system.ts';
import type { TemplateLocation } from '../sources/source.ts';
import type { PromptTemplate, TemplateFile } from '../template/template-file.ts';
import { LineIndex } from '../text/line-index.ts';
import { nearestName } from '../text/suggest.ts';
import { UsageError } from './arguments.ts';
import { readTextFile } from './read-text.ts';
import { locationOfFile } from './template-location.ts';

export type LoadedTemplates =
  | {
      readonly kind: 'templates';
      /** In file order. */
      readonly templates: readonly TemplateText[];
      /** Absent where the file names no dataset. */
      readonly location?: TemplateLocation;
      /** Templates that cannot run, as sentences that name the place. */
      readonly problems: readonly string[];
    }
  | { readonly kind: 'unusable'; readonly message: string };

/** Reads the templates that can run; `wanted` is a name or an id, and none means all. */
export async function loadTemplates(
  fileSystem: FileSystem,
  path: string,
  wanted: string | undefined,
): Promise<LoadedTemplates> {
  const read = await readTextFile(fileSystem, path);
  if (read.kind === 'unreadable') return { kind: 'unusable', message: read.message };
  const { text } = read;
  const { file, problems } = createSnapshot({
    uri: path,
    version: 0,
    text,
    schema: { kind: 'absent' },
  });
  const lines = new LineIndex(text);
  const syntax = problems.find(({ code }) => code === 'yaml-syntax');
  if (syntax !== undefined) {
    const message = `${placeOf(path, lines, syntax.span.start)}: ${syntax.message}`;
    return { kind: 'unusable', message };
  }
  const chosen = chooseTemplates(file, path, wanted);
  const location = locationOfFile(path, file);
  const found = chosen.map((template) => toText(template, path, lines));
  return {
    kind: 'templates',
    templates: found.filter((one) => typeof one !== 'string'),
    problems: found.filter((one) => typeof one === 'string'),
    ...(location === undefined ? {} : { location }),
  };
}

function chooseTemplates(
  file: TemplateFile,
  path: string,
  wanted: string | undefined,
): readonly PromptTemplate[] {
  const templates = asPythonLoads(file.templates);
  if (wanted === undefined) return templates;
  const chosen = templates.filter(
    (template) =>
      wanted === template.key || wanted === nameOf(template) || wanted === idOf(template),
  );
  if (chosen.length > 0) return chosen;
  const nearest = nearestName(wanted, templates.map(nameOf));
  const hint = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
  throw new UsageError(`${path} has no template \`${wanted}\`.${hint}`);
}

/** Of two templates with one key, a Python dict keeps the place of the first and the value of the last. */
function asPythonLoads(templates: readonly PromptTemplate[]): readonly PromptTemplate[] {
  return [...new Map(templates.map((template) => [template.key, template])).values()];
}

/** A sentence where the template cannot run. */
function toText(template: PromptTemplate, path: string, lines: LineIndex): TemplateText | string {
  const { jinja, answerChoices } = template;
  const place = placeOf(
    path,
    lines,
    (jinja ?? answerChoices)?.valueSpan.start ?? template.span.start,
  );
  if (jinja?.value.type !== 'str') {
    return `${place}: template \`${nameOf(template)}\` has no text under \`jinja\`, so it cannot run.`;
  }
  const choices = answerChoices?.value ?? { type: 'none' };
  if (choices.type !== 'str' && choices.type !== 'none') {
    return `${place}: \`answer_choices\` of template \`${nameOf(template)}\` is neither text nor null, so it cannot run.`;
  }
  return {
    id: idOf(template),
    name: nameOf(template),
    jinja: jinja.value.text,
    answerChoices: choices.type === 'str' ? choices.text : null,
  };
}

function idOf({ id, key }: PromptTemplate): string {
  return id?.value.type === 'str' ? id.value.text : key;
}

function nameOf({ name, key }: PromptTemplate): string {
  return name?.value.type === 'str' ? name.value.text : key;
}

function placeOf(path: string, lines: LineIndex, offset: number): string {
  const { line, character } = lines.positionAt(offset);
  return `${path}:${line + 1}:${character + 1}`;
}
