import type { TemplateLocation } from '../sources/source.ts';
import type { TemplateFile } from '../template/template-file.ts';

/** The dataset that a file on disk is about; `undefined` where it names none. */
export function locationOfFile(path: string, file: TemplateFile): TemplateLocation | undefined {
  const dataset = file.dataset?.value;
  if (dataset?.type !== 'str') return undefined;
  const subset = file.subset?.value;
  return { path, dataset: dataset.text, subset: subset?.type === 'str' ? subset.text : null };
}
