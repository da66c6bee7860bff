/** The type of one column, as the `datasets` library describes it. */
export type Feature =
  | ValueFeature
  | ClassLabelFeature
  | SequenceFeature
  | StructFeature
  | TranslationFeature
  | VariableTranslationFeature
  | MediaFeature
  | UnknownFeature;

/** `Value`; `dtype` is Arrow's name, such as `string`, `int64`, `float32`, `bool`. */
export interface ValueFeature {
  readonly kind: 'value';
  readonly dtype: string;
}

/** `ClassLabel`: the value is an index into `names`, or -1 where a split has no labels. */
export interface ClassLabelFeature {
  readonly kind: 'class-label';
  readonly names: readonly string[];
}

/** `Sequence`, `List`, `LargeList` and arrays: a list; `length` is -1 when it varies. */
export interface SequenceFeature {
  readonly kind: 'sequence';
  readonly item: Feature;
  readonly length: number;
}

/**
 * A dict with fixed keys. A `Sequence` of a struct arrives here too, as a struct of sequences:
 * that is how the `datasets` library yields it.
 */
export interface StructFeature {
  readonly kind: 'struct';
  readonly fields: ReadonlyMap<string, Feature>;
}

/** `Translation`: a dict from language code to text. */
export interface TranslationFeature {
  readonly kind: 'translation';
  readonly languages: readonly string[];
}

/** `TranslationVariableLanguages`: a dict of the parallel lists `language` and `translation`. */
export interface VariableTranslationFeature {
  readonly kind: 'variable-translation';
  readonly languages: readonly string[];
}

export interface MediaFeature {
  readonly kind: 'image' | 'audio' | 'video';
}

/** A `_type` that this version does not know; nothing is ever reported about it. */
export interface UnknownFeature {
  readonly kind: 'unknown';
  readonly type: string;
}

export type Features = ReadonlyMap<string, Feature>;

/** What is known about one subset of a dataset. */
export interface DatasetSchema {
  readonly dataset: string;
  readonly subset: string | null;
  /** By the names of the data; templates read `-` in a top-level name as `_`. */
  readonly features: Features;
  /** Number of examples by split; empty when unknown. */
  readonly splits: ReadonlyMap<string, number>;
  /** Columns that the dataset had earlier, by name; absent where no earlier state of it is known. */
  readonly lost?: LostColumns;
}

export type LostColumns = ReadonlyMap<string, LostColumn>;

/** A column that a dataset has no more. */
export interface LostColumn {
  /** When it was seen last, in milliseconds since 1970. */
  readonly lastSeen: number;
  /** The columns that have come since. */
  readonly gained: readonly string[];
}
