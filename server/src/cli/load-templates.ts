import { createSnapshot } from '../analysis/snapshot.ts';
import type { TemplateText } from '../render/process/protocol.ts';
import type { FileSystem } from '../sources/file-system.ts';
import type { TemplateLocation } from '../sources/source.ts';
import { locationOfFile } from '../sources/template-location.ts';
import { idOf, nameOf, toRunnable } from '../template/runnable-template.ts';
import type {
  PromptTemplate,
  TemplateFile,
  TemplateFileProblem,
} from '../template/template-file.ts';
import { LineIndex } from '../text/line-index.ts';
import { nearestName } from '../text/suggest.ts';
import { UsageError } from './arguments.ts';
import { readTextFile } from './read-text.ts';

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
  const obstacle = findObstacle(file, problems);
  if (obstacle !== undefined) {
    const message = `${placeOf(path, lines, obstacle.span.start)}: ${obstacle.message}`;
    return { kind: 'unusable', message };
  }
  const chosen = chooseTemplates(file, path, wanted);
  const location = locationOfFile(path, file);
  const found = chosen.map(toRunnable);
  return {
    kind: 'templates',
    templates: found.flatMap((one) => (one.kind === 'runnable' ? [one.template] : [])),
    problems: found.flatMap((one) =>
      one.kind === 'unusable' ? [`${placeOf(path, lines, one.span.start)}: ${one.message}`] : [],
    ),
    ...(location === undefined ? {} : { location }),
  };
}

/** What keeps the whole file from being used: YAML that cannot be read, or a file without any templates. */
function findObstacle(
  file: TemplateFile,
  problems: readonly TemplateFileProblem[],
): TemplateFileProblem | undefined {
  const syntax = problems.find(({ code }) => code === 'yaml-syntax');
  return syntax ?? (file.templates.length === 0 ? problems[0] : undefined);
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

function placeOf(path: string, lines: LineIndex, offset: number): string {
  const { line, character } = lines.positionAt(offset);
  return `${path}:${line + 1}:${character + 1}`;
}
