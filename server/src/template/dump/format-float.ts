/** PyYAML's `represent_float`: Python's `repr`, with a point before the exponent. */
export function formatFloat(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  if (Object.is(value, -0)) return '-0.0';
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-4 && size < 1e16)) {
    return Number.isInteger(value) ? `${value}.0` : String(value);
  }
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  const point = digits.includes('.') ? digits : `${digits}.0`;
  return `${point}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
}
