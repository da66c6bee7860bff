/** Which data files belong to which split, by the names that the Hugging Face Hub goes by. */

/** First the split that is shown: labelled as a rule, and not what a model was trained on. */
export const splitOrder = ['validation', 'train', 'test'] as const;

export type SplitName = (typeof splitOrder)[number];

/** The Hub's keywords (`datasets.data_files.SPLIT_KEYWORDS`). */
const keywords: Readonly<Record<SplitName, readonly string[]>> = {
  validation: ['validation', 'valid', 'dev', 'val'],
  train: ['train', 'training'],
  test: ['test', 'testing', 'eval', 'evaluation'],
};

/** Files of a split, in order; `name` is null where nothing tells it. */
export interface SplitFiles {
  readonly name: string | null;
  readonly files: readonly string[];
}

/** The split that a file name tells, such as `train-00000-of-00002.jsonl` or `my_dev.jsonl`. */
function splitOfFile(name: string): SplitName | undefined {
  const words = name.toLowerCase().split(/[^a-z]+/);
  return splitOrder.find((split) => keywords[split].some((keyword) => words.includes(keyword)));
}

/** The splits that the files make up, the one to show first in front. One file stands in where none tells its split. */
export function splitsOfFiles(names: readonly string[]): readonly SplitFiles[] {
  const sorted = names.filter((name) => /\.jsonl$/i.test(name)).sort();
  const splits: SplitFiles[] = [];
  for (const name of splitOrder) {
    const files = sorted.filter((file) => splitOfFile(file) === name);
    if (files.length > 0) splits.push({ name, files });
  }
  if (splits.length > 0) return splits;
  return sorted.slice(0, 1).map((file) => ({ name: null, files: [file] }));
}

/** The files of the named split. Without a name, those of the split to show first. */
export function filesToShow(names: readonly string[], named?: string): SplitFiles | undefined {
  if (named === undefined) return splitsOfFiles(names)[0];
  const files = names
    .filter((name) => /\.jsonl$/i.test(name))
    .filter((name) => splitOfFile(name) === named || stemOf(name) === named)
    .sort();
  return files.length === 0 ? undefined : { name: named, files };
}

/** A file may carry the whole name of a split, such as `validation_matched.jsonl`. */
function stemOf(name: string): string {
  return name.replace(/\.jsonl$/i, '');
}
