import { isAnswerChoices } from '../analysis/choices.ts';
import { typeOf } from '../analysis/infer.ts';
import { nodesOf } from '../analysis/type-context.ts';
import { dumpScalarAt } from '../template/dump/dump-scalar.ts';
import { writeValue } from './edit-entry.ts';
import { findMetadata } from './file-keys.ts';
import type { Fix } from './rule.ts';
import type { TemplateText } from './template-text.ts';
import { wordsOf } from './words-of.ts';

/** Writes the names of the classes as answer choices, where one label picks all of them. */
export function classesAsChoices(document: string, text: TemplateText): Fix | undefined {
  const { answerChoices } = text.template;
  const [classes, ...others] = indexingClasses(text);
  if (answerChoices === undefined || classes === undefined || others.length > 0) return undefined;
  const names = classes.split('|||');
  if (names.length < 2 || !isTrueOfInput(names, text)) return undefined;
  const choices = names.join(' ||| ');
  const start = document.indexOf(':', answerChoices.keySpan.end) + 1;
  const written = dumpScalarAt(`${document.slice(0, start)} `, start + 1, choices);
  const edits = [writeValue(document, answerChoices, written)];
  return { title: `Write \`${choices}\` under \`answer_choices\``, edits };
}

/** What picks a choice, each once: the classes of a label, or an empty text for anything else. */
function indexingClasses({ types }: TemplateText): ReadonlySet<string> {
  const found = new Set<string>();
  for (const node of nodesOf(types, 'item')) {
    if (!isAnswerChoices(node.target, types)) continue;
    const index = node.index.kind === 'slice' ? undefined : typeOf(node.index, types);
    const isLabel = index?.kind === 'feature' && index.feature.kind === 'class-label';
    found.add(isLabel ? index.feature.names.join('|||') : '');
  }
  return found;
}

/** An input that is said to show its choices does so in words of its own, if not in these. */
function isTrueOfInput(names: readonly string[], { template, tree }: TemplateText): boolean {
  const said = findMetadata(template, 'choices_in_prompt')?.value;
  if (said?.type !== 'bool' || !said.value) return true;
  const shown = wordsOf(tree.source);
  return names.some((name) => shown.includes(wordsOf(name)));
}
