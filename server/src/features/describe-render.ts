import type { RenderOutcome, RenderResult } from '../protocol/requests.ts';

/** A render in Markdown: input and targets apart, as the model gets them. */
export function describeRender(result: RenderResult): string {
  const { name } = result.template;
  const [first] = result.rows;
  const body =
    first === undefined
      ? (result.message ?? 'The dataset has no rows.')
      : `*Row ${first.row}*\n\n${describeOutcome(first.outcome)}`;
  return `**${escapeMarkdown(name)}**\n\n${body}`;
}

function describeOutcome(outcome: RenderOutcome): string {
  switch (outcome.kind) {
    case 'rendered':
      return describeParts(outcome.parts, outcome.answerChoices);
    case 'failed':
      return `${outcome.errorType}: ${escapeMarkdown(outcome.message)}`;
    case 'stopped':
      return escapeMarkdown(outcome.message);
  }
}

function describeParts(parts: readonly string[], choices: readonly string[] | null): string {
  const [input = '', ...targets] = parts;
  if (input === '' && targets.length === 0) {
    return 'Blank result.';
  }
  return [
    ...section('Input', [input]),
    ...section(targets.length > 1 ? 'Targets' : 'Target', targets),
    ...section('Answer choices', choices === null ? [] : [choices.join('\n')]),
  ].join('\n\n');
}

function section(title: string, texts: readonly string[]): readonly string[] {
  return texts.length === 0 ? [] : [title, ...texts.map(toCodeBlock)];
}

/** Longest text shown of each part: a hover is for a glance. */
const shownCharacters = 2000;

/** Fenced by more backticks than the text holds, so that it cannot end the block. */
export function toCodeBlock(text: string): string {
  const shown = text.length > shownCharacters ? `${text.slice(0, shownCharacters)} …` : text;
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${shown}\n${fence}`;
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!<>|~]/g, '\\$&');
}
