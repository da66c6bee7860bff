/**
 * Python's pickles, of which only data is read: a pickle is a program, and nothing of it runs here.
 *
 * A name that it would call must be one of those given; the call becomes a value that says what would be called. All other
 * names, and all instructions that data does not need, are refused.
 */
import { isKind, type PickleValue } from './pickle-value.ts';

/** Throws an `Error` that says in half a sentence what the pickle has that it must not. */
export function readPickle(bytes: Buffer, allowedNames: ReadonlySet<string>): PickleValue {
  return new PickleReader(bytes, allowedNames).read();
}

const ORDERED_DICT = 'collections.OrderedDict';

class PickleReader {
  readonly #bytes: Buffer;
  readonly #allowedNames: ReadonlySet<string>;
  readonly #memo = new Map<number, PickleValue>();
  /** Where each mark that is still open stands in the stack. */
  readonly #marks: number[] = [];
  readonly #stack: PickleValue[] = [];
  #position = 0;

  constructor(bytes: Buffer, allowedNames: ReadonlySet<string>) {
    this.#bytes = bytes;
    this.#allowedNames = allowedNames;
  }

  read(): PickleValue {
    for (;;) {
      const code = this.#take(1).readUInt8();
      const letter = String.fromCharCode(code);
      if (letter === '.') {
        return this.#pop();
      }
      if (!this.#readScalar(letter) && !this.#readMemo(letter) && !this.#readContainer(letter)) {
        this.#readCall(letter, code);
      }
    }
  }

  /** Numbers, strings, constants and what frames them. */
  #readScalar(letter: string): boolean {
    switch (letter) {
      case '\x80':
        this.#take(1);
        return true;
      case '\x95':
        this.#take(8);
        return true;
      case 'N':
        return this.#push(null);
      case '\x88':
        return this.#push(true);
      case '\x89':
        return this.#push(false);
      case 'J':
        return this.#push(this.#take(4).readInt32LE());
      case 'K':
        return this.#push(this.#take(1).readUInt8());
      case 'M':
        return this.#push(this.#take(2).readUInt16LE());
      case '\x8a':
        return this.#push(this.#takeLong());
      case 'G':
        return this.#push(this.#take(8).readDoubleBE());
      case 'X':
        return this.#push(this.#take(this.#take(4).readUInt32LE()).toString('utf8'));
      case '\x8c':
        return this.#push(this.#take(this.#take(1).readUInt8()).toString('utf8'));
      default:
        return false;
    }
  }

  #readMemo(letter: string): boolean {
    switch (letter) {
      case 'q':
        return this.#remember(this.#take(1).readUInt8());
      case 'r':
        return this.#remember(this.#take(4).readUInt32LE());
      case '\x94':
        return this.#remember(this.#memo.size);
      case 'h':
        return this.#recall(this.#take(1).readUInt8());
      case 'j':
        return this.#recall(this.#take(4).readUInt32LE());
      default:
        return false;
    }
  }

  #readContainer(letter: string): boolean {
    switch (letter) {
      case '(':
        this.#marks.push(this.#stack.length);
        return true;
      case ')':
      case ']':
        return this.#push({ kind: 'list', items: [] });
      case '}':
        return this.#push({ kind: 'dict', entries: new Map() });
      case 't':
        return this.#push({ kind: 'list', items: this.#popToMark() });
      case '\x85':
      case '\x86':
      case '\x87':
        return this.#push({ kind: 'list', items: this.#popMany(letter.charCodeAt(0) - 0x84) });
      case 'a':
        return this.#append(this.#popMany(1));
      case 'e':
        return this.#append(this.#popToMark());
      case 's':
        return this.#setItems(this.#popMany(2));
      case 'u':
        return this.#setItems(this.#popToMark());
      default:
        return false;
    }
  }

  #readCall(letter: string, code: number): void {
    switch (letter) {
      case 'c':
        this.#pushGlobal(this.#takeLine(), this.#takeLine());
        break;
      case '\x93': {
        const [module, name] = this.#popMany(2);
        this.#pushGlobal(String(module), String(name));
        break;
      }
      case 'Q':
        this.#push({ kind: 'persistent', id: this.#pop() });
        break;
      case 'R':
        this.#call();
        break;
      case 'b':
        this.#dropState();
        break;
      default:
        throw new Error(`it has the instruction 0x${code.toString(16).padStart(2, '0')}`);
    }
  }

  #pushGlobal(module: string, name: string): void {
    const full = `${module}.${name}`;
    if (full !== ORDERED_DICT && !this.#allowedNames.has(full)) {
      throw new Error(`it asks for \`${full}\``);
    }
    this.#push({ kind: 'global', name: full });
  }

  #call(): void {
    const [callee, given] = this.#popMany(2);
    const isKnown = isKind(callee, 'global') && isKind(given, 'list');
    if (!isKnown) {
      throw new Error('it calls what is no name');
    }
    if (callee.name !== ORDERED_DICT) {
      this.#push({ kind: 'call', name: callee.name, arguments: given.items });
    } else if (given.items.length === 0) {
      this.#push({ kind: 'dict', entries: new Map() });
    } else {
      throw new Error(`it gives arguments to \`${ORDERED_DICT}\``);
    }
  }

  /** PyTorch hangs versions of modules on its dictionary of tensors: they are not needed. */
  #dropState(): void {
    this.#pop();
    if (!isKind(this.#stack.at(-1), 'dict')) {
      throw new Error('it sets the state of an object');
    }
  }

  #append(items: readonly PickleValue[]): true {
    const list = this.#stack.at(-1);
    if (!isKind(list, 'list')) {
      throw new Error('it appends to what is no list');
    }
    for (const item of items) {
      list.items.push(item);
    }
    return true;
  }

  #setItems(items: readonly PickleValue[]): true {
    const dict = this.#stack.at(-1);
    if (!isKind(dict, 'dict') || items.length % 2 !== 0) {
      throw new Error('it sets items of what is no dictionary');
    }
    for (let index = 0; index < items.length; index += 2) {
      dict.entries.set(items[index] ?? null, items[index + 1] ?? null);
    }
    return true;
  }

  #remember(slot: number): true {
    this.#memo.set(slot, this.#stack.at(-1) ?? null);
    return true;
  }

  #recall(slot: number): true {
    const value = this.#memo.get(slot);
    if (value === undefined) {
      throw new Error('it is damaged');
    }
    return this.#push(value);
  }

  #push(value: PickleValue): true {
    this.#stack.push(value);
    return true;
  }

  #pop(): PickleValue {
    return this.#popMany(1)[0] ?? null;
  }

  #popMany(count: number): PickleValue[] {
    if (this.#stack.length - count < (this.#marks.at(-1) ?? 0)) {
      throw new Error('it is damaged');
    }
    return this.#stack.splice(this.#stack.length - count);
  }

  #popToMark(): PickleValue[] {
    const mark = this.#marks.pop();
    if (mark === undefined) {
      throw new Error('it is damaged');
    }
    return this.#stack.splice(mark);
  }

  #take(count: number): Buffer {
    const start = this.#position;
    if (start + count > this.#bytes.length) {
      throw new Error('it is cut off');
    }
    this.#position += count;
    return this.#bytes.subarray(start, this.#position);
  }

  #takeLine(): string {
    const end = this.#bytes.indexOf(0x0a, this.#position);
    if (end < 0) {
      throw new Error('it is cut off');
    }
    const line = this.#take(end - this.#position).toString('utf8');
    this.#take(1);
    return line;
  }

  /** Of any length in Python; sizes beyond 2⁴⁸ are none of a tensor. */
  #takeLong(): number {
    const bytes = this.#take(this.#take(1).readUInt8());
    if (bytes.length > 6) {
      throw new Error('it has a number beyond 2⁴⁸');
    }
    return bytes.length === 0 ? 0 : bytes.readIntLE(0, bytes.length);
  }
}
