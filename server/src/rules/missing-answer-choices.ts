import type { JinjaNode } from '../jinja/nodes.ts';
import { walk } from '../jinja/visit.ts';
import type { PromptTemplate } from '../template/template-file.ts';
import { classesAsChoices } from './classes-as-choices.ts';
import type { Rule } from './rule.ts';
import { toDocument } from './template-text.ts';

export const missingAnswerChoices: Rule = {
  id: 'missing-answer-choices',
  severity: 'error',
  description: '`answer_choices` that `jinja` uses are given.',
  fix: 'writes the classes of the label that picks the choice',
  checkTemplate({ document, texts }, tell) {
    for (const text of texts) {
      if (text.types.place !== 'jinja' || hasChoices(text.template)) continue;
      const uses = text.types.scopes.references.filter(
        ({ name, bindings }) => name === 'answer_choices' && bindings.length === 0,
      );
      if (uses.length === 0 || isGuarded(text.tree.body)) continue;
      const fix = classesAsChoices(document, text);
      for (const { span } of uses) {
        const message =
          '`answer_choices` is null here; write the choices under `answer_choices`, separated by `|||`.';
        const place = toDocument(text, span);
        tell({ message, span: place, templateId: text.template.key, ...(fix && { fix }) });
      }
    }
  },
};

/** A template that lacks the key altogether has its own finding. */
function hasChoices({ answerChoices }: PromptTemplate): boolean {
  return answerChoices?.value.type !== 'none';
}

/** Whether the template asks if there are choices. */
function isGuarded(body: readonly JinjaNode[]): boolean {
  for (const node of walk(body)) {
    if (node.kind === 'if' && node.branches.some(({ test }) => mentionsChoices([test])))
      return true;
    if (node.kind === 'conditional' && mentionsChoices([node.test])) return true;
    if (node.kind === 'test' && mentionsChoices([node.target])) return true;
    if (node.kind === 'filter' && node.target && /^d(efault)?$/.test(node.name.name)) {
      if (mentionsChoices([node.target])) return true;
    }
  }
  return false;
}

function mentionsChoices(nodes: readonly JinjaNode[]): boolean {
  for (const node of walk(nodes)) {
    if (node.kind === 'name' && node.name === 'answer_choices') return true;
  }
  return false;
}
