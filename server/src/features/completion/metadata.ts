import { languageCodes, metrics } from '../../rules/vocabulary.ts';
import { describeMetric } from '../describe-metric.ts';
import { promptKeys } from '../prompt-keys.ts';
import type { Proposal } from './completion.ts';
import type { DocumentContext } from './document-context.ts';
import { languageName } from './vocabulary.ts';

type KeyContext = DocumentContext & { readonly kind: 'key' };
type ValueContext = DocumentContext & { readonly kind: 'value' };

/** The keys that may still be added, each with what follows it. */
export function keyProposals(context: KeyContext): readonly Proposal[] {
  return promptKeys[context.owner]
    .filter(({ key }) => !context.present.has(key))
    .map(({ key, type, documentation }) => ({
      label: key,
      kind: 'key',
      detail: type,
      documentation,
      insert: context.hasColon ? key : `${key}:${startOf(type, context.indent)}`,
    }));
}

/** The values that a key can have; none where any text will do. */
export function valueProposals(
  context: ValueContext,
  templateNames: readonly string[] = [],
): readonly Proposal[] {
  const taken = new Set(context.siblings ?? []);
  const isName = context.owner === 'template' && context.key === 'name';
  const proposals = isName
    ? templateNames.map((name) => value(name, 'template of another subset'))
    : valuesOf(context);
  return proposals.filter(({ label }) => !taken.has(label));
}

function startOf(type: string, indent: string): string {
  switch (type) {
    case 'list':
      return `\n${indent}- `;
    case 'mapping':
      return `\n${indent}  `;
    case '!TemplateMetadata':
      return ` !TemplateMetadata\n${indent}  `;
    default:
      return ' ';
  }
}

function valuesOf({ owner, key, siblings }: ValueContext): readonly Proposal[] {
  if (owner === 'template') {
    return key === 'metadata' ? [yaml('!TemplateMetadata')] : [];
  }
  if (owner !== 'metadata') {
    return [];
  }
  switch (key) {
    case 'choices_in_prompt':
    case 'original_task':
      return [yaml('true'), yaml('false')];
    case 'metrics':
      return siblings === undefined
        ? []
        : metrics.map((metric) => value(metric, undefined, describeMetric(metric)));
    case 'languages':
      return siblings === undefined
        ? []
        : languageCodes.map((code) => value(code, languageName(code)));
    default:
      return [];
  }
}

function yaml(label: string): Proposal {
  return { label, kind: 'value', isYaml: true };
}

function value(label: string, detail?: string, documentation?: string): Proposal {
  return {
    label,
    kind: 'value',
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && { documentation }),
  };
}
