import { createSnapshot } from '../analysis/snapshot.ts';
import { parseExample } from '../dataset/example.ts';
import type { Features } from '../dataset/features.ts';
import { misfitsOf } from '../dataset/row-fit.ts';
import { languageService } from '../language-service.ts';
import type { RuleSeverities } from '../rules/rule.ts';
import type { FileSystem } from '../sources/file-system.ts';
import type { DatasetSource, RowsLookup, TemplateLocation } from '../sources/source.ts';
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
  const findings = languageService.findings({ ...bare, schema }, { severities });
  return {
    file: { path, text, lines: new LineIndex(text), findings },
    problems: [],
    cautions: location === undefined ? [] : await checkRows(source, location, features),
  };
}

/** So many rows tell whether the schema is the right one. */
const rowsToCheck = 100;
const mostCautions = 5;

async function checkRows(
  source: DatasetSource,
  location: TemplateLocation,
  features: Features | undefined,
): Promise<readonly string[]> {
  const rows = await source.loadRows(location, { offset: 0, limit: rowsToCheck });
  if (rows.kind === 'absent') return [];
  if (rows.kind === 'malformed') return [`${rows.origin}: ${rows.message}`];
  const cautions = [...misfitsIn(rows, features)];
  const more = cautions.length - mostCautions;
  if (more <= 0) return cautions;
  return [...cautions.slice(0, mostCautions), `${rows.origin}: ${more} more of these.`];
}

function* misfitsIn(
  rows: RowsLookup & { readonly kind: 'found' },
  features: Features | undefined,
): Generator<string> {
  for (const { place, message } of rows.problems) yield `${place.path}:${place.line}: ${message}`;
  for (const { index, json, place } of rows.rows) {
    const parsed = parseExample(json);
    const messages =
      parsed.kind === 'malformed'
        ? [parsed.message]
        : features === undefined
          ? []
          : misfitsOf(parsed.row, features, index);
    for (const message of messages) yield `${place.path}:${place.line}: ${message}`;
  }
}
