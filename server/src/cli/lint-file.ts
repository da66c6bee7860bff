import { createSnapshot } from '../analysis/snapshot.ts';
import { type ExampleRow, parseExample } from '../dataset/example.ts';
import type { Features } from '../dataset/features.ts';
import { misfitsOf } from '../dataset/row-fit.ts';
import { unlabelledColumns } from '../dataset/unlabelled-columns.ts';
import { languageService } from '../language-service.ts';
import type { RuleSeverities } from '../rules/rule.ts';
import type { FileSystem } from '../sources/file-system.ts';
import type { DatasetSource, RawRow, RowsLookup } from '../sources/source.ts';
import { LineIndex } from '../text/line-index.ts';
import type { LintedFile } from './lint-report.ts';
import { readTextFile } from './read-text.ts';
import { locationOfFile } from './template-location.ts';

export interface LintOutcome {
  /** Absent where the file could not be read. */
  readonly file?: LintedFile;
  /** Input that could not be used, as sentences that name the place. */
  readonly problems: readonly string[];
  /** What is odd about the rows, likewise. */
  readonly cautions: readonly string[];
}

/** Checks one template file against the rules, and the rows of its dataset against its schema. */
export async function lintFile(
  path: string,
  source: DatasetSource,
  fileSystem: FileSystem,
  severities: RuleSeverities,
): Promise<LintOutcome> {
  const read = await readTextFile(fileSystem, path);
  if (read.kind === 'unreadable') return { problems: [read.message], cautions: [] };
  const { text } = read;
  const bare = createSnapshot({ uri: path, version: 0, text, schema: { kind: 'absent' } });
  const location = locationOfFile(path, bare.file);
  const schema = location === undefined ? bare.schema : await source.loadSchema(location);
  const features = schema.kind === 'found' ? schema.schema.features : undefined;
  const rows: RowsLookup =
    location === undefined
      ? { kind: 'absent' }
      : await source.loadRows(location, { offset: 0, limit: rowsToCheck });
  const examples = rows.kind === 'found' ? rows.rows.map(readExample) : [];
  const unlabelled = unlabelledColumns(examples.flatMap(({ row }) => (row ? [row] : [])));
  const findings = languageService.findings({ ...bare, schema, unlabelled }, { severities });
  return {
    file: { path, text, lines: new LineIndex(text), findings },
    problems: [],
    cautions: cautionsAbout(rows, examples, features),
  };
}

/** So many rows tell whether the schema is the right one. */
const rowsToCheck = 100;
const mostCautions = 5;

interface Example {
  readonly raw: RawRow;
  /** Absent when the row cannot be read; `problem` says why. */
  readonly row?: ExampleRow;
  readonly problem?: string;
}

function readExample(raw: RawRow): Example {
  const parsed = parseExample(raw.json);
  return parsed.kind === 'row' ? { raw, row: parsed.row } : { raw, problem: parsed.message };
}

function cautionsAbout(
  rows: RowsLookup,
  examples: readonly Example[],
  features: Features | undefined,
): readonly string[] {
  if (rows.kind === 'absent') return [];
  if (rows.kind === 'malformed') return [`${rows.origin}: ${rows.message}`];
  const unread = rows.problems.map(
    ({ place, message }) => `${place.path}:${place.line}: ${message}`,
  );
  const cautions = [...unread, ...examples.flatMap((example) => misfitsIn(example, features))];
  const more = cautions.length - mostCautions;
  if (more <= 0) return cautions;
  return [...cautions.slice(0, mostCautions), `${rows.origin}: ${more} more of these.`];
}

function misfitsIn(
  { raw: { index, place }, row, problem }: Example,
  features: Features | undefined,
): readonly string[] {
  const messages = problem === undefined ? [] : [problem];
  if (row !== undefined && features !== undefined)
    messages.push(...misfitsOf(row, features, index));
  return messages.map((message) => `${place.path}:${place.line}: ${message}`);
}
