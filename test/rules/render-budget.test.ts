import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { collectRowFacts, renderKeyOf } from '../../server/src/analysis/row-facts.ts';
import { createSnapshot } from '../../server/src/analysis/snapshot.ts';
import { renderBudget } from '../../server/src/rules/render-budget.ts';
import { findingsOf } from '../../server/src/rules/run-rules.ts';
import { checkRule, templateFile } from './check-rule.ts';

suite('render-budget', () => {
  test('names the row and the budget', () => {
    const facts = collectRowFacts(
      [
        { kind: 'rendered', index: 0, parts: ['a', 'yes'], answerChoices: null },
        {
          kind: 'stopped',
          index: 1,
          message: 'The template ran longer than the time budget of 1000 ms.',
        },
        { kind: 'stopped', index: 2, message: 'Not tried after row 1.' },
      ],
      { doRowsDiffer: true },
    );
    const text = templateFile({ jinja: `'{{ text }} ||| yes'` });
    const schema = { kind: 'absent' } as const;
    const bare = createSnapshot({ uri: 'file:///templates.yaml', version: 1, text, schema });
    const key = renderKeyOf({ jinja: '{{ text }} ||| yes', answerChoices: null });
    const found = findingsOf({ ...bare, rowFacts: new Map([[key, facts]]) });
    assert.deepEqual(
      found.map(({ rule, message, row, span }) => [
        rule,
        message,
        row,
        text.slice(span.start, span.end),
      ]),
      [
        [
          'render-budget',
          'Row 1: The template ran longer than the time budget of 1000 ms. The rows behind it were not tried.',
          1,
          'jinja',
        ],
      ],
    );
  });

  test('is silent within the budgets, and without rows', () => {
    checkRule(renderBudget, { rows: ['{"text": "a"}'], file: templateFile({}) });
    checkRule(renderBudget, { file: templateFile({}) });
  });
});
