import { PyError } from './errors.ts';
import { intText } from './integers.ts';
import { chargeSize, maximumDepth } from './limits.ts';
import { escapeCodePoint, quote } from './quote.ts';
import { type Enclosing, PyObject, type Value } from './value.ts';

/** `str(value)`. */
export function str(value: Value): string {
  if (typeof value === 'string') return value;
  if (value instanceof PyObject) return value.str();
  return repr(value);
}

/** `repr(value)`; `enclosing` are the containers that are being written around it. */
export function repr(value: Value, enclosing?: Enclosing): string {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'number':
    case 'bigint':
      return intText(value);
    case 'boolean':
      return value ? 'True' : 'False';
    default:
      if (value === null) return 'None';
      if (Array.isArray(value)) return reprContainer(value, '[', ']', value, enclosing);
      return value.repr(enclosing);
  }
}

/** The items between brackets, or `[...]` where the container holds itself. */
export function reprContainer(
  container: object,
  open: string,
  close: string,
  items: Iterable<Value>,
  enclosing: Enclosing | undefined,
): string {
  const inner = enter(container, enclosing);
  if (inner === undefined) return `${open}...${close}`;
  let text = open;
  for (const item of items) {
    if (text.length > open.length) text += ', ';
    text += repr(item, inner);
    chargeSize(text.length);
  }
  return text + close;
}

/** The chain with this container on it; `undefined` when it is there already. */
export function enter(container: object, outer: Enclosing | undefined): Enclosing | undefined {
  let depth = 0;
  for (let around = outer; around !== undefined; around = around.outer) {
    if (around.container === container) return undefined;
    depth += 1;
  }
  if (depth < maximumDepth) return { container, outer };
  throw new PyError(
    'RecursionError',
    'maximum recursion depth exceeded while getting the repr of an object',
  );
}

const beyondAscii = /[^\0-\x7f]/gu;

/** `ascii(value)`: the repr with all but ASCII escaped. */
export function ascii(value: Value): string {
  return repr(value).replace(beyondAscii, (character) =>
    escapeCodePoint(character.codePointAt(0) ?? 0),
  );
}
