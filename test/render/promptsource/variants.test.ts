import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createCompiler } from '../../../server/src/render/compile/compile-template.ts';
import type { RandomSource } from '../../../server/src/render/jinja/random-source.ts';
import { applyTemplate } from '../../../server/src/render/promptsource/apply-template.ts';
import { createEnvironment } from '../../../server/src/render/promptsource/environment.ts';
import {
  type VariantLimits,
  type VariantsEnd,
  variantsOf,
} from '../../../server/src/render/promptsource/variants.ts';
import type { Value } from '../../../server/src/render/python/value.ts';

const limits: VariantLimits = { variants: 100, renders: 1000 };

type Given = Partial<VariantLimits & { answerChoices: string; isTimeUp: () => boolean }>;

/** The inputs of all variants with what was picked for each, and how the iteration ended. */
function variants(jinja: string, given: Given = {}) {
  const template = { jinja, answerChoices: given.answerChoices ?? null };
  const iterator = variantsOf({
    render: (random: RandomSource) =>
      applyTemplate(
        template,
        new Map<string, Value>([['items', ['a', 'b', 'c']]]),
        { truncate: true, dialect: 'main' },
        createCompiler(createEnvironment({ random })),
      ),
    identify: JSON.stringify,
    limits: { ...limits, ...given },
    ...(given.isTimeUp && { isTimeUp: given.isTimeUp }),
  });
  const found: [unknown, string][] = [];
  for (let step = iterator.next(); ; step = iterator.next()) {
    if (step.done === true) return { found, end: step.value satisfies VariantsEnd };
    const { outcome, draws } = step.value;
    const text = outcome.kind === 'rendered' ? outcome.parts.join('|') : outcome.error.message;
    found.push([text, draws.map(({ picked, length }) => `${picked}/${length}`).join(' ')]);
  }
}

suite('the variants of a template', () => {
  test('are one where nothing is drawn', () => {
    assert.deepEqual(variants('{{ items[0] }} ||| x'), {
      found: [['a|x', '']],
      end: { isComplete: true, renders: 1 },
    });
  });

  test('are all items of a choice, in order', () => {
    assert.deepEqual(variants('{{ items | choice }}').found, [
      ['a', '0/3'],
      ['b', '1/3'],
      ['c', '2/3'],
    ]);
  });

  test('follow from each other where a draw depends on the one before', () => {
    const jinja = "{% if items | random == 'b' %}{{ ['x', 'y'] | choice }}{% else %}-{% endif %}";
    assert.deepEqual(variants(jinja), {
      found: [
        ['-', '0/3'],
        ['x', '1/3 0/2'],
        ['y', '1/3 1/2'],
      ],
      end: { isComplete: true, renders: 4 },
    });
  });

  test('take in the answer choices, whose draws come first', () => {
    const { found } = variants('{{ answer_choices[0] }}{{ [1, 2] | choice }}', {
      answerChoices: "{{ ['yes', 'no'] | choice }}",
    });
    assert.deepEqual(found, [
      ['yes1', '0/2 0/2'],
      ['yes2', '0/2 1/2'],
      ['no1', '1/2 0/2'],
      ['no2', '1/2 1/2'],
    ]);
  });

  test('count an error as an outcome', () => {
    const { found } = variants('{% if 1 // ([1, 0] | choice) %}fine{% endif %}');
    assert.deepEqual(found, [
      ['fine', '0/2'],
      ['integer division or modulo by zero', '1/2'],
    ]);
  });

  test('start from the row as it was', () => {
    const { found } = variants("{{ items.append('d') or '' }}{{ items | choice }}");
    assert.deepEqual(
      found.map(([text]) => text),
      ['a', 'b', 'c', 'd'],
    );
  });

  test('end at the number that is wanted, and say so', () => {
    const { found, end } = variants('{{ items | choice }}{{ items | choice }}', { variants: 4 });
    assert.equal(found.length, 4);
    assert.deepEqual(end, { isComplete: false, renders: 4 });
  });

  test('end after so many renders, however few they are', () => {
    const jinja = '{% for i in range(40) %}{% set x = items | choice %}{% endfor %}same';
    assert.deepEqual(variants(jinja, { renders: 50 }), {
      found: [['same', Array(40).fill('0/3').join(' ')]],
      end: { isComplete: false, renders: 50 },
    });
  });

  test('are complete where the limit is just enough', () => {
    assert.deepEqual(variants('{{ items | choice }}', { variants: 3 }).end, {
      isComplete: true,
      renders: 3,
    });
  });

  test('do not depend on dummy text', () => {
    assert.equal(variants('{{ lipsum(1) }}').found.length, 1);
  });
});
