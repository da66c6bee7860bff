import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { hoverAt, type Knowledge } from '../support/check.ts';
import { classLabel, schema, sequence, struct, text } from '../support/schema-builder.ts';

const knowledge: Knowledge = {
  schema: schema({
    text: text(),
    label: classLabel('negative', 'positive'),
    answers: struct({ text: sequence(text()) }),
  }),
  row: '{"text": "Fine.", "label": 1, "answers": {"text": ["a", "b"]}}',
};

function inTemplate(jinja: string): string {
  return `dataset: reviews
templates:
  a1: !Template
    id: a1
    jinja: ${jinja}
    name: Mood
`;
}

function textAt(
  jinja: string,
  known = knowledge,
): { marked: string; markdown: string } | undefined {
  const found = hoverAt(inTemplate(jinja), known);
  return found?.hover.kind === 'text'
    ? { marked: found.marked, markdown: found.hover.markdown }
    : undefined;
}

suite('hover', () => {
  test('shows type, class names and the value of the first row on a field', () => {
    const found = textAt("'it''s {{ answer_choices[lab$0el] }}'");
    assert.equal(found?.marked, inTemplate("'it''s {{ answer_choices[⟦label⟧] }}'"));
    assert.match(found.markdown, /^`label`: `ClassLabel: negative, positive`/);
    assert.match(found.markdown, /0: negative\n1: positive/);
    assert.match(found.markdown, /Row 0:\n\n```text\n1 \(positive\)/);
  });

  test('says nothing in the indent of a folded line about the end of the line above', () => {
    assert.match(textAt("'{{ text }} ||$0|\n      {{ label }}'")?.markdown ?? '', /Ends the input/);
    assert.equal(textAt("'{{ text }} |||\n$0      {{ label }}'"), undefined);
  });

  test('shows nested fields, behind a point and in brackets', () => {
    const found = textAt('"{{ answers.te$0xt }}"');
    assert.equal(found?.marked, inTemplate('"{{ answers.⟦text⟧ }}"'));
    assert.match(found.markdown, /^`answers.text`: `Sequence<string>`/);
    assert.match(found.markdown, /\["a", "b"\]/);
    assert.match(textAt(`"{{ answers['te$0xt'] }}"`)?.markdown ?? '', /^`answers.text`/);
  });

  test('shows what a loop variable goes over', () => {
    const found = textAt("'{% for answer in answers.text %}{{ ans$0wer }}{% endfor %}'");
    assert.match(found?.markdown ?? '', /^`answer`: `string`/);
  });

  test('shows signature and documentation of filters, tests, functions and methods', () => {
    assert.match(textAt("'{{ text | jo$0in }}'")?.markdown ?? '', /^`join\(.*\)` \(filter\)\n\n\w/);
    assert.match(
      textAt("'{% if text is defi$0ned %}{% endif %}'")?.markdown ?? '',
      /^`defined\(\)` \(test\)/,
    );
    assert.match(textAt("'{{ ran$0ge(3) }}'")?.markdown ?? '', /^`range\(/);
    assert.match(textAt("'{{ text.low$0er() }}'")?.markdown ?? '', /^`lower\(/);
    assert.match(textAt("'{{ text | ch$0oice }}'")?.markdown ?? '', /PromptSource/);
  });

  test('leaves the template to its caller, on its key and on its name', () => {
    for (const marked of [
      inTemplate('a').replace('a1: !', 'a$01: !'),
      inTemplate('a').replace('Mood', 'Mo$0od'),
      inTemplate('a').replace('name:', 'na$0me:'),
    ]) {
      const found = hoverAt(marked, knowledge);
      assert.equal(found?.hover.kind === 'template' && found.hover.template.key, 'a1', marked);
    }
  });

  test('explains keys, languages and the dataset', () => {
    const key = hoverAt(inTemplate('a').replace('jinja:', 'jin$0ja:'), knowledge)?.hover;
    assert.match(key?.kind === 'text' ? key.markdown : '', /^`jinja`: Jinja\n\nThe prompt/);
    const metadata = `${inTemplate('a')}    metadata: !TemplateMetadata\n      languages:\n      - d$0e\n`;
    const language = hoverAt(metadata)?.hover;
    assert.equal(language?.kind === 'text' && language.markdown, 'German');
    const dataset = inTemplate('a').replace('reviews', 'rev$0iews');
    const columns = hoverAt(dataset, knowledge)?.hover;
    assert.match(
      columns?.kind === 'text' ? columns.markdown : '',
      /text: string\nlabel: ClassLabel/,
    );
    const unknown = hoverAt(dataset)?.hover;
    assert.match(unknown?.kind === 'text' ? unknown.markdown : '', /^No schema/);
  });

  test('explains tags, the separator and metrics', () => {
    const tags = (jinja: string) => textAt(jinja)?.markdown;
    assert.match(tags("'{% f$0or x in text %}{% endfor %}'") ?? '', /endfor/);
    assert.equal(tags("'{% for x in text %}{% end$0for %}'"), 'Ends `for`.');
    assert.match(tags("'{% if text %}{%- el$0se %}{% endif %}'") ?? '', /no test before/);
    const separator = textAt("'a |$0|| b'");
    assert.equal(separator?.marked, inTemplate("'a ⟦|||⟧ b'"));
    assert.match(separator.markdown, /^Ends the input/);
    const metadata = `${inTemplate('a')}    metadata: !TemplateMetadata\n      metrics:\n      - Squ$0ad\n`;
    const metric = hoverAt(metadata)?.hover;
    assert.match(metric?.kind === 'text' ? metric.markdown : '', /Exact match and F1/);
  });

  test('says nothing about plain text, unknown names and literals', () => {
    for (const jinja of ["'te$0xt'", "'{{ unk$0nown }}'", "'{{ 1$02 }}'", '\'{{ "te$0xt" }}\'']) {
      assert.equal(textAt(jinja), undefined, jinja);
    }
  });
});
