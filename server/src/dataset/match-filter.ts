import { type ExampleRow, type ExampleValue, isList, isStruct } from './example.ts';
import { type FeatureStep, resolveFeaturePath, templateName } from './feature-path.ts';
import type { Feature, Features } from './features.ts';
import type { ComparisonOperator, RowCondition, RowFilter } from './row-filter.ts';
import { typedValueText } from './typed-value.ts';

/** The filter with indexes in the place of names of classes. */
export function resolveClasses({ conditions }: RowFilter, features: Features): RowFilter {
  return {
    conditions: conditions.map((condition) => {
      if (condition.kind === 'search') return condition;
      const feature = resolveFeaturePath(features, condition.path);
      return { ...condition, operand: classIndex(feature, condition.operand) };
    }),
  };
}

function classIndex(feature: Feature | undefined, operand: string): string {
  const label = feature?.kind === 'sequence' ? feature.item : feature;
  if (label?.kind !== 'class-label') return operand;
  const index = label.names.indexOf(operand);
  return index === -1 ? operand : String(index);
}

/** Whether all conditions hold for the row. */
export function acceptsRow({ conditions }: RowFilter, row: ExampleRow): boolean {
  return conditions.every((condition) => holds(condition, row));
}

function holds(condition: RowCondition, row: ExampleRow): boolean {
  if (condition.kind === 'search') return containsText(row, condition.text.toLowerCase());
  const { path, operator, operand } = condition;
  const values = valuesAt(row, path);
  // Of a list one item that fits is enough; `!=` wants none that is the same.
  if (operator === '!=') return values.every((value) => compare(value, '!=', operand));
  return values.some((value) => compare(value, operator, operand));
}

/** Every value that the path leads to; an item stands for all items. */
function valuesAt(row: ExampleRow, path: readonly FeatureStep[]): readonly ExampleValue[] {
  let values: readonly ExampleValue[] = [row];
  for (const step of path) {
    values = values.flatMap((value) => {
      if (value !== null && isList(value))
        return step.kind === 'item' ? value : value.flatMap((item) => into(item, step));
      return into(value, step);
    });
  }
  return values;
}

function into(value: ExampleValue, step: FeatureStep): readonly ExampleValue[] {
  if (step.kind !== 'field' || value === null || !isStruct(value)) return [];
  for (const [name, field] of value) {
    if (name === step.name || templateName(name) === step.name) return [field];
  }
  return [];
}

function compare(value: ExampleValue, operator: ComparisonOperator, operand: string): boolean {
  if (value !== null && isList(value)) {
    const fits = (item: ExampleValue) => compare(item, operator, operand);
    return operator === '!=' ? value.every(fits) : value.some(fits);
  }
  switch (operator) {
    case '~':
      return textOf(value).toLowerCase().includes(operand.toLowerCase());
    case '=':
      return isSame(value, operand);
    case '!=':
      return !isSame(value, operand);
    default:
      return isOrdered(order(value, operand), operator);
  }
}

function isSame(value: ExampleValue, operand: string): boolean {
  if (typeof value === 'number' || typeof value === 'bigint') return order(value, operand) === 0;
  if (typeof value === 'boolean') return textOf(value) === operand.toLowerCase();
  return textOf(value) === operand;
}

/** Negative, zero or positive; `undefined` where the two cannot be compared. */
function order(value: ExampleValue, operand: string): number | undefined {
  if (typeof value === 'bigint' && /^[+-]?\d+$/.test(operand)) {
    const other = BigInt(operand.replace('+', ''));
    return value < other ? -1 : Number(value > other);
  }
  if (typeof value === 'number' || typeof value === 'bigint' || isDecimal(value)) {
    const difference = Number(textOf(value)) - Number(operand);
    return operand.trim() === '' || Number.isNaN(difference) ? undefined : difference;
  }
  if (value === null || typeof value === 'boolean') return undefined;
  const text = textOf(value);
  return text < operand ? -1 : Number(text > operand);
}

function isDecimal(value: ExampleValue): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'decimal';
}

function isOrdered(found: number | undefined, operator: ComparisonOperator): boolean {
  if (found === undefined) return false;
  switch (operator) {
    case '<':
      return found < 0;
    case '<=':
      return found <= 0;
    case '>':
      return found > 0;
    default:
      return found >= 0;
  }
}

function containsText(value: ExampleValue, lowered: string): boolean {
  if (value === null) return false;
  if (isList(value)) return value.some((item) => containsText(item, lowered));
  if (isStruct(value)) return [...value.values()].some((item) => containsText(item, lowered));
  return textOf(value).toLowerCase().includes(lowered);
}

function textOf(value: ExampleValue): string {
  if (value === null) return 'null';
  if (typeof value !== 'object') return String(value);
  if (isList(value) || isStruct(value)) return '';
  return typedValueText(value);
}
