import { type HashKey, PyObject } from './value.ts';

/** A Python float, boxed so that `1.0` differs from the int `1`. */
export class PyFloat extends PyObject {
  readonly typeName = 'float';
  readonly value: number;

  constructor(value: number) {
    super();
    this.value = value;
  }

  repr(): string {
    return floatRepr(this.value);
  }

  override truth(): boolean {
    return this.value !== 0;
  }

  override toFloat(): number {
    return this.value;
  }

  /** That of the equal int, if there is one; a NaN is filed by identity. */
  override hashKey(): HashKey {
    const value = this.value;
    if (Number.isSafeInteger(value)) return value + 0;
    if (Number.isInteger(value)) return BigInt(value);
    return Number.isNaN(value) ? this : value;
  }
}

/** Python's `repr(float)`: the shortest digits that read back, an exponent below 1e-4 and from 1e16 on. */
export function floatRepr(value: number): string {
  if (!Number.isFinite(value)) return nonFiniteText(value);
  const text = String(value);
  const size = Math.abs(value);
  if (size >= 1e-4 && size < 1e16) return text.includes('.') ? text : `${text}.0`;
  if (size === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
}

/** `inf`, `-inf` or `nan`. */
export function nonFiniteText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  return value > 0 ? 'inf' : '-inf';
}
