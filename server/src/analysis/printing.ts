/** What a part of a prompt can print. */
import type { Statement } from '../jinja/nodes.ts';
import { isPythonSpace } from '../jinja/python-text.ts';
import { bodiesOf, type Piece } from './prompt-paths.ts';

/** Whether the piece can print anything but white space. */
export function mayPrint(node: Piece | Statement): boolean {
  switch (node.kind) {
    case 'text':
      return !isBlank(node.value);
    case 'print':
      return !(node.expression.kind === 'string' && isBlank(node.expression.value));
    case 'if':
      return bodiesOf(node).flat().some(mayPrint);
    case 'for':
      return node.body.some(mayPrint) || node.otherwise.some(mayPrint);
    case 'with':
    case 'autoescape':
      return node.body.some(mayPrint);
    case 'comment':
    case 'set':
    case 'set-block':
    case 'macro':
    case 'import':
    case 'from-import':
      return false;
    default:
      return true;
  }
}

/** Whether nothing is left of a text that PromptSource strips. */
export function isBlank(text: string): boolean {
  return text === '' || isPythonSpace(text);
}
