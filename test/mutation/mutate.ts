/** Plants faults into templates, one at a time, and compares what is said with what should be said. */
import { createSnapshot, type Snapshot } from '../../server/src/analysis/snapshot.ts';
import { keepForm } from '../../server/src/features/actions/keep-form.ts';
import type { Finding, Fix } from '../../server/src/rules/rule.ts';
import { findingsOf } from '../../server/src/rules/run-rules.ts';
import { formatTemplateFile } from '../../server/src/template/write-template-file.ts';
import { overlaps, type Span } from '../../server/src/text/span.ts';
import { Random } from '../fuzz/random.ts';
import { applyEdits } from '../support/check.ts';
import { fileFaults, type PlantFault } from './file-faults.ts';
import { jinjaFaults } from './jinja-faults.ts';
import { promptFaults } from './prompt-faults.ts';
import { entryAt, type Mutant, type Place, subjectOf } from './subject.ts';

export const faults: Readonly<Record<string, PlantFault>> = {
  ...fileFaults,
  ...jinjaFaults,
  ...promptFaults,
};

/** What became of one mutant. */
export interface Trial {
  readonly rule: string;
  readonly file: string;
  readonly template: string;
  readonly text: string;
  /** Whether the rule reports the fault at its place. */
  readonly isFound: boolean;
  /** Errors of other rules that were not there before. */
  readonly otherErrors: readonly string[];
  /** What is wrong with the fixes of the finding, if it has any. */
  readonly fixFaults: readonly string[];
  readonly hasFix: boolean;
}

export interface MutationOptions {
  readonly seed: number;
  /** Mutants of each rule. */
  readonly perRule: number;
}

/** Templates tried in vain before a rule is given up. */
const mostTries = 4000;

export function mutate(
  files: readonly Snapshot[],
  { seed, perRule }: MutationOptions,
): readonly Trial[] {
  const known = new Map<Snapshot, readonly Finding[]>();
  const findingsIn = (file: Snapshot) => {
    const findings = known.get(file) ?? findingsOf(file);
    known.set(file, findings);
    return findings;
  };
  return Object.entries(faults).flatMap(([rule, plant], index) => {
    const random = new Random(seed + index);
    const trials: Trial[] = [];
    for (let tries = 0; trials.length < perRule && tries < mostTries; tries += 1) {
      const file = random.pick(files);
      if (file.file.templates.length === 0) continue;
      const template = random.pick(file.file.templates);
      const mutant = plant(subjectOf(file, template, random));
      if (mutant === undefined || isSaidAlready(rule, template.key, findingsIn(file))) continue;
      const canFormat = mutant.place.kind !== 'document' && random.chance(0.5);
      const isFormatted = canFormat && formatTemplateFile(mutant.text);
      const written =
        isFormatted && isFormatted.kind === 'formatted'
          ? { ...mutant, text: isFormatted.text }
          : mutant;
      trials.push(tryMutant(rule, file, written, findingsIn(file), template.key));
    }
    return trials;
  });
}

/** A template with this fault of its own says nothing about another one. */
function isSaidAlready(rule: string, template: string, findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.rule === rule && finding.templateId === template);
}

function tryMutant(
  rule: string,
  file: Snapshot,
  mutant: Mutant,
  before: readonly Finding[],
  template: string,
): Trial {
  const snapshot = { ...reread(file, mutant.text), ...mutant.knowledge };
  const findings = findingsOf(snapshot);
  const place = placeIn(snapshot, mutant.place);
  const found = findings.filter(
    (finding) => finding.rule === rule && place !== undefined && overlaps(finding.span, place),
  );
  const errors = findings.filter(({ severity }) => severity === 'error');
  const errorsBefore = before.filter(({ severity }) => severity === 'error');
  return {
    rule,
    file: file.uri,
    template,
    text: mutant.text,
    isFound: found.length > 0,
    otherErrors: added(errorsBefore, errors).filter((id) => id !== rule),
    fixFaults: found.flatMap((finding) => tryFixes(snapshot, finding, findings, before)),
    hasFix: found.some((finding) => fixesOf(finding).length > 0),
  };
}

/** A fix removes its finding and adds none; what the fault had hidden comes back. */
function tryFixes(
  snapshot: Snapshot,
  finding: Finding,
  findings: readonly Finding[],
  before: readonly Finding[],
): readonly string[] {
  return fixesOf(finding).flatMap(({ title, edits }) => {
    const text = applyEdits(snapshot.text, keepForm(snapshot, edits));
    const { schema, unlabelled } = snapshot;
    const left = findingsOf({
      ...reread(snapshot, text),
      schema,
      ...(unlabelled && { unlabelled }),
    });
    const count = (all: readonly Finding[]) =>
      all.filter(({ rule }) => rule === finding.rule).length;
    return [
      ...(count(left) < count(findings) ? [] : [`\`${title}\` leaves its finding`]),
      ...added([...findings, ...before], left).map((id) => `\`${title}\` adds ${id}`),
      ...(isInForm(snapshot.text) && !isInForm(text) ? [`\`${title}\` breaks the form`] : []),
    ];
  });
}

function fixesOf({ fix, alternatives = [] }: Finding): readonly Fix[] {
  return fix === undefined ? alternatives : [fix, ...alternatives];
}

function isInForm(text: string): boolean {
  const result = formatTemplateFile(text);
  return result.kind === 'formatted' && result.text === text;
}

function reread({ uri, schema }: Snapshot, text: string): Snapshot {
  return createSnapshot({ uri, version: 2, text, schema });
}

/** The rules of which there are more findings than before. */
function added(before: readonly Finding[], after: readonly Finding[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { rule } of before) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const more: string[] = [];
  for (const { rule } of after) {
    const left = (counts.get(rule) ?? 0) - 1;
    counts.set(rule, left);
    if (left < 0) more.push(rule);
  }
  return [...new Set(more)];
}

function placeIn({ file }: Snapshot, place: Place): Span | undefined {
  if (place.kind === 'document') return place.span;
  if (place.kind === 'file') {
    return file.entries.find(({ key }) => key === place.key)?.valueSpan;
  }
  const template = file.templates.findLast(({ key }) => key === place.template);
  if (place.kind === 'jinja') {
    const entry = place.key === 'jinja' ? template?.jinja : template?.answerChoices;
    return entry?.scalar?.map.toDocument(place.span);
  }
  const entry = template && entryAt(template, place.path);
  if (entry === undefined) return place.path.length === 0 ? template?.keySpan : undefined;
  return { start: entry.keySpan.start, end: Math.max(entry.keySpan.end, entry.valueSpan.end) };
}
