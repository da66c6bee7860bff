import type { PyDict } from '../python/dict.ts';
import { PyError } from '../python/errors.ts';
import { type Enclosing, PyObject, type Value } from '../python/value.ts';

/** What `namespace(…)` makes: attributes that `{% set ns.name = … %}` changes; Jinja2 3.1.6 utils.Namespace. */
export class Namespace extends PyObject {
  readonly typeName = 'Namespace';
  readonly #attributes: PyDict;

  constructor(attributes: PyDict) {
    super();
    this.#attributes = attributes;
  }

  override repr(enclosing?: Enclosing): string {
    return `<Namespace ${this.#attributes.repr(enclosing)}>`;
  }

  override getAttribute(name: string): Value | undefined {
    return this.#attributes.get(name);
  }

  /** It looks its attributes up itself, and says no more than the name. */
  override missingAttribute(name: string): PyError {
    return new PyError('AttributeError', name);
  }

  set(name: string, value: Value): void {
    this.#attributes.set(name, value);
  }
}

/** `{% set target.name = value %}`. */
export function setNamespaceAttribute(target: Value, name: string, value: Value): void {
  if (!(target instanceof Namespace)) {
    throw new PyError('TemplateRuntimeError', 'cannot assign attribute on non-namespace object');
  }
  target.set(name, value);
}
