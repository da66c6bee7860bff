import type { Snapshot } from '../../analysis/snapshot.ts';
import type { TextEdit } from '../../rules/rule.ts';
import { dumpScalarAt } from '../../template/dump/dump-scalar.ts';
import { dumpCopy } from '../../template/dump/dump-template.ts';
import type { PromptTemplate } from '../../template/template-file.ts';
import { nameOf, unusedName } from '../../template/template-name.ts';
import { insertTemplates } from './insert-templates.ts';
import { keepForm } from './keep-form.ts';

export interface CopyRequest {
  readonly source: Snapshot;
  readonly templates: readonly PromptTemplate[];
  /** The file of the other subset; an empty text where there is none yet. */
  readonly target: Snapshot;
  readonly subset: string;
  newId(): string;
}

export type Copied =
  | { readonly kind: 'copied'; readonly edits: readonly TextEdit[]; readonly firstId: string }
  | { readonly kind: 'refused'; readonly message: string };

/** Templates in the file of another subset, with ids of their own and names that are free there. */
export function copyTemplates(request: CopyRequest): Copied {
  const { source, templates, target, subset, newId } = request;
  const written: string[] = [];
  const taken = new Set(target.file.templates.map(nameOf));
  let firstId: string | undefined;
  for (const template of templates) {
    const id = newId();
    const name = unusedName(taken, nameOf(template));
    const copy = dumpCopy(template, { id, name });
    if (copy === undefined) return refuse(nameOf(template));
    firstId ??= id;
    taken.add(name);
    written.push(copy);
  }
  if (firstId === undefined) return { kind: 'refused', message: 'There is no template to copy.' };
  const edit = insertTemplates(target, written, headOf(source, subset));
  return { kind: 'copied', edits: keepForm(target, [edit]), firstId };
}

function refuse(name: string): Copied {
  const message = `The template \`${name}\` holds a value or a key that PyYAML would not write again. Mend its findings first.`;
  return { kind: 'refused', message };
}

/** The lines above `templates:` of a new file. */
function headOf({ file: { dataset } }: Snapshot, subset: string): string {
  const name = dataset?.value.type === 'str' ? dataset.value.text : '';
  return `dataset: ${written('dataset', name)}\nsubset: ${written('subset', subset)}\n`;
}

function written(key: string, text: string): string {
  return dumpScalarAt(`${key}: `, key.length + 2, text);
}
