/** `str.format` and `str.format_map`. */
import { PyError } from '../errors.ts';
import { getItem } from '../items.ts';
import { chargeSize } from '../limits.ts';
import { ascii, repr, str } from '../text.ts';
import { missingAttributeOf } from '../types.ts';
import type { Value } from '../value.ts';
import { fieldSteps, parseFieldName } from './field-name.ts';
import { readMarkup } from './replacement-field.ts';

/** Where the fields of a format get their values, and how these are written. */
export interface FieldValues {
  /** `undefined` for `format_map`, which has none. */
  readonly positional: readonly Value[] | undefined;
  /** Raises KeyError for a name that is not there. */
  readonly named: (name: string) => Value;
  readonly getAttribute: (value: Value, name: string) => Value | undefined;
  /** `format(value, specification)`; `Markup` escapes here. */
  readonly format: (value: Value, specification: string) => string;
}

/** The format with its fields replaced; raises what `str.format` raises. */
export function formatFields(format: string, values: FieldValues): string {
  return build(format, values, new Numbering(), 2);
}

function build(format: string, values: FieldValues, numbering: Numbering, depth: number): string {
  if (depth === 0) throw new PyError('ValueError', 'Max string recursion exceeded');
  let text = '';
  for (const { literal, field } of readMarkup(format)) {
    text += literal;
    if (field !== undefined) {
      const value = convertField(resolveField(field.name, values, numbering), field.conversion);
      const specification = field.isNested
        ? build(field.specification, values, numbering, depth - 1)
        : field.specification;
      text += values.format(value, specification);
    }
    chargeSize(text.length);
  }
  return text;
}

function resolveField(text: string, values: FieldValues, numbering: Numbering): Value {
  const { first, index, rest } = parseFieldName(text);
  const position = first === '' || index !== undefined ? numbering.take(index) : undefined;
  let value = position === undefined ? values.named(first) : positionalValue(values, position);
  for (const step of fieldSteps(rest)) {
    value =
      step.kind === 'attribute' ? attributeOf(value, step.name, values) : getItem(value, step.key);
  }
  return value;
}

function positionalValue({ positional }: FieldValues, position: number): Value {
  if (positional === undefined) {
    throw new PyError('ValueError', 'Format string contains positional fields');
  }
  const value = positional[position];
  if (value !== undefined) return value;
  throw new PyError(
    'IndexError',
    `Replacement index ${position} out of range for positional args tuple`,
  );
}

function attributeOf(value: Value, name: string, values: FieldValues): Value {
  const attribute = values.getAttribute(value, name);
  if (attribute !== undefined) return attribute;
  throw missingAttributeOf(value, name);
}

function convertField(value: Value, conversion: string): Value {
  switch (conversion) {
    case '':
      return value;
    case 's':
      return str(value);
    case 'r':
      return repr(value);
    case 'a':
      return ascii(value);
    default: {
      const codePoint = conversion.codePointAt(0) ?? 0;
      const isShown = codePoint > 32 && codePoint < 127;
      const shown = isShown ? conversion : `\\x${codePoint.toString(16)}`;
      throw new PyError('ValueError', `Unknown conversion specifier ${shown}`);
    }
  }
}

/** Fields are numbered by hand or in turn, not both. */
class Numbering {
  private mode: 'automatic' | 'manual' | undefined;
  private nextIndex = 0;

  take(given: number | undefined): number {
    const mode = given === undefined ? 'automatic' : 'manual';
    this.mode ??= mode;
    if (this.mode !== mode) throw mixed(this.mode);
    if (given !== undefined) return given;
    this.nextIndex += 1;
    return this.nextIndex - 1;
  }
}

function mixed(mode: 'automatic' | 'manual'): PyError {
  const change =
    mode === 'manual'
      ? 'manual field specification to automatic field numbering'
      : 'automatic field numbering to manual field specification';
  return new PyError('ValueError', `cannot switch from ${change}`);
}
