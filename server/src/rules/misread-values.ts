import { isTextKey } from '../template/file-shape.ts';
import type { Entry, YamlValue } from '../template/template-file.ts';
import type { Span } from '../text/span.ts';
import type { ExpectedValue, KeyedMapping } from './file-keys.ts';

/** A value that is not what its key expects. */
export interface MisreadValue {
  readonly key: string;
  readonly expected: ExpectedValue;
  readonly value: YamlValue;
  /** Absent where it is an item of a list. */
  readonly entry?: Entry;
  readonly span: Span;
  readonly templateId: string | null;
  /** Whether it is text without quotes, which YAML 1.1 takes for a bool, a number or a date. */
  readonly isPlainText: boolean;
}

export function misreadValues(mappings: readonly KeyedMapping[]): readonly MisreadValue[] {
  const found: MisreadValue[] = [];
  for (const { entries, keys, templateId } of mappings) {
    for (const entry of entries) {
      const expected = isTextKey(entry) ? keys.get(entry.key) : undefined;
      if (expected === undefined) continue;
      const { key, value } = entry;
      if (expected === 'a list of text' && value.type === 'list') {
        for (const item of value.items) {
          if (item.value.type === 'str') continue;
          found.push(misread(key, 'text', item, item.span, templateId));
        }
      } else if (!fits(value, expected)) {
        const span = isEmpty(entry.valueSpan) ? entry.keySpan : entry.valueSpan;
        found.push({ ...misread(key, expected, entry, span, templateId), entry });
      }
    }
  }
  return found;
}

function misread(
  key: string,
  expected: ExpectedValue,
  { value, scalar }: Pick<Entry, 'value' | 'scalar'>,
  span: Span,
  templateId: string | null,
): MisreadValue {
  const isText = expected === 'text' || expected === 'text or null';
  const isPlainText = isText && scalar?.style === 'plain' && value.type !== 'none';
  return { key, expected, value, span, templateId, isPlainText };
}

function fits(value: YamlValue, expected: ExpectedValue): boolean {
  switch (expected) {
    case 'text':
      return value.type === 'str';
    case 'text or null':
      return value.type === 'str' || value.type === 'none';
    case 'true, false or null':
      return value.type === 'bool' || value.type === 'none';
    case 'a list of text':
      return false;
    case 'any':
      return true;
  }
}

function isEmpty({ start, end }: Span): boolean {
  return start === end;
}

/** What PyYAML makes of a value, in words. */
export function describeValue(value: YamlValue): string {
  switch (value.type) {
    case 'str':
      return 'text';
    case 'int':
      return 'an int';
    case 'float':
      return 'a float';
    case 'bool':
      return value.value ? 'true' : 'false';
    case 'none':
      return 'null';
    case 'list':
      return 'a list';
    case 'mapping':
      return 'a mapping';
    case 'other':
      return `a \`${value.pythonType}\``;
  }
}
