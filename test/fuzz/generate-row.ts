import type { Random } from './random.ts';

const texts = [
  '',
  'a',
  'Hello World',
  "it's",
  'say "hi"',
  'b,c,,d',
  ' padded \t',
  'line one\nline two\n',
  'ÉCOLE straße',
  'ﬁn İstanbul ǅ',
  '日本語 テスト',
  '😀 mixed 👍🏽 text',
  'e\u0301combining',
  '12',
  '-3.5',
  '1_000',
  '<b>bold</b> & "q"',
  'x|||y',
  '{{ braces }} {0} %s',
  'The quick-brown fox (jumps) over_the lazy dog',
  'non\u00a0breaking\u2003space',
  'UPPER lower Title',
  '٣ arabic digit',
];

/** A row as JSON text, with a value of each type under a name that tells the type. */
export function generateRow(random: Random): string {
  const members = [
    ['text', quote(random.pick(texts))],
    ['word', quote(random.pick(['red', 'Green', 'BLUE', 'é', '']))],
    ['n', integer(random)],
    ['m', integer(random)],
    ['f', float(random)],
    ['flag', random.pick(['true', 'false'])],
    ['nothing', 'null'],
    ['items', list(random, () => quote(random.pick(texts)))],
    ['nums', list(random, () => integer(random))],
    ['mixed', list(random, () => scalar(random))],
    ['d', object(random, ['a', 'b', 'text', 'items', 'key with space'])],
    ['rows', list(random, () => object(random, ['id', 'name', 'label', 'sub']))],
    ['nested', list(random, () => list(random, () => scalar(random)))],
    ['label', random.pick(['0', '1', '2', '-1'])],
  ];
  return `{${members.map(([name, value]) => `"${name}": ${value}`).join(', ')}}`;
}

function scalar(random: Random): string {
  return random.pick([
    () => integer(random),
    () => float(random),
    () => quote(random.pick(texts)),
    () => random.pick(['true', 'false', 'null']),
  ])();
}

function integer(random: Random): string {
  return random.pick([
    '0',
    '1',
    '2',
    '3',
    '-1',
    '-7',
    '10',
    '255',
    '1000000',
    '9007199254740993',
    '-123456789012345678901234567890',
  ]);
}

function float(random: Random): string {
  return random.pick([
    '0.0',
    '-0.0',
    '1.0',
    '2.5',
    '-3.75',
    '0.1',
    '1e-07',
    '1e16',
    '123456.789',
    '1e300',
    '2.675',
    '0.5',
    '1.5',
    'NaN',
    'Infinity',
  ]);
}

function list(random: Random, make: () => string): string {
  return `[${random.list(4, make).join(', ')}]`;
}

function object(random: Random, names: readonly string[]): string {
  const present = names.filter(() => random.chance(0.7));
  return `{${present.map((name) => `"${name}": ${member(random)}`).join(', ')}}`;
}

function member(random: Random): string {
  return random.chance(0.25) ? list(random, () => scalar(random)) : scalar(random);
}

function quote(text: string): string {
  return JSON.stringify(text);
}
