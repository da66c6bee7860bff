import type { Feature, Features } from '../../dataset/features.ts';
import type { ComparisonOperator, RowCondition, RowFilter } from '../../dataset/row-filter.ts';

/** What to ask the viewer for, to get the rows that a filter accepts. */
export type ViewerFilter =
  | { readonly kind: 'search'; readonly query: string }
  | { readonly kind: 'where'; readonly where: string };

/** `undefined` for a filter that the viewer's SQL does not know: the rows have to be looked through. */
export function toViewerFilter(filter: RowFilter, features: Features): ViewerFilter | undefined {
  const [first, ...more] = filter.conditions;
  if (first?.kind === 'search') {
    return more.length === 0 ? { kind: 'search', query: first.text } : undefined;
  }
  const predicates = filter.conditions.map((condition) => toPredicate(condition, features));
  if (predicates.length === 0 || predicates.includes(undefined)) return undefined;
  return { kind: 'where', where: predicates.join(' AND ') };
}

function toPredicate(condition: RowCondition, features: Features): string | undefined {
  if (condition.kind === 'search') return undefined;
  const [step, ...deeper] = condition.path;
  const operator = operators[condition.operator];
  if (step?.kind !== 'field' || deeper.length > 0 || operator === undefined) return undefined;
  const feature = features.get(step.name);
  const literal = feature && toLiteral(condition.operand, feature);
  // The viewer refuses statements that hold these, whatever they mean.
  if (literal === undefined || /["';]|--/.test(step.name)) return undefined;
  return `"${step.name}"${operator}${literal}`;
}

const operators: Readonly<Record<ComparisonOperator, string | undefined>> = {
  '=': '=',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  '~': undefined,
};

function toLiteral(operand: string, feature: Feature): string | undefined {
  if (feature.kind === 'class-label') {
    const index = feature.names.indexOf(operand);
    return index === -1 ? numberLiteral(operand) : String(index);
  }
  if (feature.kind !== 'value') return undefined;
  if (/string$/.test(feature.dtype)) return textLiteral(operand);
  if (feature.dtype === 'bool') return /^(true|false)$/i.exec(operand)?.[0].toLowerCase();
  return /^(u?int|float|double)/.test(feature.dtype) ? numberLiteral(operand) : undefined;
}

function numberLiteral(operand: string): string | undefined {
  return /^-?\d+(\.\d+)?$/.test(operand) ? operand : undefined;
}

function textLiteral(operand: string): string | undefined {
  return /;|--/.test(operand) ? undefined : `'${operand.replaceAll("'", "''")}'`;
}
