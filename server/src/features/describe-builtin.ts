import type { Builtin } from '../jinja/builtins/builtin.ts';

/** What a builtin does, in Markdown, with a note on what is PromptSource's own. */
export function describeBuiltin({ doc, isPromptSource }: Builtin): string {
  return isPromptSource ? `${doc}\n\n*PromptSource*` : doc;
}
