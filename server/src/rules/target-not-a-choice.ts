import { literalsOf } from '../analysis/choices.ts';
import { isBlank } from '../analysis/printing.ts';
import { type Target, targetsOf } from '../analysis/targets.ts';
import { splitAtSeparator, TARGET_SEPARATOR } from '../template/separators.ts';
import type { Span } from '../text/span.ts';
import type { Prompt } from './prompt.ts';
import type { Fix, Rule, Tell } from './rule.ts';
import { toDocument } from './template-text.ts';
import { trimmedSpan } from './trimmed-span.ts';

export const targetNotAChoice: Rule = {
  id: 'target-not-a-choice',
  severity: 'warning',
  description: 'A target that is written out is one of the answer choices.',
  fix: 'writes the choice that differs in case or signs only',
  checkTemplate: ({ prompt }, tell) => checkPrompt(prompt, tell),
};

function checkPrompt({ template, jinja, paths, choices }: Prompt, tell: Tell): void {
  if (jinja === undefined || choices === undefined || choices.length < 2) return;
  const texts = choices.map(({ text }) => text);
  for (const { span, text } of wrongTargets(targetsOf(paths) ?? [], new Set(texts))) {
    const similar = texts.find((choice) => isSimilar(choice, text));
    const hint = similar === undefined ? 'write one of them.' : `did you mean \`${similar}\`?`;
    const message = `The target \`${text}\` is none of the answer choices; ${hint}`;
    const trimmed = trimmedSpan(jinja.tree, span);
    const place = toDocument(jinja, trimmed);
    const isWritten = jinja.tree.source.slice(trimmed.start, trimmed.end) === text;
    const fix = isWritten ? replacement(place, similar) : undefined;
    tell({ message, span: place, templateId: template.key, ...(fix && { fix }) });
  }
}

interface WrittenTarget {
  readonly text: string;
  readonly span: Span;
}

/** Conditions may exclude each other: a text counts only where every target that it stands in is wrong. */
function wrongTargets(
  targets: readonly Target[],
  choices: ReadonlySet<string>,
): readonly WrittenTarget[] {
  const wrong = new Map<number, WrittenTarget>();
  const doubtful = new Set<number>();
  for (const target of targets) {
    const written = writtenTargets(target);
    for (const { text, span } of written ?? []) {
      if (text === '' || choices.has(text)) doubtful.add(span.start);
      else if (!wrong.has(span.start)) wrong.set(span.start, { text, span });
    }
    if (written !== undefined) continue;
    for (const { span } of target) doubtful.add(span.start);
  }
  return [...wrong.values()].filter(({ span }) => !doubtful.has(span.start));
}

/** The texts that the target can be, each with the place of its first part; `undefined` where a row decides. */
function writtenTargets(target: Target): readonly WrittenTarget[] | undefined {
  const shown = target.filter((piece) => {
    return piece.kind === 'print' || (piece.kind === 'text' && !isBlank(piece.value));
  });
  const isFixed = target.every(({ kind }) => kind === 'text' || kind === 'print' || kind === 'set');
  const [only] = shown;
  if (!isFixed || only === undefined) return isFixed ? [] : undefined;
  if (shown.length === 1 && only.kind === 'print') {
    return literalsOf(only.expression)?.map(({ value, span }) => ({ text: strip(value), span }));
  }
  const parts = target.map((piece) => {
    if (piece.kind === 'text') return piece.value;
    if (piece.kind !== 'print') return '';
    return piece.expression.kind === 'string' ? piece.expression.value : undefined;
  });
  if (parts.includes(undefined)) return undefined;
  return [{ text: strip(parts.join('')), span: only.span }];
}

function strip(text: string): string {
  return splitAtSeparator(text, TARGET_SEPARATOR)[0]?.text ?? '';
}

function replacement(span: Span, choice: string | undefined): Fix | undefined {
  // Only plain words need no escaping in any kind of YAML scalar.
  if (choice === undefined || !/^\w+( \w+)*$/.test(choice)) return undefined;
  return { title: `Replace by \`${choice}\``, edits: [{ span, newText: choice }] };
}

function isSimilar(choice: string, text: string): boolean {
  const bare = (each: string): string => each.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return bare(choice) === bare(text);
}
