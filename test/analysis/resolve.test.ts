import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type Resolution, resolveReferences } from '../../server/src/analysis/resolve.ts';
import { scopeAt } from '../../server/src/analysis/scope-at.ts';
import { createTypeContext } from '../../server/src/analysis/type-context.ts';
import { describeType } from '../../server/src/analysis/types.ts';
import { formatFeaturePath } from '../../server/src/dataset/feature-path.ts';
import type { Features } from '../../server/src/dataset/features.ts';
import { parseTemplate } from '../../server/src/jinja/parse-template.ts';
import { parseCursor } from '../support/fixture.ts';
import { features } from './features.ts';

suite('resolveReferences', () => {
  test('tells fields, locals, builtins and answer choices apart', () => {
    assert.deepEqual(
      resolutions(
        `{% for o in options %}{{ o.name }}{{ loop.last }}{% endfor %}{{ title.lower() }}{{ answer_choices[label] }}{{ range(2) }}{{ answers['text'] }}`,
        features,
      ),
      [
        'options: field options',
        'o: local for',
        'name: field options[].name',
        'loop: local special',
        'last: builtin last',
        'title: field title',
        'lower: builtin lower',
        'answer_choices: answer-choices',
        'label: field label',
        'range: builtin range',
        'answers: field answers',
        'text: field answers.text',
      ],
    );
  });

  test('tells what is not there', () => {
    assert.deepEqual(resolutions(`{{ titel }}{{ answers.txt }}{{ title.x }}`, features), [
      'titel: unknown-name',
      'answers: field answers',
      'txt: unknown-member',
      'title: field title',
      'x: unknown-member',
    ]);
  });

  test('decides nothing without a schema', () => {
    assert.deepEqual(resolutions(`{{ titel.x }}{{ zip(a) }}`, undefined), [
      'titel: undecided',
      'x: undecided',
      'zip: builtin zip',
      'a: undecided',
    ]);
  });
});

suite('scopeAt', () => {
  test('lists locals with their types before the columns, and hides what they hide', () => {
    const names = visible('{% for title in options %}{% set x = 1 %}{{ $0 }}{% endfor %}');
    assert.deepEqual(names.slice(0, 4), [
      'title: {name, score} (local)',
      'loop: loop (local)',
      'x: int (local)',
      'label: ClassLabel: no, yes (field)',
    ]);
  });

  test('lists nothing that is out of scope or cannot be written', () => {
    const names = visible('{{ $0 }}{% for o in options %}{% endfor %}{% set x = 1 %}');
    assert.deepEqual(names, [
      'title: string (field)',
      'label: ClassLabel: no, yes (field)',
      'answers: {text, start} (field)',
      'options: Sequence<{name, score}> (field)',
      'pair: Translation<de, en> (field)',
      'video_id: string (field)',
      'answer_choices: list<str> (answer-choices)',
      'cycler: cycler() (global)',
      'dict: dict() (global)',
      'joiner: joiner() (global)',
      'lipsum: lipsum() (global)',
      'namespace: namespace() (global)',
      'range: range() (global)',
      'zip: zip() (global)',
    ]);
  });
});

function resolutions(source: string, columns: Features | undefined): readonly string[] {
  const context = createTypeContext(parseTemplate(source), columns, 'jinja');
  return resolveReferences(context).map(
    ({ name, resolution }) => `${name}: ${describeResolution(resolution)}`,
  );
}

function describeResolution(resolution: Resolution): string {
  switch (resolution.kind) {
    case 'field':
      return `field ${formatFeaturePath(resolution.path)}`;
    case 'local':
      return `local ${resolution.bindings.map(({ kind }) => kind).join('+')}`;
    case 'builtin':
      return `builtin ${resolution.builtin.name}`;
    default:
      return resolution.kind;
  }
}

function visible(marked: string): readonly string[] {
  const { text, offset } = parseCursor(marked);
  const context = createTypeContext(parseTemplate(text), features, 'jinja');
  return scopeAt(context, offset).map(
    ({ name, type, origin }) => `${name}: ${describeType(type)} (${origin.kind})`,
  );
}
