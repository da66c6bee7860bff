import { isAbsolute, join } from 'node:path';
import type { Lookup, Origin } from '../dataset/lookup.ts';
import type { LocalParts } from './folder-files-source.ts';
import { matchesGlob } from './glob.ts';
import { isHubId } from './hub/dataset-id.ts';
import { createNamedSource } from './named-source.ts';
import type { DatasetSource, TemplateLocation } from './source.ts';

export interface DatasetMapping {
  /** By a pattern of `dataset` or `dataset/subset`: a file, a folder, or the name of a dataset on the Hub. */
  readonly places: Readonly<Record<string, string>>;
  /** Folders that relative paths may be in. */
  readonly roots: readonly string[];
  readonly homeFolder: string;
  /** Where datasets of the Hub come from; they are not known where it is left out. */
  readonly hub?: DatasetSource;
}

/** Nothing is named for any dataset. */
export const noMapping: DatasetMapping = { places: {}, roots: [], homeFolder: '' };

/** What the user has named for a dataset; the first pattern that fits counts. */
export function createSettingSource(parts: LocalParts, mapping: DatasetMapping): DatasetSource {
  async function ask<Found>(
    location: TemplateLocation,
    look: (source: DatasetSource, location: TemplateLocation) => Promise<Lookup<Found>>,
  ): Promise<Lookup<Found>> {
    const place = placeOf(mapping, location);
    if (place === undefined) return { kind: 'absent' };
    for (const path of pathsOf(place, mapping)) {
      const source = createNamedSource(parts, { source: 'setting', path });
      const lookup = await look(source, location);
      if (lookup.kind !== 'absent') return lookup;
    }
    if (isHubId(place) && mapping.hub !== undefined) {
      const lookup = await look(mapping.hub, { ...location, dataset: place });
      if (lookup.kind !== 'absent') return lookup;
    }
    return nothingThere(place, location);
  }
  return {
    loadSchema: (location, signal) => ask(location, (source, at) => source.loadSchema(at, signal)),
    loadSplits: (location, signal) => ask(location, (source, at) => source.loadSplits(at, signal)),
    loadRows: (location, request, signal) =>
      ask(location, (source, at) => source.loadRows(at, request, signal)),
  };
}

function placeOf({ places }: DatasetMapping, { dataset, subset }: TemplateLocation) {
  const names = subset === null ? [dataset] : [`${dataset}/${subset}`, dataset];
  const found = Object.entries(places).find(([pattern]) =>
    names.some((name) => matchesGlob(pattern, name)),
  );
  return found?.[1];
}

function pathsOf(place: string, { roots, homeFolder }: DatasetMapping): readonly string[] {
  if (place.startsWith('~/')) return [join(homeFolder, place.slice(2))];
  return isAbsolute(place) ? [place] : roots.map((root) => join(root, place));
}

function nothingThere(place: string, { dataset }: TemplateLocation): Lookup<never> {
  const origin: Origin = { source: 'setting', label: '`p3.datasets`' };
  const message = `\`p3.datasets\` names \`${place}\` for \`${dataset}\`, and there is no such data.`;
  return { kind: 'malformed', origin, message };
}
