import type { ExampleRow } from '../dataset/example.ts';
import type { Features, LostColumns } from '../dataset/features.ts';
import type { SchemaLookup } from '../dataset/lookup.ts';
import { type ParsedTemplateFile, parseTemplateFile } from '../template/parse-template-file.ts';
import type { TemplateFile, TemplateFileProblem } from '../template/template-file.ts';
import type { RowFacts } from './row-facts.ts';

/** Everything that the features know about one version of one document. Immutable. */
export interface Snapshot {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly file: TemplateFile;
  readonly problems: readonly TemplateFileProblem[];
  /** What the next version of the document is read with. */
  readonly parsed: ParsedTemplateFile;
  readonly schema: SchemaLookup;
  /** The row that hovers show values of; absent when no rows are known. */
  readonly sampleRow?: ExampleRow;
  /** Columns known to hold -1 on some row; absent when no rows are known. */
  readonly unlabelled?: ReadonlySet<string>;
  /** What templates gave on rows, by `renderKeyOf`: a template that was changed since has no facts. */
  readonly rowFacts?: ReadonlyMap<string, RowFacts>;
  /** Ids that another file has as well, with the name of that file. */
  readonly idsElsewhere?: ReadonlyMap<string, string>;
}

export interface SnapshotInput {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly schema: SchemaLookup;
  readonly sampleRow?: ExampleRow;
  /** Columns known to hold -1 on some row; absent when no rows are known. */
  readonly unlabelled?: ReadonlySet<string>;
}

/** Reads a document; any text gives a snapshot. An earlier version of it makes that fast, and no difference. */
export function createSnapshot(input: SnapshotInput, earlier?: Snapshot): Snapshot {
  const parsed = parseTemplateFile(input.text, earlier?.parsed);
  const { file, problems } = parsed;
  return { ...input, file, problems, parsed };
}

/** The columns, or `undefined` when the schema is not known. */
export function knownFeatures(snapshot: Snapshot): Features | undefined {
  const { schema } = snapshot;
  return schema.kind === 'found' && schema.schema.features.size > 0
    ? schema.schema.features
    : undefined;
}

/** Columns that the dataset had earlier and lost, by name. */
export function lostColumns({ schema }: Snapshot): LostColumns {
  return (schema.kind === 'found' && schema.schema.lost) || new Map();
}
