import { below, type HubEndpoints } from './endpoints.ts';
import type { HubClient } from './hub-client.ts';
import type { RemoteFile } from './hub-parquet.ts';
import type { HubParquetFile } from './viewer-shapes.ts';

/** The largest piece that is asked for at once. */
const largestPiece = 64 * 1024 * 1024;

/** A converted Parquet file of the Hub, of which only the wanted pieces are fetched. */
export function openRemoteFile(
  client: HubClient,
  { hub }: HubEndpoints,
  {
    dataset,
    file,
    signal,
  }: {
    readonly dataset: string;
    readonly file: HubParquetFile;
    readonly signal?: AbortSignal | undefined;
  },
): RemoteFile {
  // Only the path of the address counts, so that no answer leads to another host.
  const url = below(hub, new URL(file.url, hub).pathname);
  return {
    path: url.href,
    async fetchPiece(_path, offset, length) {
      const question = {
        ...{ url, dataset, subject: `the Parquet files of \`${dataset}\`` },
        headers: { range: `bytes=${offset}-${offset + length - 1}` },
        maxBytes: Math.min(largestPiece, length),
        read: (body: Uint8Array) => (body.length === length ? body : undefined),
      };
      try {
        const outcome = await client.ask(question, signal);
        return outcome.kind === 'found'
          ? { kind: 'bytes', bytes: outcome.value }
          : { kind: 'problem', message: outcome.message };
      } catch (error) {
        return { kind: 'problem', message: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}
