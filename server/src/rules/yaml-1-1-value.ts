import { describeValue, misreadValues } from './misread-values.ts';
import type { Rule } from './rule.ts';

export const yaml11Value: Rule = {
  id: 'yaml-1-1-value',
  severity: 'error',
  description: 'Text that YAML 1.1 takes for a bool, a number or a date is quoted.',
  fix: 'puts it in quotes',
  *check({ snapshot }) {
    for (const { key, value, span, templateId, isPlainText } of misreadValues(snapshot)) {
      if (!isPlainText) continue;
      const written = snapshot.text.slice(span.start, span.end);
      const message = `PyYAML reads \`${written}\` as ${describeValue(value)}, but \`${key}\` holds text; put it in quotes.`;
      const edits = [{ span, newText: `'${written}'` }];
      const fix = { title: 'Put it in quotes', isSafe: true, edits } as const;
      yield { message, span, templateId, fix };
    }
  },
};
