import { trim } from '../python/trim.ts';
import type { Value } from '../python/value.ts';
import { type CompileTemplate, renderWith } from './evaluate.ts';
import { restoreSeparators, separator } from './pipe-protection.ts';

/** The answer choices for a row whose separators are protected; `null` where a template has none. */
export function renderAnswerChoices(
  source: string | null,
  variables: ReadonlyMap<string, Value>,
  compile: CompileTemplate,
): readonly string[] | null {
  if (source === null) return null;
  const text = renderWith(compile(source), variables);
  return text.split(separator).map((choice) => restoreSeparators(trim(choice)));
}

/**
 * The answer choices that are the same for every row, or `null` where they need one;
 * PromptSource's `get_fixed_answer_choices_list`. Raises what rendering raises.
 */
export function fixedAnswerChoices(
  source: string | null,
  undeclaredVariables: (source: string) => ReadonlySet<string>,
  compile: CompileTemplate,
): readonly string[] | null {
  if (source === null || undeclaredVariables(source).size > 0) return null;
  const text = compile(source)(new Map());
  return text.split(separator).map((choice) => trim(choice));
}
