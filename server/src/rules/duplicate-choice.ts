import { isAnswerChoices } from '../analysis/choices.ts';
import { editScalar } from './edit-scalar.ts';
import type { Prompt } from './prompt.ts';
import { repeated } from './repeated.ts';
import type { Fix, Rule } from './rule.ts';

export const duplicateChoice: Rule = {
  id: 'duplicate-choice',
  severity: 'warning',
  description: 'No answer choice is given twice.',
  fix: 'removes the second one, where nothing counts the choices',
  checkTemplate({ document, prompt }, tell) {
    const choices = (prompt.choices ?? []).filter((choice) => choice.text !== '');
    for (const { text: choice, span } of repeated(choices, (item) => item.text)) {
      const message = `The choice \`${choice}\` is given twice; the first one always wins when choices are ranked.`;
      const fix = isCounted(prompt) ? undefined : removal(document, prompt, choice);
      tell({ message, span, templateId: prompt.template.key, ...(fix && { fix }) });
    }
  },
};

/** Whether anything depends on the number or the places of the choices: they may be joined, or looked through. */
function isCounted({ jinja }: Prompt): boolean {
  if (jinja === undefined) return true;
  const { nodes, scopes } = jinja.types;
  const uses = scopes.references.filter(
    ({ node }) => node.kind === 'name' && isAnswerChoices(node, jinja.types),
  );
  const harmless = new Set(
    nodes.flatMap((node) => {
      if (node.kind === 'filter' && node.name.name === 'join') return [node.target];
      if (node.kind !== 'compare') return [];
      const lookups = node.comparisons.filter(({ operator }) => /^(not )?in$/.test(operator));
      return lookups.map(({ right }) => right);
    }),
  );
  return uses.some(({ node }) => node.kind !== 'name' || !harmless.has(node));
}

/** The last of the equal choices goes, with the separator in front of it. */
function removal(document: string, { answerChoices }: Prompt, choice: string): Fix | undefined {
  if (answerChoices === undefined) return undefined;
  const { source } = answerChoices.tree;
  const parts = source.split('|||');
  const index = parts.findLastIndex((part) => part.trim() === choice);
  const before = parts.slice(0, index).join('|||');
  const end = parts.slice(0, index + 1).join('|||').length;
  const kept = before.trimEnd().length;
  const blanks = source.slice(end).startsWith('|||') ? ' ' : '';
  const edit = editScalar(document, answerChoices, { start: kept, end }, blanks);
  return { title: `Remove the second \`${choice}\``, edits: [edit] };
}
