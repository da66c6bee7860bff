import type { Snapshot } from '../analysis/snapshot.ts';
import type { FeaturePath } from '../dataset/feature-path.ts';
import { toDocument } from '../rules/template-text.ts';
import { type Span, touches } from '../text/span.ts';
import { occurrenceAt } from './names/occurrences.ts';

export type Definition =
  /** In the document itself. */
  | { readonly kind: 'here'; readonly spans: readonly Span[] }
  /** In the file that declares the schema. */
  | {
      readonly kind: 'field';
      readonly path: FeaturePath;
      readonly schemaFile: string;
      readonly subset: string | null;
    };

/** Where the name at the offset gets its value; `undefined` for what only Jinja or nothing defines. */
export function definition(snapshot: Snapshot, offset: number): Definition | undefined {
  const occurrence = occurrenceAt(snapshot, offset);
  if (occurrence === undefined) return schemaOf(snapshot, offset);
  const { meaning, text } = occurrence;
  switch (meaning.kind) {
    case 'local': {
      const spans = meaning.bindings.map(({ span }) => toDocument(text, span));
      return { kind: 'here', spans };
    }
    case 'answer-choices': {
      const { answerChoices } = text.template;
      return answerChoices && { kind: 'here', spans: [answerChoices.keySpan] };
    }
    case 'field':
      return inSchema(snapshot, meaning.path);
    default:
      return undefined;
  }
}

/** From the name of the dataset or of its subset to the file that declares its schema. */
function schemaOf(snapshot: Snapshot, offset: number): Definition | undefined {
  const { dataset, subset } = snapshot.file;
  const isThere = [dataset, subset].some((entry) => entry && touches(entry.valueSpan, offset));
  return isThere ? inSchema(snapshot, []) : undefined;
}

function inSchema({ schema }: Snapshot, path: FeaturePath): Definition | undefined {
  if (schema.kind !== 'found' || schema.basis.kind !== 'declared') return undefined;
  const { path: schemaFile } = schema.basis;
  if (schemaFile === undefined) return undefined;
  return { kind: 'field', path, schemaFile, subset: schema.schema.subset };
}
