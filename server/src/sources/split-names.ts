/** Which data files belong to which split, by the names that the Hugging Face Hub goes by. */
import type { DataFormat } from './tables/table.ts';

/** First the split that is shown: labelled as a rule, and not what a model was trained on. */
export const splitOrder = ['validation', 'train', 'test'] as const;

/** The Hub's keywords (`datasets.data_files.SPLIT_KEYWORDS`), in its order. */
const keywords: Readonly<Record<string, readonly string[]>> = {
  train: ['train', 'training'],
  validation: ['validation', 'valid', 'dev', 'val'],
  test: ['test', 'testing', 'eval', 'evaluation'],
};

/** A data file by its path in the dataset's folder, with `/` between folders. */
export interface NamedFile {
  readonly name: string;
  readonly format: DataFormat;
}

/** Files of a split, in order. */
export interface SplitFiles<File extends NamedFile> {
  readonly split: string;
  readonly files: readonly File[];
}

/**
 * The splits that files make up, as the `datasets` library finds them: parts of a split such as
 * `data/train-00000-of-00002.parquet`, else folders named after a split, else names with such a word in them, else all
 * files are the split `train`. Files of other formats than most have are left out.
 */
export function splitsOfFiles<File extends NamedFile>(
  found: readonly File[],
): readonly SplitFiles<File>[] {
  const files = ofMainFormat(withoutFeather(found)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const parts = files.filter(({ name }) => partOf(name) !== undefined);
  if (parts.length > 0) return group(parts, ({ name }) => partOf(name));
  const inFolders = group(files, ({ name }) => splitOfFolders(name));
  if (inFolders.length > 0) return inFolders;
  const byName = group(files, ({ name }) => splitOfWords(baseName(name)));
  if (byName.length > 0) return byName;
  return files.length === 0 ? [] : [{ split: 'train', files }];
}

/** Whether the name, or that of a folder on the way to it, tells a split. */
export function tellsSplit(name: string): boolean {
  const words = splitOfFolders(name) ?? splitOfWords(baseName(name));
  return words !== undefined || partOf(name) !== undefined;
}

/** The split with the name; `undefined` asks for the one to show first. A file may carry the whole name of a split. */
export function chooseSplit<File extends NamedFile>(
  splits: readonly SplitFiles<File>[],
  named: string | undefined,
): SplitFiles<File> | undefined {
  if (named !== undefined) {
    const exact = splits.find(({ split }) => split === named);
    if (exact !== undefined) return exact;
    const files = splits.flatMap((split) =>
      split.files.filter(({ name }) => stemOf(name) === named),
    );
    return files.length === 0 ? undefined : { split: named, files };
  }
  return splits.toSorted((a, b) => rankOf(a.split) - rankOf(b.split))[0];
}

/** Validation first, and names that say so, such as `validation_matched`; unknown names last. */
export function rankOf(split: string): number {
  const word = splitOfWords(split) ?? split;
  const names: readonly string[] = splitOrder;
  const rank = names.indexOf(word);
  return rank === -1 ? splitOrder.length : rank;
}

const formatOrder: readonly DataFormat[] = ['parquet', 'arrow', 'jsonl', 'csv', 'tsv', 'json'];

/** The library passes over what is called a Feather file; so it counts only where there is nothing else. */
function withoutFeather<File extends NamedFile>(files: readonly File[]): readonly File[] {
  const others = files.filter(({ name }) => !/\.feather$/i.test(name));
  return others.length > 0 ? others : files;
}

function ofMainFormat<File extends NamedFile>(files: readonly File[]): readonly File[] {
  const count = (format: DataFormat) => files.filter((file) => file.format === format).length;
  const [main] = formatOrder.toSorted((a, b) => count(b) - count(a));
  return files.filter(({ format }) => format === main);
}

/** The split of a file that is one part of several. */
function partOf(name: string): string | undefined {
  return /^(\w+(?:\.\w+)*)-\d{5}-of-\d{5}/.exec(baseName(name))?.[1];
}

function splitOfFolders(name: string): string | undefined {
  const folders = name.split('/').slice(0, -1);
  return folders.map(splitOfFolder).find((split) => split !== undefined);
}

function splitOfFolder(folder: string): string | undefined {
  return splitOfWords(folder);
}

/** The split that a word of the name tells; words are what `datasets` parts at `-._ ` and digits. */
function splitOfWords(name: string): string | undefined {
  const words = name.toLowerCase().split(/[-._ 0-9]+/);
  return Object.keys(keywords).find((split) =>
    keywords[split]?.some((word) => words.includes(word)),
  );
}

function group<File extends NamedFile>(
  files: readonly File[],
  splitOf: (file: File) => string | undefined,
): readonly SplitFiles<File>[] {
  const splits = new Map<string, File[]>();
  for (const file of files) {
    const split = splitOf(file);
    if (split !== undefined) splits.set(split, [...(splits.get(split) ?? []), file]);
  }
  const order = Object.keys(keywords);
  const place = (split: string) => (order.includes(split) ? order.indexOf(split) : order.length);
  return [...splits]
    .map(([split, members]) => ({ split, files: members }))
    .sort((a, b) => place(a.split) - place(b.split));
}

function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function stemOf(name: string): string {
  return baseName(name).replace(/\.\w+(?:\.(?:gz|zst))?$/i, '');
}
