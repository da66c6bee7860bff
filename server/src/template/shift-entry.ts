import { shiftSpan } from '../text/span.ts';
import type { ScalarSource } from './scalar-source.ts';
import type { Entry, YamlItem, YamlValue } from './template-file.ts';

/** The same entry where its text stands `distance` further on. Aliases must not lead out of it. */
export function shiftEntry(entry: Entry, distance: number): Entry {
  return {
    ...entry,
    keySpan: shiftSpan(entry.keySpan, distance),
    value: shiftValue(entry.value, distance),
    valueSpan: shiftSpan(entry.valueSpan, distance),
    ...(entry.keyValue && { keyValue: shiftValue(entry.keyValue, distance) }),
    ...(entry.scalar && { scalar: shiftScalar(entry.scalar, distance) }),
  };
}

function shiftValue(value: YamlValue, distance: number): YamlValue {
  switch (value.type) {
    case 'list':
      return { ...value, items: value.items.map((item) => shiftItem(item, distance)) };
    case 'mapping':
      return {
        ...value,
        ...(value.tagSpan && { tagSpan: shiftSpan(value.tagSpan, distance) }),
        entries: value.entries.map((entry) => shiftEntry(entry, distance)),
      };
    default:
      return value;
  }
}

function shiftItem(item: YamlItem, distance: number): YamlItem {
  return {
    span: shiftSpan(item.span, distance),
    value: shiftValue(item.value, distance),
    ...(item.scalar && { scalar: shiftScalar(item.scalar, distance) }),
  };
}

function shiftScalar(scalar: ScalarSource, distance: number): ScalarSource {
  return { ...scalar, span: shiftSpan(scalar.span, distance), map: scalar.map.shift(distance) };
}
