import type { TemplateFile } from '../template/template-file.ts';
import type { TemplateLocation } from './source.ts';

/** Where to look for the dataset that a file is about; `undefined` where it names none. The path is that on disk. */
export function locationOfFile(
  path: string | undefined,
  file: TemplateFile,
): TemplateLocation | undefined {
  const dataset = file.dataset?.value;
  if (dataset?.type !== 'str') return undefined;
  const subset = file.subset?.value.type === 'str' ? file.subset.value.text : null;
  return { dataset: dataset.text, subset, ...(path !== undefined && { path }) };
}
