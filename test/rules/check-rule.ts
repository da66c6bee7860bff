import assert from 'node:assert/strict';
import { createSnapshot, type Snapshot } from '../../server/src/analysis/snapshot.ts';
import type { Feature, LostColumn } from '../../server/src/dataset/features.ts';
import type { SchemaLookup } from '../../server/src/dataset/lookup.ts';
import type { Finding, Rule, Severity, TextEdit } from '../../server/src/rules/rule.ts';
import { findingsOf } from '../../server/src/rules/run-rules.ts';
import { markSpans, parseFixture } from '../support/fixture.ts';
import { renderOver } from '../support/render-over.ts';
import { foundSchema } from '../support/schema-builder.ts';

export interface RuleCase {
  /** The whole file; `⟦ … ⟧` marks where the rule reports. Without a mark it must be silent. */
  readonly file: string;
  /** The columns of the dataset; absent when the schema is not known. */
  readonly features?: Readonly<Record<string, Feature>>;
  /** Columns that the dataset had earlier. */
  readonly lost?: Readonly<Record<string, LostColumn>>;
  readonly uri?: string;
  /** The columns that hold -1 on some row. */
  readonly unlabelled?: readonly string[];
  /** Ids that other files have as well, with the names of those. */
  readonly idsElsewhere?: Readonly<Record<string, string>>;
  /** Rows of the dataset, as lines of JSON, on which the templates are rendered. */
  readonly rows?: readonly string[];
  /** One severity for each mark; left out where it is that of the rule. */
  readonly severities?: readonly Severity[];
  /** One message for each mark, in their order; left out where only the place matters. */
  readonly messages?: readonly string[];
  /** The whole file after every fix. */
  readonly afterFix?: string;
}

/** Lints a file and compares what one rule of the table says about it. */
export function checkRule(rule: Rule, ruleCase: RuleCase): void {
  const { file, messages, afterFix, severities } = ruleCase;
  const isMarked = file.includes('⟦');
  const { text, spans } = isMarked ? parseFixture(file) : { text: file, spans: [] };
  const findings = lint(rule, text, ruleCase);
  const found = findings.map(({ span }) => span);
  assert.equal(markSpans(text, found), markSpans(text, spans), messagesOf(findings).join('\n'));
  if (messages !== undefined) assert.deepEqual(messagesOf(findings), messages);
  const chosen = findings.map(({ severity }) => severity);
  if (isMarked) assert.deepEqual(chosen, severities ?? chosen);
  if (afterFix === undefined) return;
  const fixed = applyEdits(
    text,
    findings.flatMap(({ fix }) => fix?.edits ?? []),
  );
  assert.equal(fixed, afterFix);
  const left = lint(rule, fixed, ruleCase);
  assert.equal(left.length, findings.filter(({ fix }) => fix === undefined).length);
}

/** The titles of what one rule offers, the likeliest first. */
export function fixTitles(rule: Rule, file: string): readonly string[] {
  return lint(rule, file, { file }).flatMap(({ fix, alternatives = [] }) => {
    return [...(fix ? [fix] : []), ...alternatives].map(({ title }) => title);
  });
}

/** A template file with one template; what is given replaces the defaults, as raw YAML, `undefined` leaves a key out. */
export function templateFile(keys: Readonly<Record<string, string | undefined>> = {}): string {
  return `dataset: reviews\ntemplates:\n${templateBody(keys)}`;
}

const firstId = '00000000-0000-4000-8000-000000000001';

/** One template, to stand under `templates:`. */
export function templateBody(keys: Readonly<Record<string, string | undefined>> = {}): string {
  const { id = firstId, key = id } = keys;
  const all: Readonly<Record<string, string | undefined>> = {
    answer_choices: 'null',
    id,
    jinja: `'{{ text }} ||| yes'`,
    metadata: metadata(),
    name: 'a name',
    reference: `''`,
    ...keys,
  };
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === undefined || name === 'key' ? [] : [`    ${name}: ${value}\n`],
  );
  return `  ${key}: !Template\n${lines.join('')}`;
}

/** A `metadata` value, as raw YAML. */
export function metadata(keys: Readonly<Record<string, string | undefined>> = {}): string {
  const all: Readonly<Record<string, string | undefined>> = {
    choices_in_prompt: 'false',
    languages: '[en]',
    metrics: '[Other]',
    original_task: 'true',
    ...keys,
  };
  const lines = Object.entries(all).flatMap(([key, value]) =>
    value === undefined ? [] : [`\n      ${key}: ${value}`],
  );
  return `!TemplateMetadata${lines.join('')}`;
}

export const text: Feature = { kind: 'value', dtype: 'string' };

export function classLabel(...names: readonly string[]): Feature {
  return { kind: 'class-label', names };
}

export function listOf(item: Feature): Feature {
  return { kind: 'sequence', item, length: -1 };
}

export function struct(fields: Readonly<Record<string, Feature>>): Feature {
  return { kind: 'struct', fields: new Map(Object.entries(fields)) };
}

function lint(rule: Rule, source: string, ruleCase: RuleCase): readonly Finding[] {
  return findingsOf(snapshotFor(source, ruleCase)).filter(({ rule: id }) => id === rule.id);
}

/** A file with all that a case says is known about it. */
export function snapshotFor(source: string, ruleCase: RuleCase): Snapshot {
  const { unlabelled, rows = [] } = ruleCase;
  const { uri = 'file:///templates/reviews/templates.yaml' } = ruleCase;
  const schema = schemaOf(ruleCase);
  const snapshot = createSnapshot({ uri, version: 1, text: source, schema });
  const idsElsewhere = new Map(Object.entries(ruleCase.idsElsewhere ?? {}));
  const known = unlabelled === undefined ? {} : { unlabelled: new Set(unlabelled) };
  const rowFacts = renderOver(rows, snapshot.file);
  return { ...snapshot, ...known, rowFacts, idsElsewhere };
}

function schemaOf({ features, lost }: RuleCase): SchemaLookup {
  if (features === undefined) return { kind: 'absent' };
  const schema = {
    dataset: 'reviews',
    subset: null,
    features: new Map(Object.entries(features)),
    splits: new Map(),
    ...(lost && { lost: new Map(Object.entries(lost)) }),
  };
  return foundSchema(schema);
}

function messagesOf(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ message }) => message);
}

function applyEdits(source: string, edits: readonly TextEdit[]): string {
  let edited = source;
  for (const { span, newText } of edits.toSorted((a, b) => b.span.start - a.span.start)) {
    edited = edited.slice(0, span.start) + newText + edited.slice(span.end);
  }
  return edited;
}
