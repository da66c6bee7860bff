import { type FeatureStep, findColumn, resolveFeaturePath } from './feature-path.ts';
import type { Features } from './features.ts';
import type { ComparisonOperator, RowCondition, RowFilter } from './row-filter.ts';

export type ParsedFilter =
  | { readonly kind: 'filter'; readonly filter: RowFilter }
  | { readonly kind: 'malformed'; readonly message: string };

const comparison = /^\s*([\w.[\]-]+)\s*(<=|>=|!=|==|=|<|>|~)\s*(.*?)\s*$/s;

/**
 * Reads conditions that are joined by `and`: `label = 1`, `stars >= 4`, `text ~ word` (contains), `answers.text = x`.
 * Text in quotes may hold anything; anything that is no comparison is searched for in all columns. With the features,
 * columns must exist.
 */
export function parseFilter(text: string, features?: Features): ParsedFilter {
  const conditions: RowCondition[] = [];
  for (const part of splitAtAnd(text)) {
    const match = comparison.exec(part);
    if (match === null) {
      conditions.push({ kind: 'search', text: unquote(part.trim()) });
      continue;
    }
    const [, written = '', sign = '=', right = ''] = match;
    const found = readCondition(written, sign === '==' ? '=' : sign, unquote(right), features);
    if (typeof found === 'string') return { kind: 'malformed', message: found };
    conditions.push(found);
  }
  return { kind: 'filter', filter: { conditions } };
}

function readCondition(
  written: string,
  operator: string,
  operand: string,
  features: Features | undefined,
): RowCondition | string {
  const path = readPath(written, features);
  const feature = features && resolveFeaturePath(features, path);
  if (features !== undefined && feature === undefined) {
    const names = [...features.keys()].map((name) => `\`${name}\``).join(', ');
    return `there is no column \`${written}\`; there are ${names}.`;
  }
  return {
    kind: 'compare',
    path,
    operator: operator as ComparisonOperator,
    operand,
  };
}

/** `answers.text` and `turns[].role`; the step into a list may be left out. */
function readPath(written: string, features: Features | undefined): readonly FeatureStep[] {
  const [first = '', ...rest] = written.replaceAll('[]', '').split('.');
  const column = features && findColumn(features, first.replaceAll('-', '_'));
  const path: FeatureStep[] = [{ kind: 'field', name: column?.name ?? first }];
  for (const name of rest) {
    if (isListAt(features, path)) path.push({ kind: 'item' });
    path.push({ kind: 'field', name });
  }
  return path;
}

function isListAt(features: Features | undefined, path: readonly FeatureStep[]): boolean {
  return features !== undefined && resolveFeaturePath(features, path)?.kind === 'sequence';
}

/** At `and` outside of quotes. */
function splitAtAnd(text: string): readonly string[] {
  const parts = text.match(/(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?!\s+and\s).)+/gis) ?? [];
  return parts.map((part) => part.replace(/^\s*and\s+/i, '')).filter((part) => part.trim() !== '');
}

function unquote(text: string): string {
  const match = /^(["'])(.*)\1$/s.exec(text);
  return match === null ? text : (match[2] ?? '').replace(/\\(.)/gs, '$1');
}
