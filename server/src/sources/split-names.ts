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

/** The split that a file name tells, such as `train-00000-of-00002.jsonl` or `my_dev.jsonl`. */
function splitOfFile(name: string): SplitName | undefined {
  const words = name.toLowerCase().split(/[^a-z]+/);
  return splitOrder.find((split) => keywords[split].some((keyword) => words.includes(keyword)));
}

/**
 * The files of the named split, in order. Without a name, those of the split to show first; other files stand in where
 * none tells its split.
 */
export function filesToShow(names: readonly string[], named?: string): readonly string[] {
  const sorted = names.filter((name) => /\.jsonl$/i.test(name)).sort();
  if (named !== undefined) {
    return sorted.filter((name) => splitOfFile(name) === named || stemOf(name) === named);
  }
  for (const split of splitOrder) {
    const files = sorted.filter((name) => splitOfFile(name) === split);
    if (files.length > 0) return files;
  }
  return sorted.slice(0, 1);
}

/** A file may carry the whole name of a split, such as `validation_matched.jsonl`. */
function stemOf(name: string): string {
  return name.replace(/\.jsonl$/i, '');
}
