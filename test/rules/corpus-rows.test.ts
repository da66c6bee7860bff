import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { createSnapshot } from '../../server/src/analysis/snapshot.ts';
import type { Finding } from '../../server/src/rules/rule.ts';
import { findingsOf } from '../../server/src/rules/run-rules.ts';
import { CORPUS_SKIP_REASON, type CorpusEntry, corpus } from '../support/corpus.ts';
import { renderOver } from '../support/render-over.ts';

const files = corpus();

/** A recorded rendering of PromptSource. */
interface Golden {
  readonly id: string;
  readonly row: number;
  readonly parts?: readonly string[];
  readonly answer_choices: readonly string[] | null;
  readonly nondeterministic?: boolean;
}

/** What of a template's recorded rows a rule has to tell. */
const shows: Readonly<Record<string, (golden: Golden) => boolean>> = {
  'render-error': ({ parts }) => parts === undefined,
  'blank-render': ({ parts }) =>
    parts !== undefined && (!parts[0] || !parts.slice(1).some(Boolean)),
  'target-outside-choices': ({ parts = [], answer_choices: choices }) =>
    parts.slice(1).some((target) => target !== '' && choices?.includes(target) === false),
};

suite('the public templates over their rows', {
  skip: files ? false : CORPUS_SKIP_REASON,
}, () => {
  const all = (files?.entries ?? []).map((entry) => {
    return { entry, findings: lint(entry), goldens: goldensOf(entry) };
  });

  for (const [rule, isShown] of Object.entries(shows)) {
    test(`${rule} reports the templates and rows that PromptSource's renderings show`, () => {
      for (const { entry, findings, goldens } of all) {
        const random = new Set(goldens.flatMap((g) => (g.nondeterministic ? [g.id] : [])));
        const expected = goldens.filter((golden) => !random.has(golden.id) && isShown(golden));
        const found = findings.filter((finding) => finding.rule === rule);
        assert.deepEqual(
          [...new Set(found.map(({ templateId }) => templateId ?? ''))]
            .filter((id) => !random.has(id))
            .sort(),
          [...new Set(expected.map(({ id }) => id))].sort(),
          entry.name,
        );
        for (const { templateId, row } of found.filter((f) => !random.has(f.templateId ?? ''))) {
          assert.ok(expected.some((golden) => golden.id === templateId && golden.row === row));
        }
      }
    });
  }

  test('have no error that is one on some rows only, and no constant or endless prompt', () => {
    const findings = all.flatMap((each) => each.findings);
    assert.deepEqual(
      findings.filter(({ severity }) => severity === 'error'),
      [],
    );
    const rules = new Set(findings.map(({ rule }) => rule));
    for (const rule of ['constant-prompt', 'render-budget']) assert.ok(!rules.has(rule), rule);
  });
});

function lint({ templates, examples }: CorpusEntry): readonly Finding[] {
  const text = readFileSync(templates, 'utf8');
  const schema = { kind: 'absent' } as const;
  const snapshot = createSnapshot({ uri: templates, version: 1, text, schema });
  const rowFacts = renderOver(linesOf(examples), snapshot.file);
  return findingsOf({ ...snapshot, rowFacts });
}

function goldensOf({ goldens }: CorpusEntry): readonly Golden[] {
  return linesOf(goldens).map((line) => JSON.parse(line));
}

function linesOf(path: string): readonly string[] {
  return readFileSync(path, 'utf8').trimEnd().split('\n');
}
