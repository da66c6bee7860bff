import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { languageService } from '../../server/src/language-service.ts';
import { applyEdits, type Knowledge, newId, snapshotOf } from '../support/check.ts';
import { parseFixture } from '../support/fixture.ts';
import { classLabel, schema, text } from '../support/schema-builder.ts';

const knowledge: Knowledge = {
  schema: schema({ text: text(), label: classLabel('negative', 'positive') }),
};

/** As PyYAML writes it. */
function file(jinja: string, choices = 'null'): string {
  return `dataset: reviews
templates:
  22222222-2222-4222-8222-222222222222: !Template
    answer_choices: ${choices}
    id: 22222222-2222-4222-8222-222222222222
    jinja: ${jinja}
    metadata: !TemplateMetadata
      choices_in_prompt: true
      languages:
      - en
      metrics:
      - Accuracy
      original_task: true
    name: Mood
    reference: ''
`;
}

/** The actions at `$0`, or on the text between brackets. */
function actionsAt(marked: string) {
  const { text: document, spans, cursors } = parseFixture(marked);
  const [cursor] = cursors;
  const [selection = { start: cursor ?? 0, end: cursor ?? 0 }] = spans;
  const snapshot = snapshotOf(document, knowledge);
  const findings = languageService.findings(snapshot);
  return {
    document,
    actions: languageService.codeActions(snapshot, { findings, selection, newId }),
  };
}

function titlesAt(marked: string): readonly string[] {
  return actionsAt(marked).actions.map(({ title }) => title);
}

function choose(marked: string, title: string): string {
  const { document, actions } = actionsAt(marked);
  const action = actions.find((each) => each.title === title);
  assert.ok(action, `\`${title}\` is among ${actions.map((each) => each.title).join(', ')}`);
  return applyEdits(document, action.edits());
}

suite('escape text', () => {
  test('prints the selected text, in every kind of scalar', () => {
    for (const [before, after] of [
      ["'Say ⟦yes⟧ or no ||| {{ text }}'", '\'Say {{"yes"}} or no ||| {{ text }}\''],
      ['Say⟦ yes ⟧or {{ text }}', 'Say {{"yes"}} or {{ text }}'],
      ['⟦Yes⟧ or {{ text }}', '\'{{"Yes"}} or {{ text }}\''],
      ['"Caf\\xE9, ⟦say \\"yes\\"⟧ {{ text }}"', '"Caf\\xE9, {{\'say \\"yes\\"\'}} {{ text }}"'],
      ["'⟦It''s⟧ {{ text }}'", "'{{\"It''s\"}} {{ text }}'"],
      ['|\n      Say ⟦yes⟧\n      {{ text }}', '|\n      Say {{"yes"}}\n      {{ text }}'],
    ] as const) {
      const title = titlesAt(file(before)).find((each) => each.startsWith('Escape as'));
      assert.equal(choose(file(before), title ?? ''), file(after));
    }
  });

  test('takes the answer choice at the cursor', () => {
    const before = file("'{{ text }} Yes or N$0o? ||| {{ answer_choices[label] }}'", 'No ||| Yes');
    assert.equal(
      choose(before, 'Escape as `{{"No"}}`'),
      file('\'{{ text }} Yes or {{"No"}}? ||| {{ answer_choices[label] }}\'', 'No ||| Yes'),
    );
  });

  test('is not offered in expressions, over a separator and in other text', () => {
    for (const jinja of [
      "'{{ ⟦text⟧ }}'",
      "'a ⟦||| b⟧'",
      "'so⟦ ⟧me'",
      "'some $0words'",
      "'⟦a {{ text⟧ }}'",
    ]) {
      assert.ok(!titlesAt(file(jinja)).some((title) => title.startsWith('Escape')), jinja);
    }
  });
});

suite('extract answer choices', () => {
  const title = 'Extract `bad ||| good` as answer choices';
  const extracted = file("'{{ text }} ||| {{ answer_choices[label] }}'", 'bad ||| good');

  test('from a list, a dict, an inline condition and tags', () => {
    for (const target of [
      '{{ ["bad", $0"good"][label] }}',
      '{{ {0: "bad", 1: "go$0od"}[label] }}',
      '{{ "good" if label $0== 1 else "bad" }}',
      '{{ "good" if la$0bel else "bad" }}',
      '{% if label == 0 %}ba$0d{% else %}good{% endif %}',
      '{% if 1 == label %}good{% elif label == 0 %}b$0ad{% endif %}',
    ]) {
      assert.equal(choose(file(`'{{ text }} ||| ${target}'`), title), extracted, target);
    }
  });

  test('keeps blanks and blank control around tags', () => {
    const before = file("'{{ text }} |||{%- if label == 0 %} bad{% else %} good{% endif -%} .'");
    assert.equal(
      choose(before.replace('bad{', 'b$0ad{'), title),
      file("'{{ text }} ||| {{- answer_choices[label] -}} .'", 'bad ||| good'),
    );
  });

  test('adds the key where it is missing', () => {
    const bare = `templates:\n  a1: !Template\n    jinja: '{{ ["bad", $0"good"][label] }}'\n    name: x\n`;
    assert.equal(
      choose(bare, title),
      `templates:\n  a1: !Template\n    answer_choices: bad ||| good\n    jinja: '{{ answer_choices[label] }}'\n    name: x\n`,
    );
  });

  test('uses the same choices that are there, and is not offered beside others', () => {
    const jinja = '\'{{ text }} ||| {{ ["bad", $0"good"][label] }}\'';
    assert.equal(choose(file(jinja, 'bad ||| good'), title), extracted);
    assert.ok(!titlesAt(file(jinja, 'a ||| b')).includes(title));
  });

  test('is not offered where the texts do not belong to numbers from 0 up', () => {
    for (const target of [
      '{{ ["bad", t$0ext][label] }}',
      '{{ {1: "bad", 2: "go$0od"}[label] }}',
      '{{ "good" if te$0xt == "a" else "bad" }}',
      '{% if label == 0 %}ba$0d{% elif text == 1 %}good{% endif %}',
      '{% if label == 0 %}b$0ad{% else %}{{ text }}{% endif %}',
      '{{ ["a ||| b", $0"good"][label] }}',
    ]) {
      assert.ok(
        !titlesAt(file(`'{{ text }} ||| ${target}'`)).some((each) => each.startsWith('Extract')),
      );
    }
  });
});

suite('new ids', () => {
  const first = file("'{{ text }} ||| x'");
  const second = file("'{{ text }} ||| y'")
    .split('templates:\n')[1]
    ?.replaceAll('22222222', '33333333')
    .replace('Mood', 'Other');
  const both = first + second;

  test('stand in both places, and the templates are in the order of their ids', () => {
    const marked = both.replace('22222222-', '$022222222-');
    const { document, actions } = actionsAt(marked);
    const action = actions.find(({ title }) => title === 'Give this template a new id');
    const changed = applyEdits(document, action?.edits() ?? []);
    assert.ok(!changed.includes('22222222'));
    assert.equal(changed.split(newId()).length, 3);
    assert.ok(changed.indexOf('33333333') < changed.indexOf(newId()));
    const formatted = languageService.format(snapshotOf(changed));
    assert.ok(formatted.kind === 'formatted' && formatted.text === changed);
  });

  test('are a fix for an id that is used twice', () => {
    const twice = both.replaceAll('33333333', '22222222');
    const at = twice.lastIndexOf('22222222-2222-4222-8222-222222222222: ');
    const { actions } = actionsAt(`${twice.slice(0, at)}$0${twice.slice(at)}`);
    const [fix] = actions.filter(({ finding }) => finding?.rule === 'duplicate-id');
    assert.equal(fix?.kind, 'quickfix');
  });

  test('can be given to the whole file', () => {
    assert.ok(
      titlesAt(both.replace('templates:', '$0templates:')).includes('Give all 2 templates new ids'),
    );
  });

  test('leave a file of another form as it is otherwise', () => {
    const commented = `# mine\n${both.replace('22222222-', '$022222222-')}`;
    assert.equal(
      choose(commented, 'Give this template a new id'),
      commented.replace('$0', '').replaceAll('22222222-2222-4222-8222-222222222222', newId()),
    );
  });
});

suite('new template', () => {
  const title = 'Add a new classification template';

  test('is written into an empty file, behind an empty mapping and behind the last template', () => {
    for (const before of [
      '$0',
      '$0dataset: reviews\n',
      'dataset: reviews\n$0templates: {}\n',
      '$0templates:\n',
      file("'{{ text }}'").replace('22222222-', '$022222222-'),
      file("'{{ text }}'").replace('22222222-', '$022222222-').trimEnd(),
    ]) {
      const changed = choose(before, title);
      const { file: read, problems } = snapshotOf(changed);
      assert.deepEqual(
        problems.filter(({ code }) => code !== 'missing-key'),
        [],
        changed,
      );
      assert.equal(read.templates.at(-1)?.id?.scalar?.text, newId());
    }
  });

  test('follows the indent of the file', () => {
    const deep = `templates:\n    a1: !Template\n        $0name: x\n`
      .replace('$0', '')
      .replace('a1:', '$0a1:');
    assert.match(
      choose(deep, title),
      new RegExp(`\n {4}${newId()}: !Template\n {6}answer_choices`),
    );
  });
});

suite('every action', () => {
  test('keeps a file as PyYAML writes it', () => {
    for (const name of ['reviews', 'entailment', 'choices']) {
      const document = readFileSync(
        new URL(`../../samples/${name}/templates.yaml`, import.meta.url),
        'utf8',
      );
      const snapshot = snapshotOf(document, knowledge);
      const findings = languageService.findings(snapshot);
      for (let start = 0; start < document.length; start += 23) {
        const selection = { start, end: start + (start % 3) * 4 };
        for (const action of languageService.codeActions(snapshot, {
          findings,
          selection,
          newId: randomUUID,
        })) {
          const changed = applyEdits(document, action.edits());
          const formatted = languageService.format(snapshotOf(changed));
          assert.ok(formatted.kind === 'formatted' && formatted.text === changed, action.title);
        }
      }
    }
  });
});
