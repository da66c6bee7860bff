import type { BuiltinParameter } from '../jinja/builtins/builtin.ts';
import type { Arguments, Identifier } from '../jinja/nodes.ts';
import type { Span } from '../text/span.ts';
import { nearestName } from '../text/suggest.ts';

interface ArgumentProblem {
  /** What is wrong, to stand behind the name of what is called. */
  readonly message: string;
  /** The argument; absent where one is missing. */
  readonly span?: Span;
  /** What is written there most likely for. */
  readonly nearest?: string;
}

/** What Python would refuse about the arguments of a call; nothing where they are unpacked from a value. */
export function argumentProblem(
  parameters: readonly BuiltinParameter[],
  { positional, keywords, rest, keywordRest }: Arguments,
): ArgumentProblem | undefined {
  if (rest !== undefined || keywordRest !== undefined) return undefined;
  const restIndex = parameters.findIndex(({ kind }) => kind === 'rest');
  const slots = parameters
    .slice(0, restIndex < 0 ? undefined : restIndex)
    .filter(({ kind }) => kind === 'plain' || kind === 'positional-only');
  const surplus = positional[slots.length];
  if (surplus !== undefined && restIndex < 0) {
    return { message: tooMany(slots.length), span: surplus.span };
  }
  const wrong = wrongKeyword(parameters, slots.slice(0, positional.length), keywords);
  if (wrong !== undefined) return wrong;
  const given = new Set(keywords.map(({ name }) => name.name));
  const missing = slots.find(
    ({ name, defaultValue }, index) =>
      defaultValue === undefined && index >= positional.length && !given.has(name),
  );
  return missing && { message: `needs the argument \`${missing.name}\`` };
}

function tooMany(count: number): string {
  if (count === 0) return 'takes no argument';
  return `takes ${count === 1 ? 'one argument' : `${count} arguments`} at most`;
}

function wrongKeyword(
  parameters: readonly BuiltinParameter[],
  filled: readonly BuiltinParameter[],
  keywords: Arguments['keywords'],
): ArgumentProblem | undefined {
  const takesAny = parameters.some(({ kind }) => kind === 'keyword-rest');
  const seen = new Set(filled.filter(({ kind }) => kind === 'plain').map(({ name }) => name));
  for (const { name: keyword } of keywords) {
    if (seen.has(keyword.name)) return problem(`gets \`${keyword.name}\` twice`, keyword);
    seen.add(keyword.name);
    const isKnown = parameters.some(({ kind, name }) => kind === 'plain' && name === keyword.name);
    if (!isKnown && !takesAny) return unknownKeyword(parameters, keyword);
  }
  return undefined;
}

function unknownKeyword(
  parameters: readonly BuiltinParameter[],
  keyword: Identifier,
): ArgumentProblem {
  const { name } = keyword;
  const isPositional = parameters.some((parameter) => parameter.name === name);
  if (isPositional) {
    return problem(`takes \`${name}\` by its place only; leave the name out`, keyword);
  }
  const known = parameters.filter(({ kind }) => kind === 'plain').map((item) => item.name);
  const list =
    known.length === 0 ? '' : `; it has ${known.map((each) => `\`${each}\``).join(', ')}`;
  const nearest = nearestName(name, known);
  const unknown = problem(`has no argument \`${name}\`${list}`, keyword);
  return nearest === undefined ? unknown : { ...unknown, nearest };
}

function problem(message: string, { span }: Identifier): ArgumentProblem {
  return { message, span };
}
