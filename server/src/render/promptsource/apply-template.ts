import { withTruncation } from '../../jinja/truncation.ts';
import { PyError } from '../python/errors.ts';
import { trim } from '../python/trim.ts';
import type { Value } from '../python/value.ts';
import { renderAnswerChoices } from './answer-choices.ts';
import { columnVariables } from './columns.ts';
import { type CompileTemplate, renderWith } from './evaluate.ts';
import { withHighlight } from './highlight.ts';
import { protectSeparators, restoreSeparators, separator } from './pipe-protection.ts';

/** What PromptSource needs to know of a template. */
export interface TemplateSource {
  readonly jinja: string;
  /** `null` for a template without choices; the empty text is one empty choice. */
  readonly answerChoices: string | null;
}

/** The branch of PromptSource; the two differ in what `apply` returns. */
export type Dialect = 'main' | 'eval-hackathon';

export interface ApplyOptions {
  readonly truncate: boolean;
  readonly dialect: Dialect;
  readonly highlight?: boolean;
}

/** What Python raised. */
export interface RenderFailure {
  readonly type: string;
  readonly message: string;
}

/** All parts; in the eval-hackathon dialect input and targets, or `['']` for a blank result. */
export type PromptParts = readonly string[] | readonly [string, readonly string[]];

export interface RenderedTemplate {
  readonly kind: 'rendered';
  /** The text before split, strip and restoring of separators. */
  readonly raw: string;
  readonly parts: PromptParts;
  readonly answerChoices: readonly string[] | null;
}

export interface FailedTemplate {
  readonly kind: 'failed';
  readonly error: RenderFailure;
  /** `null` too where the choices are what failed. */
  readonly answerChoices: readonly string[] | null;
  readonly answerChoicesError?: RenderFailure;
}

export type AppliedTemplate = RenderedTemplate | FailedTemplate;

/** What PromptSource's `Template.apply` gives for one row of column names and values. */
export function applyTemplate(
  template: TemplateSource,
  row: ReadonlyMap<string, Value>,
  options: ApplyOptions,
  compile: CompileTemplate,
): AppliedTemplate {
  const variables = protectSeparators(columnVariables(row));
  const choices = attempt(() => renderAnswerChoices(template.answerChoices, variables, compile));
  const rendered = attempt(() => {
    const render = compile(editedSource(template.jinja, options));
    const raw = renderWith(render, withAnswerChoices(variables, choices));
    return { raw, parts: toParts(raw, options.dialect) };
  });

  const answerChoices = 'value' in choices ? choices.value : null;
  if ('value' in rendered) return { kind: 'rendered', ...rendered.value, answerChoices };
  const error = toFailure(rendered.error);
  if ('value' in choices) return { kind: 'failed', error, answerChoices };
  return { kind: 'failed', error, answerChoices, answerChoicesError: toFailure(choices.error) };
}

function editedSource(jinja: string, { truncate, highlight }: ApplyOptions): string {
  const truncated = truncate ? withTruncation(jinja) : jinja;
  return highlight === true ? withHighlight(truncated) : truncated;
}

function withAnswerChoices(
  variables: ReadonlyMap<string, Value>,
  choices: Attempt<readonly string[] | null>,
): ReadonlyMap<string, Value> {
  if (variables.has('answer_choices')) {
    throw new PyError('ValueError', "Example contains the restricted key 'answer_choices'.");
  }
  if ('error' in choices) throw choices.error;
  const list = choices.value === null ? null : [...choices.value];
  return new Map([...variables, ['answer_choices', list]]);
}

function toParts(raw: string, dialect: Dialect): PromptParts {
  const parts = raw.split(separator).map((part) => trim(restoreSeparators(part)));
  if (dialect === 'main') return parts;
  const [input = '', ...targets] = parts;
  if (targets.length > 0) return [input, targets];
  if (input === '') return parts;
  throw new PyError('ValueError', 'Prompt did not produce an input and at least one target.');
}

/** What Python computed or raised; other exceptions are faults of ours and pass. */
type Attempt<T> = { readonly value: T } | { readonly error: PyError };

function attempt<T>(compute: () => T): Attempt<T> {
  try {
    return { value: compute() };
  } catch (error) {
    if (error instanceof PyError) return { error };
    throw error;
  }
}

function toFailure({ type, message }: PyError): RenderFailure {
  return { type, message };
}
