/** A `templates.yaml` of PromptSource as its author wrote it: values with their places, right or wrong. */
import type { JinjaTemplate } from '../jinja/nodes.ts';
import type { Span } from '../text/span.ts';
import type { ScalarSource } from './scalar-source.ts';

export interface TemplateFile {
  readonly dataset?: Entry;
  readonly subset?: Entry;
  /** In file order; of two with the same key PyYAML keeps the last, here both stand. */
  readonly templates: readonly PromptTemplate[];
  /** Every key of the top-level mapping, known or not. */
  readonly entries: readonly Entry[];
}

/** One key of a mapping with its value; its properties may be getters, which a spread does not copy. */
export interface Entry {
  /** The key's text; of a key that is no text, what is written. */
  readonly key: string;
  readonly keySpan: Span;
  /** What PyYAML makes of a key that is no text, such as `1` or `on`; such a key is none of PromptSource's. */
  readonly keyValue?: YamlValue | undefined;
  /** What PyYAML's FullLoader makes of the value. */
  readonly value: YamlValue;
  /** The value as written, quotes included; empty and just behind the colon when nothing is written. */
  readonly valueSpan: Span;
  /** The decoded text with its map into the document, where the value is a scalar. */
  readonly scalar?: ScalarSource | undefined;
}

/** PyYAML's reading of a node; `other` stands for dates, sets, binary and what else is no plain data. */
export type YamlValue =
  | { readonly type: 'str'; readonly text: string }
  | { readonly type: 'int'; readonly value: bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'none' }
  | { readonly type: 'list'; readonly items: readonly YamlItem[] }
  | MappingValue
  | { readonly type: 'other'; readonly pythonType: string };

/** A mapping; PyYAML keeps the last of two entries with the same key, here both stand. */
export interface MappingValue {
  readonly type: 'mapping';
  /** Such as `!Template`; null for a plain mapping. */
  readonly tag: string | null;
  readonly tagSpan?: Span;
  /** Those that `<<` merges come first. */
  readonly entries: readonly Entry[];
}

export interface YamlItem {
  readonly span: Span;
  readonly value: YamlValue;
  readonly scalar?: ScalarSource | undefined;
}

/** Its properties may be getters, which a spread does not copy. */
export interface PromptTemplate {
  /** The mapping key, which should equal `id`. */
  readonly key: string;
  readonly keySpan: Span;
  /** Key and body. */
  readonly span: Span;
  /** `!Template`, another tag, or null for none. */
  readonly tag: string | null;
  readonly tagSpan?: Span | undefined;
  /** Every key of the body, known or not. */
  readonly entries: readonly Entry[];
  readonly id?: Entry | undefined;
  readonly name?: Entry | undefined;
  readonly reference?: Entry | undefined;
  readonly jinja?: Entry | undefined;
  readonly answerChoices?: Entry | undefined;
  readonly metadata?: Entry | undefined;
  /** `jinja` parsed; absent when it is not text. */
  readonly jinjaTree?: JinjaTemplate | undefined;
  /** `answer_choices` parsed; absent when it is null or not text. */
  readonly answerChoicesTree?: JinjaTemplate | undefined;
  /** The same object from version to version of a document as long as the template's own text stays the same. */
  readonly identity: object;
}

/** Something that keeps the file, or a part of it, from being read. */
export interface TemplateFileProblem {
  readonly code: 'yaml-syntax' | 'unknown-tag' | 'wrong-type' | 'missing-key';
  readonly message: string;
  readonly span: Span;
}
