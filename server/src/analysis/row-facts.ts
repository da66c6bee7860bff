/** What one template gave on rows of its dataset: data for the rules, from renders that were made elsewhere. */
import type { Span } from '../text/span.ts';

/** What became of a template on one row, as far as rules ask. */
export type RowOutcome =
  | {
      readonly kind: 'rendered';
      /** 0-based. */
      readonly index: number;
      /** Input and targets, or stand-ins for long texts: equal ones for equal texts alone. */
      readonly parts: readonly (string | readonly string[])[];
      /** Likewise. */
      readonly answerChoices: readonly string[] | null;
      /** Of the input; absent where nobody counted. */
      readonly inputWords?: number;
      /** Of the input, by the tokenizer of a model; absent where there is none. */
      readonly inputTokens?: number;
    }
  | {
      readonly kind: 'failed';
      readonly index: number;
      /** As Python raises it. */
      readonly error: { readonly type: string; readonly message: string };
      /** Given where the answer choices are what raised. */
      readonly answerChoicesError?: unknown;
      /** In `jinja`, or in `answer_choices` where those raised. */
      readonly span?: Span;
    }
  | { readonly kind: 'unreadable'; readonly index: number; readonly message: string }
  | { readonly kind: 'stopped'; readonly index: number; readonly message: string };

export interface RowFacts {
  /** Rows that were read and rendered, or raised. */
  readonly rows: number;
  /** Rows without any text. */
  readonly blank?: RowSet;
  /** Rows with a target, but without an input. */
  readonly blankInput?: RowSet;
  /** Rows with an input, but without a target. */
  readonly blankTarget?: RowSet;
  /** One for each kind of error at one place. */
  readonly failures: readonly RowFailure[];
  /** The row on which a budget ran out; the rows behind it were not tried. */
  readonly stopped?: { readonly row: number; readonly message: string };
  /** Rows with answer choices whose target is none of them, with the first such target. */
  readonly outside?: RowSet & { readonly target: string; readonly choices: readonly string[] };
  /** Given where all inputs are the same, and there are several. */
  readonly sameInput?: RowSet;
  /** Given where the choices are the same on every row. */
  readonly choiceUse?: ChoiceUse;
  /** Rows whose input has more tokens than the model reads. */
  readonly overLength?: RowSet & OverLength;
}

/** Some of the rows. */
export interface RowSet {
  readonly count: number;
  /** Index of the first one. */
  readonly first: number;
}

export interface RowFailure extends RowSet {
  readonly type: string;
  /** Of the first row. */
  readonly message: string;
  readonly isInChoices: boolean;
  readonly span?: Span;
}

export interface ChoiceUse {
  /** Rows whose target is one of the choices. */
  readonly rows: number;
  /** The first of those rows. */
  readonly first: number;
  /** Indices of the choices that are the target on none of them. */
  readonly unused: readonly number[];
  readonly count: number;
}

export interface OverLength {
  /** On the first row: tokens, or words where nobody could count tokens. */
  readonly size: number;
  readonly unit: 'tokens' | 'words';
}

/** Longest input in tokens: what T0 was trained and evaluated with. */
export const longestInputTokens = 1024;

/** What identifies a template for the renders: the same texts give the same facts. */
export function renderKeyOf(texts: {
  readonly jinja: string;
  readonly answerChoices: string | null;
}): string {
  return JSON.stringify([texts.jinja, texts.answerChoices]);
}

/** Sums up what a template gave on some rows, in their order; rows that do not differ tell nothing about inputs that do not. */
export function collectRowFacts(
  outcomes: readonly RowOutcome[],
  { doRowsDiffer }: { readonly doRowsDiffer: boolean },
): RowFacts {
  const rendered = outcomes.flatMap((row) => (row.kind === 'rendered' ? [toPrompt(row)] : []));
  const failed = outcomes.filter((row) => row.kind === 'failed');
  const stopped = outcomes.find((row) => row.kind === 'stopped');
  const spoken = rendered.filter((row) => !isBlank(row));
  return {
    rows: rendered.length + failed.length,
    failures: groupFailures(failed),
    ...given('blank', rowSet(rendered.filter(isBlank))),
    ...given('blankInput', rowSet(spoken.filter(({ input }) => input === ''))),
    ...given('blankTarget', rowSet(spoken.filter(({ targets }) => !targets.some(Boolean)))),
    ...given('stopped', stopped && { row: stopped.index, message: stopped.message }),
    ...given('outside', outsideOf(spoken)),
    ...given('sameInput', doRowsDiffer ? sameInputOf(spoken) : undefined),
    ...given('choiceUse', choiceUseOf(spoken)),
    ...given('overLength', overLengthOf(spoken)),
  };
}

type RenderedRow = RowOutcome & { readonly kind: 'rendered' };

type FailedRow = RowOutcome & { readonly kind: 'failed' };

interface RowPrompt {
  readonly index: number;
  readonly input: string;
  readonly targets: readonly string[];
  readonly choices: readonly string[] | null;
  readonly words?: number;
  readonly tokens?: number;
}

function toPrompt(row: RenderedRow): RowPrompt {
  const [input = '', ...targets] = row.parts.flat();
  const { index, answerChoices: choices, inputWords: words, inputTokens: tokens } = row;
  const sizes = { ...given('words', words), ...given('tokens', tokens) };
  return { index, input, targets, choices, ...sizes };
}

function isBlank({ input, targets }: RowPrompt): boolean {
  return input === '' && !targets.some(Boolean);
}

/** An object with the key, or without it where there is no value. */
function given<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } {
  // The type of a computed key is any string.
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };
}

function rowSet(rows: readonly { readonly index: number }[]): RowSet | undefined {
  const [first] = rows;
  return first && { count: rows.length, first: first.index };
}

function groupFailures(rows: readonly FailedRow[]): readonly RowFailure[] {
  const groups = new Map<string, FailedRow[]>();
  for (const row of rows) {
    const { error, span, answerChoicesError } = row;
    const key = JSON.stringify([error.type, span?.start, span?.end, !!answerChoicesError]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { index, error, span, answerChoicesError } = first;
    const isInChoices = answerChoicesError !== undefined;
    return [{ count: group.length, first: index, ...error, isInChoices, ...given('span', span) }];
  });
}

function outsideOf(rows: readonly RowPrompt[]): RowFacts['outside'] {
  const wrong = rows.flatMap(({ index, targets, choices }) => {
    const target = targets.find((text) => text !== '' && choices?.includes(text) === false);
    return target === undefined ? [] : [{ index, target, choices: choices ?? [] }];
  });
  const [first] = wrong;
  return (
    first && {
      ...{ count: wrong.length, first: first.index },
      ...{ target: first.target, choices: first.choices },
    }
  );
}

function sameInputOf(rows: readonly RowPrompt[]): RowSet | undefined {
  const [first, ...others] = rows;
  const isSame = others.length > 0 && others.every(({ input }) => input === first?.input);
  return isSame ? rowSet(rows) : undefined;
}

function choiceUseOf(rows: readonly RowPrompt[]): ChoiceUse | undefined {
  const [one] = rows;
  const choices = one?.choices ?? [];
  const isFixed = rows.every((row) => {
    return row.choices?.length === choices.length && row.choices.every((c, i) => c === choices[i]);
  });
  if (choices.length < 2 || !isFixed) return undefined;
  const answered = rows.filter(({ targets }) => targets.some((text) => choices.includes(text)));
  const used = new Set(answered.flatMap(({ targets }) => targets));
  const unused = [...choices.keys()].filter((index) => !used.has(choices[index] ?? ''));
  const [first] = answered;
  return first && { rows: answered.length, first: first.index, unused, count: choices.length };
}

/** A tokenizer never takes two words for one token, so that words alone can prove that an input is too long. */
function overLengthOf(rows: readonly RowPrompt[]): RowFacts['overLength'] {
  const long = rows.filter(({ words = 0, tokens = words }) => tokens > longestInputTokens);
  const [first] = long;
  if (first === undefined) return undefined;
  const { index, words = 0, tokens } = first;
  const size: OverLength =
    tokens === undefined ? { size: words, unit: 'words' } : { size: tokens, unit: 'tokens' };
  return { count: long.length, first: index, ...size };
}
