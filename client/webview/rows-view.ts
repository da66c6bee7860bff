import type {
  RenderedRow,
  RenderOutcome,
  RenderResult,
  WireRange,
} from '../../server/src/protocol/requests.ts';
import { button, element } from './elements.ts';
import { splitInvisible } from './invisible.ts';

export interface RowsViewOptions {
  readonly showsInvisible: boolean;
  readonly reveal: (range: WireRange) => void;
}

interface RowOptions extends RowsViewOptions {
  /** Where an error points that has no place of its own. */
  readonly wholeTemplate: WireRange;
}

/** The rows of a render: input, targets and answer choices of each. */
export function rowsView(result: RenderResult, options: RowsViewOptions): readonly Node[] {
  const message = result.message === undefined ? [] : [notice(result.message)];
  const { start } = result.template.range;
  const wholeTemplate = { start, end: start };
  return [...message, ...result.rows.map((row) => rowCard(row, { ...options, wholeTemplate }))];
}

export function notice(text: string): HTMLElement {
  return element('p', { class: 'notice', role: 'status' }, text);
}

function rowCard(row: RenderedRow, options: RowOptions): HTMLElement {
  return element(
    'article',
    { class: 'row', attributes: { 'aria-label': `Row ${row.row}` } },
    element('h2', { class: 'row-number' }, `Row ${row.row}`),
    ...outcomeView(row.outcome, options),
  );
}

function outcomeView(outcome: RenderOutcome, options: RowOptions): readonly Node[] {
  switch (outcome.kind) {
    case 'rendered':
      return renderedView(outcome.parts, outcome.answerChoices, options);
    case 'failed':
      return [failureView(outcome, options)];
    case 'stopped':
      return [element('div', { class: 'failure' }, outcome.message)];
  }
}

function renderedView(
  parts: readonly string[],
  choices: readonly string[] | null,
  options: RowsViewOptions,
): readonly Node[] {
  const [input = '', ...targets] = parts;
  if (input === '' && targets.length === 0) {
    return [element('p', { class: 'blank' }, 'Blank result: T0 skips this row.')];
  }
  const example = element(
    'div',
    { class: 'example' },
    textBlock('Input', input, 'input', options),
    element('div', { class: 'targets' }, ...targetBlocks(targets, options)),
  );
  return choices === null ? [example] : [example, choicesView(choices, targets)];
}

function targetBlocks(targets: readonly string[], options: RowsViewOptions): readonly Node[] {
  if (targets.length === 0) {
    return [
      element(
        'section',
        { class: 'part' },
        element('h3', {}, 'Target'),
        element('p', { class: 'missing' }, 'None: the render has no `|||`.'),
      ),
    ];
  }
  return targets.map((target, index) => {
    const label = targets.length === 1 ? 'Target' : `Target ${index + 1}`;
    return textBlock(label, target, 'target', options);
  });
}

function textBlock(
  label: string,
  text: string,
  kind: 'input' | 'target',
  options: RowsViewOptions,
): HTMLElement {
  const body = element('div', { class: `text ${kind}` });
  if (text === '') {
    body.append(element('span', { class: 'missing' }, 'empty'));
  } else if (options.showsInvisible) {
    body.append(...splitInvisible(text).map(pieceView));
  } else {
    body.append(text);
  }
  return element('section', { class: 'part' }, element('h3', {}, label), body);
}

/** The mark is drawn by the style sheet, so that copied text stays the prompt's own. */
function pieceView(piece: ReturnType<typeof splitInvisible>[number]): Node {
  if (piece.kind === 'text') {
    return document.createTextNode(piece.text);
  }
  const options = { class: `invisible ${piece.kind}`, attributes: { 'data-mark': piece.mark } };
  return element('span', options, piece.text);
}

function choicesView(choices: readonly string[], targets: readonly string[]): HTMLElement {
  const chips = choices.map((choice) => {
    const isTarget = targets.includes(choice);
    const label = element('span', { class: 'chip-text' }, choice === '' ? 'empty' : choice);
    const options = { class: isTarget ? 'chip is-target' : 'chip' };
    return isTarget
      ? element('li', { ...options, title: 'The target' }, mark('✓'), label, hidden(', the target'))
      : element('li', options, label);
  });
  return element(
    'section',
    { class: 'choices' },
    element('h3', {}, 'Answer choices'),
    element('ul', {}, ...chips),
  );
}

function failureView(
  failure: Extract<RenderOutcome, { kind: 'failed' }>,
  options: RowOptions,
): HTMLElement {
  const text = element(
    'p',
    { class: 'failure-text' },
    element('strong', {}, failure.errorType),
    `: ${failure.message}`,
  );
  const range = failure.range ?? options.wholeTemplate;
  const link = button(
    'Show in template',
    // Names the place, so that the link is renewed when it moves.
    { class: 'link', attributes: { 'data-place': JSON.stringify(range.start) } },
    () => options.reveal(range),
  );
  return element('div', { class: 'failure', role: 'alert' }, text, link);
}

export function mark(symbol: string): HTMLElement {
  return element('span', { class: 'mark', attributes: { 'aria-hidden': 'true' } }, symbol);
}

/** Read aloud, not shown. */
export function hidden(text: string): HTMLElement {
  return element('span', { class: 'hidden' }, text);
}
