import { join, normalize, sep } from 'node:path';
import type { Features } from '../dataset/features.ts';
import { misfitsOf } from '../dataset/row-fit.ts';
import { languageService } from '../language-service.ts';
import type { RuleSeverities } from '../rules/rule.ts';
import { type IgnoredRules, severitiesOfFile } from '../rules/severities-of-file.ts';
import { datasetFileName } from '../sources/dataset-file-name.ts';
import type { RawRow, RowsLookup, TemplateLocation } from '../sources/source.ts';
import type { TemplateFile } from '../template/template-file.ts';
import { LineIndex } from '../text/line-index.ts';
import type { LintedFile } from './lint-report.ts';
import type { LoadedFile } from './load-file.ts';
import { atPlace, type ReadRow, readRows } from './read-rows.ts';
import type { RowRenders } from './row-renders.ts';

export interface LintOutcome {
  readonly file: LintedFile;
  /** Input that could not be used, as sentences that name the place. */
  readonly problems: readonly string[];
  /** What is missing or odd about the dataset, likewise. */
  readonly cautions: readonly string[];
}

export interface LintSetup {
  readonly severities: RuleSeverities;
  /** Relative to the working folder. */
  readonly ignored: IgnoredRules;
  /** The folder that was named to find schemas in, if any. */
  readonly schemaFolder: string | undefined;
  readonly rowRenders: RowRenders;
  /** Ids of the file that another of the linted files has as well, with the path of that one. */
  readonly idsElsewhere: (path: string, file: TemplateFile) => ReadonlyMap<string, string>;
}

/** Checks one template file against the rules, and the rows of its dataset against its schema. */
export async function lintFile(loaded: LoadedFile, setup: LintSetup): Promise<LintOutcome> {
  const { path, text, bare, location, schema, rows, unlabelled } = loaded;
  const features = schema.kind === 'found' ? schema.schema.features : undefined;
  const examples = rows.kind === 'found' ? [...readRows(rows)] : [];
  const rendered = await setup.rowRenders.factsOf(bare.file, examples.flatMap(rawOf));
  const snapshot = {
    ...{ ...bare, schema, rowFacts: rendered.facts },
    ...(unlabelled && { unlabelled }),
    idsElsewhere: setup.idsElsewhere(path, bare.file),
  };
  const name = normalize(path).split(sep).join('/');
  const severities = severitiesOfFile(name, setup.severities, setup.ignored);
  const findings = languageService.findings(snapshot, { severities });
  return {
    file: { path, text, lines: new LineIndex(text), findings },
    problems: rendered.problems,
    cautions: [
      ...(schema.kind === 'absent' ? missingSchema(path, location, setup.schemaFolder) : []),
      ...cautionsAbout(rows, examples, features),
    ],
  };
}

function rawOf(read: ReadRow): readonly RawRow[] {
  return read.kind === 'row' ? [read.raw] : [];
}

/** Without a schema nothing is said about fields, which must not look like nothing is wrong with them. */
function missingSchema(
  path: string,
  location: TemplateLocation | undefined,
  folder: string | undefined,
): readonly string[] {
  if (folder === undefined || location === undefined) return [];
  const file = join(folder, `${datasetFileName(location.dataset, location.subset)}.json`);
  return [
    `${path}: fields are not checked: no schema of \`${location.dataset}\` was found (\`${file}\` is expected).`,
  ];
}

/** So many rows tell whether the schema is the right one. */
export const rowsToRead = 100;
const mostCautions = 5;

function cautionsAbout(
  rows: RowsLookup,
  examples: readonly ReadRow[],
  features: Features | undefined,
): readonly string[] {
  if (rows.kind === 'absent') return [];
  if (rows.kind !== 'found') return [`${rows.origin.label}: ${rows.message}`];
  const cautions = examples.flatMap((read) => misfitsIn(read, features));
  const more = cautions.length - mostCautions;
  if (more <= 0) return cautions;
  return [...cautions.slice(0, mostCautions), `${rows.origin.label}: ${more} more of these.`];
}

function misfitsIn(read: ReadRow, features: Features | undefined): readonly string[] {
  if (read.kind === 'unreadable') return [read.message];
  if (features === undefined) return [];
  const { index, place } = read.raw;
  return misfitsOf(read.row, features, index).map((misfit) => atPlace(place, misfit));
}
