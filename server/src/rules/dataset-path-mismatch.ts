import { dumpScalarAt } from '../template/dump/dump-scalar.ts';
import type { Entry, TemplateFile } from '../template/template-file.ts';
import { textOf } from './repeated.ts';
import type { Fix, Report, Rule, TextEdit } from './rule.ts';

export const datasetPathMismatch: Rule = {
  id: 'dataset-path-mismatch',
  severity: 'warning',
  description: 'Below a folder `templates`, the folders are named after `dataset` and `subset`.',
  fix: 'writes the names of the folders',
  checkFile({ snapshot }, tell) {
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
    const fix = fixOf(file, folders, snapshot.text);
    if (report !== undefined) tell({ ...report, ...(fix && { fix }) });
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

/** The names of the folders; `undefined` where they could be read in more ways than one. */
function fixOf(file: TemplateFile, folders: readonly string[], document: string): Fix | undefined {
  const { dataset, subset } = file;
  const hasSubset = textOf(subset) !== undefined;
  const parts = hasSubset ? folders.slice(0, -1) : folders;
  const isUsers = textOf(dataset)?.includes('/') === true;
  if (parts.length === 0 || parts.length > (isUsers || hasSubset ? 2 : 1)) return undefined;
  const names = [parts.join('/'), ...(hasSubset ? folders.slice(-1) : [])];
  const edits = [dataset, subset].flatMap((entry, index): readonly TextEdit[] => {
    const name = names[index];
    if (entry === undefined || name === undefined || textOf(entry) === name) return [];
    const span = entry.valueSpan;
    return [{ span, newText: dumpScalarAt(document, span.start, name) }];
  });
  return { title: `Write \`${names.join('` and `')}\`, as the folders say`, edits };
}
