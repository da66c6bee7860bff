import type { ResolvedReference } from '../analysis/resolve.ts';
import type { Snapshot } from '../analysis/snapshot.ts';
import { describeType, type Type } from '../analysis/types.ts';
import { describeFeature } from '../dataset/describe-feature.ts';
import { formatFeaturePath } from '../dataset/feature-path.ts';
import type { Span } from '../text/span.ts';
import { describeBuiltin } from './describe-builtin.ts';
import { toCodeBlock } from './describe-render.ts';
import { describeValue, valueAt } from './example-value.ts';

/** What a name stands for, in Markdown; `undefined` where nothing is known about it. */
export function describeReference(
  snapshot: Snapshot,
  { name, span, resolution, type }: ResolvedReference,
): { readonly span: Span; readonly markdown: string } | undefined {
  switch (resolution.kind) {
    case 'field': {
      const title = titleOf(formatFeaturePath(resolution.path), type);
      return { span, markdown: [title, ...factsOf(snapshot, type)].join('\n\n') };
    }
    case 'local':
      return { span, markdown: [titleOf(name, type), ...factsOf(snapshot, type)].join('\n\n') };
    case 'answer-choices':
      return {
        span,
        markdown: `${titleOf(name, type)}\n\nThe answer choices, rendered for the row.`,
      };
    case 'builtin': {
      const { builtin } = resolution;
      return { span, markdown: `\`${name}${builtin.signature}\`\n\n${describeBuiltin(builtin)}` };
    }
    default:
      return undefined;
  }
}

/** The columns of the file's dataset, or why they are not known. */
export function describeDataset({ schema }: Snapshot): string {
  switch (schema.kind) {
    case 'found': {
      const columns = [...schema.schema.features].map(
        ([name, feature]) => `${name}: ${describeFeature(feature)}`,
      );
      const inferred = schema.basis.kind === 'inferred' ? ', as its values tell' : '';
      return `Schema from \`${schema.origin.label}\`${inferred}\n\n${toCodeBlock(columns.join('\n'))}`;
    }
    case 'malformed':
      return `The schema in \`${schema.origin.label}\` cannot be used. ${schema.message}`;
    case 'offline':
    case 'denied':
      return `The schema is not known, so fields are not checked. ${schema.message}`;
    case 'absent':
      return 'No schema of this dataset is known, so fields are not checked: put a `schema.json` beside this file, or name a folder in `p3.schemas.folders`.';
  }
}

const valueCharacters = 300;

function factsOf({ sampleRow }: Snapshot, type: Type): readonly string[] {
  if (type.kind !== 'feature') {
    return [];
  }
  const { feature, path } = type;
  const value = sampleRow && valueAt(sampleRow, path);
  return [
    ...(feature.kind === 'class-label' && feature.names.length > 0
      ? [toCodeBlock(feature.names.map((name, index) => `${index}: ${name}`).join('\n'))]
      : []),
    ...(value === undefined
      ? []
      : [`Row 0:\n\n${toCodeBlock(describeValue(value, feature, valueCharacters))}`]),
  ];
}

function titleOf(name: string, type: Type): string {
  const described = describeType(type);
  return described === '' ? `\`${name}\`` : `\`${name}\`: \`${described}\``;
}
