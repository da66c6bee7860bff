import { knownFeatures, type Snapshot } from '../../analysis/snapshot.ts';
import { editScalar } from '../../rules/edit-scalar.ts';
import { fixedChoices } from '../../rules/fixed-choices.ts';
import type { TextEdit } from '../../rules/rule.ts';
import { type TemplateText, textsOf } from '../../rules/template-text.ts';
import { dumpScalarAt } from '../../template/dump/dump-scalar.ts';
import type { PromptTemplate } from '../../template/template-file.ts';
import { nodesAround } from '../jinja-path.ts';
import { templateTextAt } from '../names/occurrences.ts';
import { type ChosenByIndex, chosenByIndex } from './chosen-by-index.ts';
import type { ActionRequest, CodeAction } from './code-action.ts';

/** Texts of `jinja` that a label picks from, moved to `answer_choices`, where the model can rank them. */
export function extractAnswerChoices(
  snapshot: Snapshot,
  { selection }: ActionRequest,
): readonly CodeAction[] {
  const text = templateTextAt(snapshot, selection.start);
  const offset = text?.scalar.map.toDecoded(selection.start);
  if (text?.types.place !== 'jinja' || offset === undefined) return [];
  for (const node of nodesAround(text.tree, { start: offset, end: offset })) {
    const chosen = chosenByIndex(node, text);
    const place = chosen && placeFor(snapshot, text.template, chosen.choices);
    if (chosen === undefined || place === undefined) continue;
    const title = `Extract \`${shorten(chosen.choices.join(' ||| '))}\` as answer choices`;
    const edits = () => [...place, printChosen(snapshot, text, chosen)];
    return [{ title, kind: 'refactor.extract', edits }];
  }
  return [];
}

function printChosen({ text: document }: Snapshot, text: TemplateText, chosen: ChosenByIndex) {
  return editScalar(document, text, chosen.span, chosen.replacement);
}

/** The edits that write the choices; `undefined` where there are others already. */
function placeFor(
  snapshot: Snapshot,
  template: PromptTemplate,
  choices: readonly string[],
): readonly TextEdit[] | undefined {
  const { text } = snapshot;
  const { answerChoices, entries } = template;
  const written = choices.join(' ||| ');
  if (answerChoices === undefined) {
    const [first] = entries;
    if (first === undefined || !isFirstOnLine(text, first.keySpan.start)) return undefined;
    const { start } = first.keySpan;
    const key = 'answer_choices: ';
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const indent = text.slice(lineStart, start);
    const value = dumpScalarAt(`${indent}${key}`, indent.length + key.length, written);
    return [{ span: { start, end: start }, newText: `${key}${value}\n${indent}` }];
  }
  if (answerChoices.value.type === 'none') {
    const { keySpan, valueSpan } = answerChoices;
    const start = text.indexOf(':', keySpan.end) + 1;
    const newText = dumpScalarAt(`${text.slice(0, start)} `, start + 1, written);
    return [{ span: { start, end: Math.max(start, valueSpan.end) }, newText: ` ${newText}` }];
  }
  return isSame(snapshot, template, choices) ? [] : undefined;
}

function isSame(snapshot: Snapshot, template: PromptTemplate, choices: readonly string[]): boolean {
  const own = textsOf(template, knownFeatures(snapshot)).find(
    ({ types }) => types.place === 'answer_choices',
  );
  const given = own && fixedChoices(own)?.map(({ text }) => text);
  return given?.length === choices.length && given.every((each, index) => each === choices[index]);
}

function isFirstOnLine(text: string, offset: number): boolean {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).trim() === '';
}

function shorten(text: string): string {
  return text.length > 50 ? `${text.slice(0, 49)}…` : text;
}
