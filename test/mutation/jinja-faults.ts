/** Faults of a template's Jinja, and of its names against the schema. */
import { findColumn, templateName } from '../../server/src/dataset/feature-path.ts';
import type { Feature } from '../../server/src/dataset/features.ts';
import { analyzeScopes } from '../../server/src/jinja/scope.ts';
import { undeclaredVariables } from '../../server/src/jinja/undeclared-variables.ts';
import type { PlantFault } from './file-faults.ts';
import { type Mutant, type Subject, splice, textOf, withText } from './subject.ts';

export const jinjaFaults: Readonly<Record<string, PlantFault>> = {
  'jinja-syntax': (subject) =>
    insert(
      subject,
      subject.random.pick([
        '{{ 1 | }}',
        '{% endfor %}',
        '{{ (1 }}',
        '{% fi x %}',
        '{{ 1 2 }}',
        '{{ [1, }}',
        '{% set %}',
        '{{ }}',
      ]),
    ),
  'unknown-filter': (subject) => {
    const filter = subject.random.pick(['uper', 'titel', 'strip', 'shuffle', 'lenght', 'to_json']);
    return insert(subject, `{{ "a" | ${filter} }}`, filter);
  },
  'unknown-test': (subject) => {
    const test = subject.random.pick(['evn', 'empty', 'strng', 'nul', 'list']);
    return insert(subject, `{{ 1 is ${test} }}`, test);
  },
  'unknown-function': (subject) => {
    const name = subject.random.pick(['rang', 'len', 'enumerate', 'str', 'nmaespace']);
    if (findColumn(subject.features, name) !== undefined) return undefined;
    return insert(subject, `{{ ${name}(3) }}`, name);
  },
  'unknown-method': (subject) => {
    const field = columnOf(subject, isText);
    const [owner, method] = subject.random.pick([
      [field ?? '"a"', 'uper'],
      ['"a b"', 'words'],
      ['[1]', 'push'],
      [field ?? '"a"', 'trim'],
      ['"a".strip()', 'reverse'],
    ]);
    return insert(subject, `{{ ${owner}.${method}() }}`, `${method}`);
  },
  'wrong-arguments': (subject) =>
    insert(
      subject,
      subject.random.pick([
        '{{ "a" | replace("b") }}',
        '{{ range() }}',
        '{{ "a" | upper(1) }}',
        '{{ "a b".split(" ", 1, 2) }}',
        '{{ [1] | join(nope=1) }}',
        '{{ "a".replace("a") }}',
        '{{ 3 is divisibleby }}',
      ]),
    ),
  'unused-variable': (subject) => insert(subject, '{% set never_read = 1 %}', 'never_read'),
  'set-in-branch': (subject) => {
    const field = columnOf(subject);
    if (field === undefined) return undefined;
    return insert(subject, `{% if ${field} %}{% set some_value = 1 %}{% endif %}{{ some_value }}`);
  },
  'unknown-field': (subject) => {
    const { template, features, random } = subject;
    const { jinjaTree } = template;
    const source = textOf(template.jinja);
    if (jinjaTree === undefined || source === undefined) return undefined;
    const names = analyzeScopes(jinjaTree).references.filter(
      ({ name, bindings }) => bindings.length === 0 && findColumn(features, name) !== undefined,
    );
    if (names.length === 0) return undefined;
    const { name, span } = random.pick(names);
    const at = random.below(name.length);
    const typo = random.pick([
      `${name}_x`,
      name.slice(0, at) + name.slice(at + 1),
      `${name}s`,
      `my_${name}`,
    ]);
    const isName = /^[a-z_]\w*$/i.test(typo) && !reserved.has(typo);
    if (!isName || findColumn(features, typo) !== undefined) return undefined;
    if (undeclaredVariables(jinjaTree).has(typo)) return undefined;
    const edited = splice(source, span, typo);
    return inJinja(subject, edited, { start: span.start, end: span.start + typo.length });
  },
  'wrong-field-type': (subject) => {
    const text = columnOf(subject, isText);
    const number = columnOf(subject, isNumber);
    const list = columnOf(
      subject,
      (feature) => feature.kind === 'sequence' && feature.item.kind !== 'struct',
    );
    const ways = [
      ...(text === undefined ? [] : [[`{{ ${text}.content }}`, 'content']]),
      ...(number === undefined
        ? []
        : [
            [`{% for x in ${number} %}{{ x }}{% endfor %}`, number],
            [`{{ ${number}[0] }}`, '0'],
            [`{{ ${number}.name }}`, 'name'],
          ]),
      ...(list === undefined ? [] : [[`{{ ${list}.first_item }}`, 'first_item']]),
    ];
    if (ways.length === 0) return undefined;
    const [piece = '', word] = subject.random.pick(ways);
    return insert(subject, piece, word);
  },
  'unreachable-field-name': (subject) => {
    const columns = [...subject.features.keys()].filter((name) => /^[a-z]\w*-\w+$/i.test(name));
    const usable = columns.filter(
      (name) => findColumn(subject.features, name.split('-')[0] ?? '') === undefined,
    );
    if (usable.length === 0) return undefined;
    const column = subject.random.pick(usable);
    return insert(subject, `{{ ${column} }}`, column);
  },
  'literal-braces': (subject) => {
    const field = columnOf(subject);
    if (field === undefined) return undefined;
    const piece = subject.random.pick([`{${field}}`, `{ ${field} }`]);
    return insert(subject, ` ${piece} `, piece);
  },
  'partial-truncation': (subject) => {
    const field = columnOf(subject, isText);
    if (field === undefined) return undefined;
    return insert(
      subject,
      subject.random.pick([
        `{{ ${field} + "." }}`,
        `{{ "a" ~ ${field} }}`,
        `{{ ${field} if ${field} else "none" }}`,
        `{{ ${field} == "a" }}`,
        `{{ not ${field} }}`,
      ]),
    );
  },
  'stray-character': (subject) => {
    const source = textOf(subject.template.jinja) ?? '';
    const ends = [...source.matchAll(/\}\}(?![}])/g)].map(({ index }) => index + 2);
    if (ends.length === 0 || source.includes('{%- raw') || subject.random.chance(0.3)) {
      return insert(subject, 'one\\n two', '\\n');
    }
    const at = subject.random.pick(ends);
    const edited = splice(source, { start: at, end: at }, '}');
    return inJinja(subject, edited, { start: at, end: at + 1 });
  },
  'unknown-rule': (subject) => {
    const name = subject.random.pick(['unknown-fild', 'nope', 'no-metrics']);
    return insert(subject, `{# p3-disable ${name} #}`, name);
  },
  'separator-in-expression': (subject) =>
    insert(
      subject,
      subject.random.pick([
        '{{ "a ||| b" }}',
        '{% set joined = "a|||b" %}{{ joined }}',
        '{{ ["a", "b"] | join("|||") }}',
      ]),
      '|||',
    ),
};

const reserved: ReadonlySet<string> = new Set([
  ...[
    'and',
    'or',
    'not',
    'in',
    'is',
    'if',
    'else',
    'for',
    'true',
    'false',
    'none',
    'answer_choices',
  ],
  ...['range', 'dict', 'lipsum', 'cycler', 'joiner', 'namespace', 'zip', 'loop', 'self', 'caller'],
]);

/** Puts a piece between two pieces of the text; the finding is to stand at `word` in it, or anywhere in it. */
function insert(subject: Subject, piece: string, word?: string): Mutant | undefined {
  const source = textOf(subject.template.jinja);
  const { jinjaTree } = subject.template;
  if (source === undefined || jinjaTree === undefined) return undefined;
  const prints = jinjaTree.body.filter(({ kind }) => kind === 'print').map(({ span }) => span.end);
  const at = subject.random.pick([0, ...prints]);
  const edited = splice(source, { start: at, end: at }, piece);
  const start = at + (word === undefined ? 0 : piece.indexOf(word));
  return inJinja(subject, edited, { start, end: start + (word ?? piece).length });
}

export function inJinja(
  subject: Subject,
  source: string,
  span: { readonly start: number; readonly end: number },
): Mutant | undefined {
  const text = withText(subject, ['jinja'], source);
  if (text === undefined) return undefined;
  return { text, place: { kind: 'jinja', template: subject.template.key, key: 'jinja', span } };
}

/** A column that a template can name, of a kind. */
export function columnOf(
  { features, random }: Subject,
  accepts: (feature: Feature) => boolean = () => true,
): string | undefined {
  const names = [...features]
    .filter(([, feature]) => accepts(feature))
    .map(([name]) => templateName(name))
    .filter((name) => /^[a-z_]\w*$/i.test(name) && !reserved.has(name));
  return names.length === 0 ? undefined : random.pick(names);
}

function isText(feature: Feature): boolean {
  return feature.kind === 'value' && feature.dtype === 'string';
}

function isNumber(feature: Feature): boolean {
  return feature.kind === 'value' && /^(int|float)/.test(feature.dtype);
}
