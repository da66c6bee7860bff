import { below, type HubEndpoints } from './endpoints.ts';
import type { HubClient } from './hub-client.ts';
import type { HubOutcome } from './hub-outcome.ts';

/** What is asked of the Hub itself rather than of its viewer. */
export interface HubApi {
  /** The name that a dataset has now; the Hub forwards the names that it had before. */
  currentName(dataset: string, signal?: AbortSignal): Promise<HubOutcome<string>>;
  /** Names of datasets that fit some letters, the most used first. */
  searchDatasets(letters: string, signal?: AbortSignal): Promise<HubOutcome<readonly string[]>>;
}

const largestAnswer = 4 * 1024 * 1024;
const mostProposals = 20;

export function createHubApi(client: HubClient, { hub }: HubEndpoints): HubApi {
  function ask<Value>(
    url: URL,
    name: string,
    read: (json: unknown) => Value | undefined,
    signal?: AbortSignal,
  ): Promise<HubOutcome<Value>> {
    const question = {
      url,
      dataset: name,
      subject: `\`${name}\``,
      headers: { accept: 'application/json' },
      maxBytes: largestAnswer,
      read: (body: Uint8Array) => read(parse(body)),
    };
    return client.ask(question, signal);
  }
  return {
    currentName: (dataset, signal) =>
      ask(below(hub, `/api/datasets/${dataset}`), dataset, idOf, signal),
    searchDatasets(letters, signal) {
      const query = { search: letters, sort: 'downloads', direction: -1, limit: mostProposals };
      return ask(below(hub, '/api/datasets', query), letters, idsOf, signal);
    },
  };
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

function idOf(json: unknown): string | undefined {
  const isNamed = typeof json === 'object' && json !== null && 'id' in json;
  return isNamed && typeof json.id === 'string' ? json.id : undefined;
}

function idsOf(json: unknown): readonly string[] | undefined {
  return Array.isArray(json) ? json.flatMap((item) => idOf(item) ?? []) : undefined;
}
