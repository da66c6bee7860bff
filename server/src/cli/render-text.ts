import type { RowRender, TemplateText } from '../render/process/protocol.ts';
import type { Style } from './style.ts';
import { showControls, showControlsInLines } from './terminal-text.ts';

export function renderTemplateHeading({ id, name }: TemplateText, style: Style): string {
  return `${style.bold(showControls(name))} ${style.dim(id)}\n\n`;
}

/** One row for people: input and targets as they are, under a heading each. */
export function renderRowText(render: RowRender, style: Style): string {
  const heading = style.dim(`-- row ${render.index} --`);
  return `${heading}\n${bodyOf(render, style)}\n`;
}

function bodyOf(render: RowRender, style: Style): string {
  switch (render.kind) {
    case 'rendered':
      return partsOf(render, style);
    case 'failed':
      return `${style.red(`${render.error.type}: ${showControls(render.error.message)}`)}\n`;
    case 'stopped':
    case 'unreadable':
      return `${style.red(showControls(render.message))}\n`;
  }
}

function partsOf(render: RowRender & { kind: 'rendered' }, style: Style): string {
  const [input = '', ...targets] = render.parts.flat();
  if (input === '' && targets.length === 0) return `${style.yellow('(blank)')}\n`;
  const lines = [style.cyan('Input'), showControlsInLines(input)];
  for (const target of targets) lines.push(style.cyan('Target'), showControlsInLines(target));
  if (render.answerChoices !== null) {
    lines.push(style.cyan('Choices'), showControls(render.answerChoices.join(' ||| ')));
  }
  return `${lines.join('\n')}\n`;
}
