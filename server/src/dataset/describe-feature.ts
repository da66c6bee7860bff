import { fieldsOfFeature } from './feature-path.ts';
import type { Feature } from './features.ts';

/** The type in one line, such as `ClassLabel: negative, positive` or `Sequence<string>`. */
export function describeFeature(feature: Feature): string {
  switch (feature.kind) {
    case 'value':
      return feature.dtype;
    case 'class-label':
      return feature.names.length === 0 ? 'ClassLabel' : `ClassLabel: ${list(feature.names)}`;
    case 'sequence':
      return `${sequenceName(feature.length)}<${describeInner(feature.item)}>`;
    case 'struct':
    case 'translation':
    case 'variable-translation':
      return describeInner(feature);
    case 'image':
    case 'audio':
    case 'video':
      return mediaNames[feature.kind];
    case 'unknown':
      return feature.type === '' ? 'unknown' : feature.type;
  }
}

const mediaNames = { image: 'Image', audio: 'Audio', video: 'Video' } as const;
const mostNames = 8;

/** As a part of a longer type: without the names of the classes. */
function describeInner(feature: Feature): string {
  switch (feature.kind) {
    case 'class-label':
      return 'ClassLabel';
    case 'struct':
      return `{${list([...feature.fields.keys()])}}`;
    case 'translation':
      return `Translation<${list(feature.languages)}>`;
    case 'variable-translation':
      return `{${list([...(fieldsOfFeature(feature)?.keys() ?? [])])}}`;
    default:
      return describeFeature(feature);
  }
}

function sequenceName(length: number): string {
  return length < 0 ? 'Sequence' : `Sequence[${length}]`;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).join(', ');
  const rest = names.length - mostNames;
  return rest > 0 ? `${shown}, … (${rest} more)` : shown;
}
