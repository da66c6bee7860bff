import type {
  PartOrigins,
  RenderedRow,
  RenderedVariants,
  RenderOutcome,
  RenderResult,
  WirePosition,
  WireRange,
} from '../../server/src/protocol/requests.ts';
import { button, element } from './elements.ts';
import { splitInvisible } from './invisible.ts';
import { pieceNodes, type TracedPart } from './origins.ts';

export interface RowsViewOptions {
  readonly showsInvisible: boolean;
  readonly showsOrigins: boolean;
  /** Where the cursor is in the template file. */
  readonly cursor: WirePosition | null;
  readonly reveal: (range: WireRange) => void;
}

interface RowOptions extends RowsViewOptions {
  /** Where an error points that has no place of its own. */
  readonly wholeTemplate: WireRange;
}

/** The rows of a render: input, targets and answer choices of each. */
export function rowsView(result: RenderResult, options: RowsViewOptions): readonly Node[] {
  const text = result.message ?? explainNoRows(result);
  const message = text === undefined ? [] : [notice(text)];
  const { start } = result.template.range;
  const wholeTemplate = { start, end: start };
  return [...message, ...result.rows.map((row) => rowCard(row, { ...options, wholeTemplate }))];
}

function explainNoRows({ rows, filterProblem }: RenderResult): string | undefined {
  if (filterProblem !== undefined) return 'Change the filter to see rows.';
  return rows.length === 0 ? 'There are no such rows.' : undefined;
}

export function notice(text: string): HTMLElement {
  return element('p', { class: 'notice', role: 'status' }, text);
}

function rowCard(row: RenderedRow, options: RowOptions): HTMLElement {
  return element(
    'article',
    { class: 'row', attributes: { 'aria-label': `Row ${row.row}` } },
    element('h2', { class: 'row-number' }, `Row ${row.row}`),
    ...(row.variants === undefined
      ? outcomeView(row.outcome, options)
      : variantsView([row.outcome, ...row.variants.others], row.variants, options)),
  );
}

function variantsView(
  outcomes: readonly RenderOutcome[],
  variants: RenderedVariants,
  options: RowOptions,
): readonly Node[] {
  const views = outcomes.map((outcome, index) =>
    element(
      'section',
      { class: 'variant' },
      element('h3', { class: 'variant-number' }, `Variant ${index + 1}`),
      ...outcomeView(outcome, options),
    ),
  );
  return [
    element('p', { class: 'variants' }, variantsInWords(outcomes.length, variants)),
    ...views,
  ];
}

function variantsInWords(count: number, { isComplete, renders }: RenderedVariants): string {
  if (isComplete) {
    return count === 1 ? 'One variant: nothing else can be drawn.' : `All ${count} variants.`;
  }
  return `The first ${count} variants, found in ${renders} draws. There may be more: the search stops there.`;
}

function outcomeView(outcome: RenderOutcome, options: RowOptions): readonly Node[] {
  switch (outcome.kind) {
    case 'rendered':
      return renderedView(outcome, options);
    case 'failed':
      return [failureView(outcome, options)];
    case 'stopped':
      return [element('div', { class: 'failure' }, outcome.message)];
  }
}

function renderedView(
  { parts, answerChoices: choices, origins }: Extract<RenderOutcome, { kind: 'rendered' }>,
  options: RowsViewOptions,
): readonly Node[] {
  const [input, ...others] = parts.map((text, index) => tracedPart(text, origins, index));
  const targets = parts.slice(1);
  if (input === undefined || (input.text === '' && targets.length === 0)) {
    return [element('p', { class: 'blank' }, 'Blank result: T0 skips this row.')];
  }
  const example = element(
    'div',
    { class: 'example' },
    textBlock('Input', input, 'input', options),
    element('div', { class: 'targets' }, ...targetBlocks(others, options)),
  );
  return choices === null ? [example] : [example, choicesView(choices, targets)];
}

function tracedPart(text: string, origins: PartOrigins | undefined, index: number): TracedPart {
  return { text, pieces: origins?.parts[index] ?? [], places: origins?.places ?? [] };
}

function targetBlocks(targets: readonly TracedPart[], options: RowsViewOptions): readonly Node[] {
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
  part: TracedPart,
  kind: 'input' | 'target',
  options: RowsViewOptions,
): HTMLElement {
  const body = element('div', { class: `text ${kind}` });
  const show = (text: string) =>
    options.showsInvisible ? splitInvisible(text).map(invisibleView) : [text];
  if (part.text === '') {
    body.append(element('span', { class: 'missing' }, 'empty'));
  } else if (options.showsOrigins && part.pieces.length > 0) {
    body.append(...pieceNodes(part, options.cursor, show));
  } else {
    body.append(...show(part.text));
  }
  return element('section', { class: 'part' }, element('h3', {}, label), body);
}

/** The mark is drawn by the style sheet, so that copied text stays the prompt's own. */
function invisibleView(piece: ReturnType<typeof splitInvisible>[number]): Node {
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
