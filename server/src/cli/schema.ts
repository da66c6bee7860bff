import { describeFeature } from '../dataset/describe-feature.ts';
import type { DatasetSchema, Feature } from '../dataset/features.ts';
import { toFeatureJson, toSchemaJson } from '../dataset/schema-json.ts';
import { type CliContext, defineCommand } from './command.ts';
import { Complaints } from './complaints.ts';
import {
  describeMiss,
  findNamedDataset,
  listingFormats,
  noteAge,
  readDatasetArguments,
} from './dataset-arguments.ts';
import { formatTable } from './table.ts';

export const schemaCommand = defineCommand({
  name: 'schema',
  usage: 'DATASET [SUBSET]',
  summary: 'show the columns of a dataset with their types',
  options: {
    format: { value: listingFormats.join('|'), description: 'table is the default' },
  },
  notes: [
    'DATASET is a schema file, a data file (Parquet, Arrow, JSONL, JSON, CSV, TSV; also .gz and .zst), a',
    'template file with some beside it, or a folder. Where there is no such path, it is the name of a',
    'dataset in the caches of the Hugging Face libraries or on the Hub.',
  ].join('\n'),

  async run(args, context) {
    const named = readDatasetArguments(args.positionals);
    const format = args.choice('format', listingFormats, 'table');
    const { source, location } = await findNamedDataset(context, named);
    const lookup = await source.loadSchema(location);
    const complaints = new Complaints(context, 'schema');
    if (lookup.kind !== 'found')
      return complaints.refuse(describeMiss(lookup, named.path) ?? absence(named.path));
    await noteAge(lookup.origin, complaints);
    for (const note of unknownTypes(lookup.schema)) await complaints.note(note);
    await context.stdout.write(put(lookup.schema, format, context));
    return 0;
  },
});

function put(
  schema: DatasetSchema,
  format: (typeof listingFormats)[number],
  context: CliContext,
): string {
  if (format === 'json') return `${JSON.stringify(toSchemaJson(schema), null, 2)}\n`;
  const columns = [...schema.features];
  if (format === 'jsonl') {
    const lines = columns.map(([name, feature]) => ({ name, feature: toFeatureJson(feature) }));
    return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  }
  const rows = columns.map(([name, feature]) => [name, describeFeature(feature)]);
  return formatTable(['column', 'type'], rows, context.stdout.columns, context.style);
}

/** A column of a type that is not known is not checked, which its author should hear. */
function* unknownTypes({ features }: DatasetSchema): Generator<string> {
  for (const [name, feature] of features) {
    for (const type of unknownTypesIn(feature)) {
      yield `column \`${name}\`: there is no feature type \`${type}\`, so nothing is known of its values.`;
    }
  }
}

function unknownTypesIn(feature: Feature): readonly string[] {
  switch (feature.kind) {
    case 'unknown':
      // Values of several types, as they are: nothing is missing here.
      return feature.type === 'Json' ? [] : [feature.type];
    case 'sequence':
      return unknownTypesIn(feature.item);
    case 'struct':
      return [...feature.fields.values()].flatMap(unknownTypesIn);
    default:
      return [];
  }
}

function absence(path: string): string {
  return `${path}: there is no schema here; a schema file, a data file, a folder with some or the name of a dataset on the Hub is expected.`;
}
