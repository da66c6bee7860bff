import type { Entry, TemplateFile } from '../template/template-file.ts';
import { textOf } from './repeated.ts';
import type { Report, Rule } from './rule.ts';

export const datasetPathMismatch: Rule = {
  id: 'dataset-path-mismatch',
  severity: 'warning',
  description: 'Below a folder `templates`, the folders are named after `dataset` and `subset`.',
  *check({ snapshot }) {
    const { file, uri } = snapshot;
    const dataset = textOf(file.dataset);
    const hasSubset = file.subset !== undefined && file.subset.value.type !== 'none';
    const subset = textOf(file.subset);
    if (dataset === undefined || (hasSubset && subset === undefined)) return;
    const ways = foldersOf(uri);
    const expected = subset === undefined ? dataset : `${dataset}/${subset}`;
    const folders = ways.at(-1);
    if (folders === undefined || ways.some((way) => way.join('/') === expected)) return;
    const report = reportOf(file, folders, expected);
    if (report !== undefined) yield report;
  },
};

/** The folders between a folder `templates` and the file: a dataset of a user with a subset makes three. */
function foldersOf(uri: string): readonly (readonly string[])[] {
  const folders = decode(uri).split(/[/\\]/).slice(0, -1);
  return folders.flatMap((folder, index) => {
    const below = folders.slice(index + 1);
    return folder === 'templates' && below.length >= 1 && below.length <= 3 ? [below] : [];
  });
}

/** A path on disk may hold a `%` of its own. */
function decode(uri: string): string {
  if (!/^[a-z][a-z+.-]+:/i.test(uri)) return uri;
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

function reportOf(
  { dataset, subset }: TemplateFile,
  folders: readonly string[],
  expected: string,
): Report | undefined {
  if (dataset === undefined) return undefined;
  const isDatasetRight = `${folders.join('/')}/`.startsWith(`${textOf(dataset)}/`);
  const wrong: Entry = isDatasetRight && subset !== undefined ? subset : dataset;
  const message = `The file lies under \`templates/${folders.join('/')}\`, but says that it is for \`${expected}\`, which PromptSource looks for under \`templates/${expected}\`.`;
  return { message, span: wrong.valueSpan, templateId: null };
}
