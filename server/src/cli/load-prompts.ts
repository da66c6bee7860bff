import type { TemplateText } from '../render/process/protocol.ts';
import type { RawRow } from '../sources/source.ts';
import type { CliContext } from './command.ts';
import type { Complaints } from './complaints.ts';
import { loadRows } from './load-rows.ts';
import { loadTemplates } from './load-templates.ts';
import { keepReadable } from './read-rows.ts';

/** Declares `--rows` of the commands that run templates. */
export const rowsOption = {
  value: 'FILE|DIR',
  description:
    'rows of this file, or of the dataset in this folder; else those beside the template file',
} as const;

/** What the arguments of a command ask to run. */
export interface PromptsRequest {
  readonly path: string;
  /** A name or an id; none means all. */
  readonly template: string | undefined;
  /** What `--rows` names. */
  readonly rows: string | undefined;
  readonly limit: number;
}

export interface Prompts {
  readonly templates: readonly TemplateText[];
  readonly rows: readonly RawRow[];
}

/** Templates and rows that can run; what cannot is complained of. `undefined` where that leaves nothing. */
export async function loadPrompts(
  request: PromptsRequest,
  context: CliContext,
  complaints: Complaints,
): Promise<Prompts | undefined> {
  const loaded = await loadTemplates(context.fileSystem, request.path, request.template);
  if (loaded.kind === 'unusable') {
    await complaints.complain(loaded.message);
    return undefined;
  }
  const range = { offset: 0, limit: request.limit };
  const found = await loadRows(context, request.rows, loaded.location, range);
  if (typeof found === 'string') {
    await complaints.complain(found);
    return undefined;
  }
  const rows = await keepReadable(found, complaints, ({ raw }) => raw);
  for (const problem of loaded.problems) await complaints.complain(problem);
  return { templates: loaded.templates, rows };
}
