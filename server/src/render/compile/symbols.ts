/**
 * Which variable each name of a scope stands for; Jinja2 3.1.6 idtracking.Symbols. An identifier names the level of
 * the scope and the name, so that scopes of one level share their variables, as in Python.
 */

/** How a variable gets its value when its scope is entered. */
export type Load =
  | { readonly kind: 'parameter' }
  | { readonly kind: 'undefined' }
  | { readonly kind: 'alias'; readonly identifier: string }
  | { readonly kind: 'resolve'; readonly name: string };

/** Gives names numbers, so that no text of a template becomes part of the code. */
export class NameTable {
  readonly #numbers = new Map<string, number>();

  identifier(name: string, level: number): string {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(name, number);
    }
    return `l_${level}_${number}`;
  }
}

export class Symbols {
  readonly loads: Map<string, Load>;
  readonly stores: Set<string>;
  readonly #names: NameTable;
  /** How many scopes this one is in. */
  readonly level: number;
  readonly #parent: Symbols | undefined;
  readonly #references: Map<string, string>;

  constructor(names: NameTable, parent?: Symbols, copied?: Symbols) {
    this.#names = names;
    this.#parent = parent;
    this.level = parent === undefined ? 0 : parent.level + 1;
    this.loads = new Map(copied?.loads);
    this.stores = new Set(copied?.stores);
    this.#references = new Map(copied === undefined ? [] : copied.#references);
  }

  inner(): Symbols {
    return new Symbols(this.#names, this);
  }

  copy(): Symbols {
    return new Symbols(this.#names, this.#parent, this);
  }

  findReference(name: string): string | undefined {
    return this.#references.get(name) ?? this.#parent?.findReference(name);
  }

  findLoad(identifier: string): Load | undefined {
    return this.loads.get(identifier) ?? this.#parent?.findLoad(identifier);
  }

  /** The name is read. */
  load(name: string): void {
    if (this.findReference(name) === undefined) this.#define(name, { kind: 'resolve', name });
  }

  /** The name is assigned to. */
  store(name: string): void {
    this.stores.add(name);
    if (this.#references.has(name)) return;
    const outer = this.#parent?.findReference(name);
    this.#define(name, outer === undefined ? { kind: 'undefined' } : alias(outer));
  }

  /** The name is bound by the construct that opens the scope. */
  declareParameter(name: string): string {
    this.stores.add(name);
    return this.#define(name, { kind: 'parameter' });
  }

  /** Takes over what alternative branches did: a name that only some of them assign is looked up beforehand. */
  mergeBranches(branches: readonly Symbols[]): void {
    const assigned = new Set(branches.flatMap((branch) => [...branch.stores]));
    const fresh = [...assigned].filter((name) => !this.stores.has(name));
    for (const branch of branches) {
      for (const [name, identifier] of branch.#references) this.#references.set(name, identifier);
      for (const [identifier, load] of branch.loads) this.loads.set(identifier, load);
      for (const name of branch.stores) this.stores.add(name);
    }
    for (const name of fresh) {
      const identifier = this.findReference(name);
      const outer = this.#parent?.findReference(name);
      if (identifier === undefined) continue;
      this.loads.set(identifier, outer === undefined ? { kind: 'resolve', name } : alias(outer));
    }
  }

  /** What each assigned name of this and the outer scopes stands for. */
  assignedNames(): Map<string, string> {
    const names = this.#parent?.assignedNames() ?? new Map<string, string>();
    for (const name of this.stores) {
      const identifier = this.findReference(name);
      if (identifier !== undefined) names.set(name, identifier);
    }
    return names;
  }

  #define(name: string, load: Load): string {
    const identifier = this.#names.identifier(name, this.level);
    this.#references.set(name, identifier);
    this.loads.set(identifier, load);
    return identifier;
  }
}

function alias(identifier: string): Load {
  return { kind: 'alias', identifier };
}
