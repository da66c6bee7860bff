import { dirname } from 'node:path';
import { describeFeature } from '../dataset/describe-feature.ts';
import type { DatasetSchema, Feature } from '../dataset/features.ts';
import type { SchemaLookup } from '../dataset/lookup.ts';
import { toFeatureJson, toSchemaJson } from '../dataset/schema-json.ts';
import { createBesideSource } from '../sources/beside-source.ts';
import type { FileSystem } from '../sources/file-system.ts';
import { loadSchemaFile } from '../sources/schema-file.ts';
import { type CliContext, defineCommand } from './command.ts';
import { Complaints } from './complaints.ts';
import {
  describeMiss,
  listingFormats,
  noteAge,
  orOnHub,
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
    'DATASET is a schema file, a template file with one beside it, or their folder; where there is',
    'no such path, the name of a dataset on the Hugging Face Hub.',
  ].join('\n'),

  async run(args, context) {
    const named = readDatasetArguments(args.positionals);
    const format = args.choice('format', listingFormats, 'table');
    const onDisk = await findSchema(context.fileSystem, named.path, named.subset);
    const lookup = await orOnHub(context, named, onDisk, (hub, location) =>
      hub.loadSchema(location),
    );
    const complaints = new Complaints(context, 'schema');
    if (lookup.kind !== 'found')
      return complaints.refuse(describeMiss(lookup, named.path) ?? absence(named.path));
    await noteAge(lookup.origin, complaints);
    for (const note of unknownTypes(lookup.schema)) await complaints.note(note);
    await context.stdout.write(put(lookup.schema, format, context));
    return 0;
  },
});

async function findSchema(
  fileSystem: FileSystem,
  path: string,
  subset: string | null,
): Promise<SchemaLookup> {
  if (path.endsWith('.json')) {
    const origin = { source: 'named', label: path, path } as const;
    return loadSchemaFile(fileSystem, origin, { dataset: path, subset });
  }
  // A folder stands for a template file in it; what counts is what lies beside.
  const isFile = /\.ya?ml$/.test(path);
  const place = isFile ? path : `${path}/templates.yaml`;
  const location = { path: place, dataset: dirname(place), subset };
  return createBesideSource(fileSystem).loadSchema(location);
}

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
      return [feature.type];
    case 'sequence':
      return unknownTypesIn(feature.item);
    case 'struct':
      return [...feature.fields.values()].flatMap(unknownTypesIn);
    default:
      return [];
  }
}

function absence(path: string): string {
  return `${path}: there is no schema here; \`schema.json\` or \`dataset_infos.json\` is expected, or the name of a dataset on the Hub.`;
}
