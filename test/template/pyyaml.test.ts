import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { composeYaml } from '../../server/src/template/pyyaml/compose.ts';
import { constructValue } from '../../server/src/template/pyyaml/construct.ts';
import { findControlCharacters } from '../../server/src/template/pyyaml/control-characters.ts';
import type { Entry, YamlValue } from '../../server/src/template/template-file.ts';

/** A line of `recorded/pyyaml.jsonl`, which `recorded/record-pyyaml.py` writes. */
interface Recorded {
  readonly text: string;
  readonly value?: Description;
  readonly refused?: string;
}

type Description = readonly unknown[];

const recorded: readonly Recorded[] = readFileSync(
  join(import.meta.dirname, 'recorded', 'pyyaml.jsonl'),
  'utf8',
)
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

suite("PyYAML's FullLoader", () => {
  for (const { text, value, refused } of recorded) {
    if (value === undefined) {
      test(`refuses ${JSON.stringify(text)} (${refused})`, () => {
        assert.equal(read(text), undefined);
      });
    } else {
      test(`loads ${JSON.stringify(text)}`, () => {
        assert.deepEqual(read(text), normalize(value));
      });
    }
  }
});

/** Our reading as the recording describes values; `undefined` where we refuse the text. */
function read(text: string): Description | undefined {
  const { failure, problems, root } = composeYaml(text);
  if (failure !== undefined || problems.length + findControlCharacters(text).length > 0) {
    return undefined;
  }
  if (root === undefined) return ['none'];
  const construction = constructValue(text, root);
  return construction.problems.length > 0 ? undefined : describe(construction.value);
}

function describe(value: YamlValue): Description {
  switch (value.type) {
    case 'none':
      return ['none'];
    case 'str':
      return ['str', value.text];
    case 'int':
      return ['int', String(value.value)];
    case 'list':
      return ['list', value.items.map((item) => describe(item.value))];
    case 'mapping':
      return ['mapping', value.tag, describeEntries(value.entries)];
    case 'other':
      return ['other', value.pythonType.replace('datetime.', '')];
    default:
      return [value.type, value.value];
  }
}

/** As in a Python dict: the last value of a key, at the place of the first; `1`, `1.0` and `true` are one key. */
function describeEntries(entries: readonly Entry[]): readonly unknown[] {
  const items = new Map<string, [Description, Description]>();
  for (const { key, keyValue, value } of entries) {
    const description = keyValue === undefined ? ['str', key] : describe(keyValue);
    const [type, content] = description;
    const isNumber = type === 'int' || type === 'float' || type === 'bool';
    const identity = isNumber ? `number ${Number(content)}` : JSON.stringify(description);
    items.set(identity, [items.get(identity)?.[0] ?? description, describe(value)]);
  }
  return [...items.values()];
}

/** Turns recorded floats, which stand as Python's `repr`, into numbers. */
function normalize(value: Description): Description {
  const [type, content] = value;
  if (type === 'float') return [type, Number(String(content).replace('inf', 'Infinity'))];
  return value.map((part) => (Array.isArray(part) ? normalize(part) : part));
}
