import { repr } from '../python/text.ts';
import { type KeywordArguments, PyCallable, PyObject, type Value } from '../python/value.ts';
import { bindArguments } from './signature.ts';
import { Undefined } from './undefined.ts';

/** `self`: the template's blocks, each callable; Jinja2 3.1.6 runtime.TemplateReference. */
export class TemplateReference extends PyObject {
  readonly typeName = 'TemplateReference';
  readonly #findBlock: (name: string) => (() => Value) | undefined;

  constructor(findBlock: (name: string) => (() => Value) | undefined) {
    super();
    this.#findBlock = findBlock;
  }

  override repr(): string {
    return '<TemplateReference None>';
  }

  override getAttribute(name: string): Value | undefined {
    const render = this.#findBlock(name);
    return render && new BlockReference(name, render);
  }
}

/** What `super` is in a template that extends none. */
export function noParentBlock(name: string): Value {
  return Undefined.because(`there is no parent block called ${repr(name)}.`);
}

class BlockReference extends PyCallable {
  readonly typeName = 'BlockReference';
  readonly #name: string;
  readonly #render: () => Value;

  constructor(name: string, render: () => Value) {
    super();
    this.#name = name;
    this.#render = render;
  }

  override repr(): string {
    return '<jinja2.runtime.BlockReference object>';
  }

  override getAttribute(name: string): Value | undefined {
    return name === 'super' ? noParentBlock(this.#name) : undefined;
  }

  override call(positional: readonly Value[], keywords: KeywordArguments): Value {
    bindArguments(signature, positional, keywords);
    return this.#render();
  }
}

const signature = { name: 'BlockReference.__call__', implicit: ['self'], required: [] };
