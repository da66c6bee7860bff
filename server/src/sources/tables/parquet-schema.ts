import { MessageReader, type Schema } from 'apache-arrow';
import type { FileMetaData, SchemaElement } from 'hyparquet';
import { parquetSchema } from 'hyparquet';
import type { Feature, Features } from '../../dataset/features.ts';
import { declaredFeatures, featuresOfSchema, isStoredAs } from './arrow-features.ts';
import { TableProblem } from './table.ts';

type SchemaNode = ReturnType<typeof parquetSchema>;

/** Columns of a Parquet file: as the Arrow schema in it says, which pyarrow writes, else by Parquet's own types. */
export function featuresOfParquet(metadata: FileMetaData): Features {
  const { children } = parquetSchema(metadata);
  const notes = new Map(metadata.key_value_metadata?.map(({ key, value }) => [key, value ?? '']));
  const arrow = readArrowSchema(notes.get('ARROW:schema'));
  const plain = new Map(children.map((node) => [node.element.name, featureOfNode(node)]));
  const fromArrow = arrow === undefined ? new Map() : featuresOfSchema(arrow, adapt);
  const declared = declaredFeatures(notes.get('huggingface'));
  const features = new Map<string, Feature>();
  for (const [name, stored] of plain) {
    const known = declared.get(name);
    const isKnown = fromArrow.get(name) === undefined && known && isStoredAs(known, stored);
    features.set(name, fromArrow.get(name) ?? (isKnown ? known : stored));
  }
  return features;

  function adapt(name: string, feature: Feature): Feature {
    const stored = plain.get(name);
    return stored === undefined ? feature : asStored(feature, stored);
  }
}

/** Parquet has no dates of 64 bits and no times in seconds: what was written so comes back in Parquet's own units. */
function asStored(feature: Feature, stored: Feature): Feature {
  if (feature.kind === 'sequence' && stored.kind === 'sequence') {
    return { ...feature, item: asStored(feature.item, stored.item) };
  }
  if (feature.kind === 'struct' && stored.kind === 'struct') {
    const fields = [...feature.fields].map(([name, field]): [string, Feature] => {
      const other = stored.fields.get(name);
      return [name, other === undefined ? field : asStored(field, other)];
    });
    return { kind: 'struct', fields: new Map(fields) };
  }
  if (feature.kind !== 'value' || stored.kind !== 'value') return feature;
  if (/^(date|time(32|64))/.test(stored.dtype)) return stored;
  const unit = /^timestamp\[(\w+)/.exec(stored.dtype)?.[1];
  if (unit === undefined) return feature;
  return { kind: 'value', dtype: feature.dtype.replace(/^timestamp\[\w+/, `timestamp[${unit}`) };
}

function readArrowSchema(text: string | undefined): Schema | undefined {
  if (text === undefined) return undefined;
  try {
    return new MessageReader(Buffer.from(text, 'base64')).readSchema();
  } catch {
    return undefined;
  }
}

function featureOfNode(node: SchemaNode): Feature {
  const { element, children } = node;
  if (element.repetition_type !== 'REPEATED') return featureOfContent(node);
  // A repeated field that is not part of a LIST group is a list by itself.
  const item = children.length > 0 ? structOf(children) : leafFeature(element);
  return { kind: 'sequence', item, length: -1 };
}

function featureOfContent({ element, children, path }: SchemaNode): Feature {
  if (children.length === 0) return leafFeature(element);
  const kind = element.converted_type ?? element.logical_type?.type;
  if (kind === 'MAP' || kind === 'MAP_KEY_VALUE') {
    throw new TableProblem(
      `Column \`${path.join('.')}\` is a map, which the \`datasets\` library does not know.`,
    );
  }
  if (kind !== 'LIST') return structOf(children);
  const [repeated] = children;
  if (repeated === undefined)
    throw new TableProblem(`Column \`${path.join('.')}\` is a list of nothing.`);
  const [item, ...others] = repeated.children;
  const isWrapped =
    item !== undefined && others.length === 0 && !isOldStyle(repeated, element.name);
  if (isWrapped) return { kind: 'sequence', item: featureOfNode(item), length: -1 };
  const inner =
    repeated.children.length > 0 ? structOf(repeated.children) : leafFeature(repeated.element);
  return { kind: 'sequence', item: inner, length: -1 };
}

/** Lists as they were written before the group `list` was agreed on (Parquet's LogicalTypes.md). */
function isOldStyle({ element }: SchemaNode, listName: string): boolean {
  return element.name === 'array' || element.name === `${listName}_tuple`;
}

function structOf(children: readonly SchemaNode[]): Feature {
  return {
    kind: 'struct',
    fields: new Map(children.map((child) => [child.element.name, featureOfNode(child)])),
  };
}

function leafFeature(element: SchemaElement): Feature {
  return { kind: 'value', dtype: dtypeOf(element) };
}

const arrowUnits: Readonly<Record<string, string>> = { MILLIS: 'ms', MICROS: 'us', NANOS: 'ns' };

const convertedNames: Readonly<Record<string, string>> = {
  UTF8: 'string',
  JSON: 'string',
  DATE: 'date32',
  TIME_MILLIS: 'time32[ms]',
  TIME_MICROS: 'time64[us]',
  TIMESTAMP_MILLIS: 'timestamp[ms, tz=UTC]',
  TIMESTAMP_MICROS: 'timestamp[us, tz=UTC]',
  UINT_8: 'uint8',
  UINT_16: 'uint16',
  UINT_32: 'uint32',
  UINT_64: 'uint64',
  INT_8: 'int8',
  INT_16: 'int16',
  INT_32: 'int32',
  INT_64: 'int64',
};

const physicalNames: Readonly<Record<string, string>> = {
  BOOLEAN: 'bool',
  INT32: 'int32',
  INT64: 'int64',
  INT96: 'timestamp[ns]',
  FLOAT: 'float32',
  DOUBLE: 'float64',
  BYTE_ARRAY: 'binary',
};

/** Arrow's type of a leaf, as pyarrow reads it. */
function dtypeOf(element: SchemaElement): string {
  const { type = '', converted_type, logical_type, precision, scale = 0 } = element;
  switch (logical_type?.type) {
    case 'TIMESTAMP': {
      const zone = logical_type.isAdjustedToUTC ? ', tz=UTC' : '';
      return `timestamp[${arrowUnits[logical_type.unit]}${zone}]`;
    }
    case 'TIME':
      return `${logical_type.unit === 'MILLIS' ? 'time32' : 'time64'}[${arrowUnits[logical_type.unit]}]`;
    case 'STRING':
      return 'string';
    case 'FLOAT16':
      return 'float16';
    default:
  }
  if (converted_type === 'DECIMAL') {
    return `${(precision ?? 0) > 38 ? 'decimal256' : 'decimal128'}(${precision}, ${scale})`;
  }
  const name = convertedNames[converted_type ?? ''] ?? physicalNames[type];
  if (name !== undefined) return name;
  throw new TableProblem(
    `Column \`${element.name}\` has Parquet's type \`${type}\`, which the \`datasets\` library does not know.`,
  );
}
