import { type DataType, TimeUnit, Type, util } from 'apache-arrow';
import type { Feature } from '../../dataset/features.ts';
import { TableProblem } from './table.ts';

/** The feature that stands for a type of Arrow, as `datasets.features.generate_from_arrow_type` says. */
export function featureOfArrow(type: DataType, column: string): Feature {
  const { typeId, children } = type;
  switch (typeId) {
    case Type.Struct:
      return {
        kind: 'struct',
        fields: new Map(
          (children ?? []).map((field) => [field.name, featureOfArrow(field.type, column)]),
        ),
      };
    case Type.List:
    case Type.LargeList:
      return listOf(type, column, -1);
    case Type.FixedSizeList:
      return listOf(type, column, Object(type).listSize);
    case Type.Dictionary:
      return featureOfArrow(Object(type).dictionary, column);
    default:
      return { kind: 'value', dtype: dtypeOf(type, column) };
  }
}

function listOf(type: DataType, column: string, length: number): Feature {
  const item = type.children?.[0];
  if (item === undefined) throw new TableProblem(`Column \`${column}\` is a list of nothing.`);
  return { kind: 'sequence', item: featureOfArrow(item.type, column), length };
}

const units: Readonly<Record<number, string>> = {
  [TimeUnit.SECOND]: 's',
  [TimeUnit.MILLISECOND]: 'ms',
  [TimeUnit.MICROSECOND]: 'us',
  [TimeUnit.NANOSECOND]: 'ns',
};

const plainNames: Readonly<Record<number, string>> = {
  [Type.Null]: 'null',
  [Type.Bool]: 'bool',
  [Type.Utf8]: 'string',
  [Type.LargeUtf8]: 'large_string',
  [Type.Utf8View]: 'string_view',
  [Type.Binary]: 'binary',
  [Type.LargeBinary]: 'large_binary',
  [Type.BinaryView]: 'binary_view',
};

/** Arrow's name of a type, as `datasets` writes it. */
function dtypeOf(type: DataType, column: string): string {
  const plain = plainNames[type.typeId];
  if (plain !== undefined) return plain;
  // The classes of Arrow's types carry these by kind.
  const { bitWidth, isSigned, precision, scale, unit, timezone } = Object(type);
  switch (type.typeId) {
    case Type.Int:
      return `${isSigned ? '' : 'u'}int${bitWidth}`;
    case Type.Float:
      return ['float16', 'float32', 'float64'][precision] ?? 'float64';
    case Type.Decimal:
      return `decimal${bitWidth}(${precision}, ${scale})`;
    case Type.Date:
      return unit === 0 ? 'date32' : 'date64';
    case Type.Time:
      return `time${bitWidth}[${units[unit]}]`;
    case Type.Timestamp:
      return `timestamp[${units[unit]}${timezone ? `, tz=${timezone}` : ''}]`;
    case Type.Duration:
      return `duration[${units[unit]}]`;
    default:
      throw new TableProblem(
        `Column \`${column}\` has Arrow's type \`${util.valueToString(type)}\`, which the \`datasets\` library does not know.`,
      );
  }
}
