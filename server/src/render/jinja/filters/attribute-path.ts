import { toArray } from '../../python/iterate.ts';
import { parseIntText } from '../../python/number-text.ts';
import { asText } from '../../python/str-subclass.ts';
import type { Value } from '../../python/value.ts';
import { callMethod } from '../call.ts';
import { environmentGetItem } from '../lookup.ts';
import { Undefined } from '../undefined.ts';

/** Reads something off an item. */
export type Getter = (item: Value) => Value;

/** The reader of a dotted path such as `address.0.city`; Jinja2 3.1.6 filters.make_attrgetter. */
export function attributeGetter(attribute: Value, fallback: Value = null): Getter {
  const steps = pathSteps(attribute);
  return (item) => {
    let found = item;
    for (const step of steps) {
      found = environmentGetItem(found, step);
      if (fallback !== null && found instanceof Undefined) found = fallback;
    }
    return found;
  };
}

/** The reader of several paths with commas between them; Jinja2 3.1.6 filters.make_multi_attrgetter. */
export function attributesGetter(attribute: Value, postprocess: Getter): (item: Value) => Value[] {
  const text = asText(attribute);
  const paths = text === undefined ? [attribute] : text.split(',');
  const getters = paths.map((path) => attributeGetter(path));
  return (item) => getters.map((getter) => postprocess(getter(item)));
}

/** What sorts and compares values without regard to case, unless asked not to. */
export function caseFolding(isCaseSensitive: boolean): Getter {
  return isCaseSensitive ? (value) => value : ignoreCase;
}

function ignoreCase(value: Value): Value {
  return asText(value) === undefined ? value : callMethod(value, 'lower');
}

function pathSteps(attribute: Value): Value[] {
  if (attribute === null) return [];
  const text = asText(attribute);
  if (text === undefined) return [attribute];
  // The parts of markup are markup, as messages tell.
  const parts = text === attribute ? text.split('.') : toArray(callMethod(attribute, 'split', '.'));
  return parts.map(pathStep);
}

function pathStep(part: Value): Value {
  const digits = callMethod(part, 'isdigit') === true ? asText(part) : undefined;
  return digits === undefined ? part : parseIntText(digits);
}
