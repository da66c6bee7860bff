/** What `docs/rules.md` says of each rule beside its reasons and examples, derived from the table of rules. */
import { rules } from '../server/src/rules/index.ts';
import type { Rule } from '../server/src/rules/rule.ts';

/** The guide with description, severity, fix and ways to silence each rule as the table has them; throws where a section is missing. */
export function withRuleFacts(guide: string): string {
  let text = guide;
  for (const rule of rules) {
    const head = new RegExp(`(^## ${rule.id}\n\n).*\n\n\\*Severity\\*.*$`, 'm');
    if (!head.test(text))
      throw new Error(`docs/rules.md has no section for the rule \`${rule.id}\``);
    text = text.replace(head, (_whole, heading) => `${heading}${factsOf(rule)}`);
  }
  return text;
}

function factsOf({ id, severity, description, fix = 'none' }: Rule): string {
  const quiet = `\`{# p3-disable ${id} #}\` or \`# p3-disable-next-line ${id}\``;
  return `${description}\n\n*Severity*: ${severity}. *Fix*: ${fix}. *Quiet*: ${quiet}.`;
}
