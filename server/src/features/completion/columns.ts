import { templateName } from '../../dataset/feature-path.ts';
import type { Feature, Features } from '../../dataset/features.ts';

/** Hands out the columns of a dataset by what a template wants to do with them, each once. */
export interface Columns {
  /** A column of text; the usual names come first, and the first of them where no column fits. */
  text(...usualNames: readonly string[]): string;
  /** A column that holds lists of texts. */
  list(...usualNames: readonly string[]): string;
  /** The column of the class, with the names of the classes where they are known. */
  label(): { readonly name: string; readonly classes?: readonly string[] };
  /** An expression for the answer to a question. */
  answer(): string;
}

/** Without features, every usual name is taken for granted. */
export function createColumns(features: Features | undefined): Columns {
  const free = new Map(
    [...(features ?? [])].map(([name, feature]) => [templateName(name), feature]),
  );
  const take = (usualNames: readonly string[], fits: (feature: Feature) => boolean): string => {
    const fitting = [...free].filter(([name, feature]) => isName(name) && fits(feature));
    const names = fitting.map(([name]) => name);
    const name = usualNames.find((usual) => names.includes(usual)) ?? names[0];
    if (name === undefined) return usualNames[0] ?? '';
    free.delete(name);
    return name;
  };
  const text = (...usualNames: readonly string[]) => take(usualNames, isText);
  return {
    text,
    list: (...usualNames) => take(usualNames, isTextList),
    label() {
      const name = take(['label', 'answer', 'target'], (feature) => feature.kind === 'class-label');
      const feature = features?.get(name);
      return feature?.kind === 'class-label' && feature.names.length > 0
        ? { name, classes: feature.names }
        : { name };
    },
    answer() {
      const answers = features?.get('answers');
      const isSquad = answers?.kind === 'struct' && answers.fields.has('text');
      return features === undefined || isSquad ? 'answers.text[0]' : text('answer', 'target');
    },
  };
}

function isText(feature: Feature): boolean {
  return feature.kind === 'value' && feature.dtype.includes('string');
}

function isTextList(feature: Feature): boolean {
  return feature.kind === 'sequence' && isText(feature.item);
}

function isName(text: string): boolean {
  return /^[^\W\d]\w*$/u.test(text);
}
