import { mayPrint } from '../analysis/printing.ts';
import { type PromptPath, promptPaths } from '../analysis/prompt-paths.ts';
import type { PromptTemplate } from '../template/template-file.ts';
import { type FixedChoice, fixedChoices } from './fixed-choices.ts';
import { lazily } from './lazily.ts';
import type { TemplateText } from './template-text.ts';

/** One template with its texts, for rules about how they go together. */
export interface Prompt {
  readonly template: PromptTemplate;
  /** Absent when it is not text. */
  readonly jinja?: TemplateText;
  /** Absent when it is null or not text. */
  readonly answerChoices?: TemplateText;
  /** The ways through `jinja`, without those that skip a row by printing nothing; empty where they cannot be told. */
  readonly paths: readonly PromptPath[];
  /** The choices that are the same for every example. */
  readonly choices: readonly FixedChoice[] | undefined;
}

/** The ways and the choices are worked out when a rule asks for them. */
export function toPrompt(template: PromptTemplate, texts: readonly TemplateText[]): Prompt {
  const jinja = texts.find(({ types }) => types.place === 'jinja');
  const answerChoices = texts.find(({ types }) => types.place === 'answer_choices');
  const paths = lazily(() => speaking((jinja && promptPaths(jinja.tree)) ?? []));
  const choices = lazily(() => answerChoices && fixedChoices(answerChoices));
  return {
    template,
    ...(jinja && { jinja }),
    ...(answerChoices && { answerChoices }),
    get paths() {
      return paths();
    },
    get choices() {
      return choices();
    },
  };
}

function speaking(paths: readonly PromptPath[]): readonly PromptPath[] {
  const some = paths.filter(({ parts }) => parts.some((part) => part.some(mayPrint)));
  return some.length > 0 ? some : paths;
}

/** The ways on which a separator stands, by where it starts, in the order of the source. */
export function pathsBySeparator(
  paths: readonly PromptPath[],
): ReadonlyMap<number, readonly PromptPath[]> {
  const found = new Map<number, PromptPath[]>();
  for (const path of paths) {
    for (const { start } of path.separators) {
      const known = found.get(start);
      if (known === undefined) found.set(start, [path]);
      else known.push(path);
    }
  }
  return new Map([...found].sort(([one], [other]) => one - other));
}
