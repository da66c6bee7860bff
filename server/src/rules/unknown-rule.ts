import type { Rule } from './rule.ts';
import { createSuggester } from './suggest-name.ts';

export const unknownRule: Rule = {
  id: 'unknown-rule',
  severity: 'warning',
  description: 'Comments that keep a rule quiet name rules that there are.',
  fix: 'writes the nearest rule',
  checkFile({ suppressions, ruleIds }, tell) {
    const suggestName = createSuggester();
    for (const { rules, span, templateId } of suppressions) {
      if (rules.length === 0) {
        const message = 'This comment names no rule; write the rules that it keeps quiet.';
        tell({ message, span, templateId });
      }
      for (const rule of rules) {
        if (ruleIds.has(rule.id)) continue;
        const { hint } = suggestName(rule.id, () => ruleIds, rule.span);
        const nearest = /`(.*)`/.exec(hint)?.[1];
        const message = `There is no rule \`${rule.id}\`.${hint}`;
        const edits = [{ span: rule.span, newText: nearest ?? '' }];
        const fix =
          nearest === undefined ? {} : { fix: { title: `Replace by \`${nearest}\``, edits } };
        tell({ message, span: rule.span, templateId, ...fix });
      }
    }
  },
};
