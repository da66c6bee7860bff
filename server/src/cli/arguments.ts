import { parseArgs } from 'node:util';

/** An option as its command declares it; a `value` is what stands behind it in the help. */
export interface OptionDeclaration {
  readonly value?: string;
  readonly description: string;
}

export type OptionDeclarations = Readonly<Record<string, OptionDeclaration>>;

/** What was written wrong on the command line, as a sentence; the exit status is 2. */
export class UsageError extends Error {}

/** The arguments of one command, read by the type that each is expected to have. */
export class Arguments<Options extends OptionDeclarations> {
  readonly positionals: readonly string[];
  readonly #values: ReadonlyMap<string, unknown>;

  constructor(argv: readonly string[], declarations: Options) {
    const options: Record<string, { type: 'string' | 'boolean' }> = { help: { type: 'boolean' } };
    for (const [name, { value }] of Object.entries(declarations)) {
      options[name] = { type: value === undefined ? 'boolean' : 'string' };
    }
    try {
      const args = joinNegativeNumbers(argv, declarations);
      const parsed = parseArgs({ args, options, allowPositionals: true });
      this.positionals = parsed.positionals;
      this.#values = new Map(Object.entries(parsed.values));
    } catch (error) {
      if (!isParseError(error)) throw error;
      throw new UsageError(describeParseError(error.message), { cause: error });
    }
  }

  get wantsHelp(): boolean {
    return this.#values.get('help') === true;
  }

  flag(name: keyof Options & string): boolean {
    return this.#values.get(name) === true;
  }

  text(name: keyof Options & string): string | undefined {
    const value = this.#values.get(name);
    return typeof value === 'string' ? value : undefined;
  }

  choice<Choice extends string>(
    name: keyof Options & string,
    choices: readonly Choice[],
    fallback: Choice,
  ): Choice {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const choice = choices.find((known) => known === text);
    if (choice !== undefined) return choice;
    const expected = choices.map((known) => `\`${known}\``).join(', ');
    throw new UsageError(`\`--${name} ${text}\` is not known; one of ${expected} is expected.`);
  }

  /** A whole number from `least` to `most`. */
  count(
    name: keyof Options & string,
    least: number,
    fallback: number,
    most = Number.MAX_SAFE_INTEGER,
  ): number {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const count = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (count >= least && count <= most) return count;
    const range = most === Number.MAX_SAFE_INTEGER ? `${least} up` : `${least} to ${most}`;
    throw new UsageError(`\`--${name} ${text}\`: a whole number from ${range} is expected.`);
  }

  /** The only positional argument. */
  only(what: string): string {
    const [first, ...more] = this.positionals;
    if (first === undefined) throw new UsageError(`${what} is missing.`);
    if (more.length > 0)
      throw new UsageError(`Only one argument is expected, not \`${more[0]}\` as well.`);
    return first;
  }
}

function isParseError(error: unknown): error is Error {
  return (
    error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_')
  );
}

/** `--limit -1` as `--limit=-1`: the number, not a missing one, is what the message should be about. */
function joinNegativeNumbers(argv: readonly string[], declarations: OptionDeclarations): string[] {
  const joined: string[] = [];
  for (const arg of argv) {
    const option = joined.at(-1)?.match(/^--([^=]+)$/)?.[1];
    const takesValue = option !== undefined && declarations[option]?.value !== undefined;
    if (takesValue && /^-[\d.]/.test(arg)) joined.push(`${joined.pop()}=${arg}`);
    else joined.push(arg);
  }
  return joined;
}

function describeParseError(message: string): string {
  const option = /^Option '(--[^' ]+)[^']*' argument is ambiguous/.exec(message)?.[1];
  if (option === undefined) return firstSentence(message);
  return `\`${option}\` needs an argument; one that begins with a dash is written \`${option}=-…\`.`;
}

/** Node goes on to explain `--` and quotes, which helps nobody who made a typing error. */
function firstSentence(message: string): string {
  const [sentence = message] = message.split(/(?<=['"])\. |\n/);
  return `${sentence.replaceAll("'", '`').replace(/\.$/, '')}.`;
}
