import { nodesOf } from '../analysis/type-context.ts';
import type { TemplateText } from './template-text.ts';

/** Where the names start that are called, be it as a function or as a method. */
export function startsOfCalledNames({ types }: TemplateText): ReadonlySet<number> {
  const starts = new Set<number>();
  for (const { callee } of nodesOf(types, 'call')) {
    if (callee.kind === 'name') starts.add(callee.span.start);
    if (callee.kind === 'attribute') starts.add(callee.name.span.start);
  }
  return starts;
}
