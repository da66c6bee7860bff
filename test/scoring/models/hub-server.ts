/** A Hub on this machine, which cuts connections, ignores ranges or damages files as a test asks. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface HubServer {
  readonly endpoint: URL;
  /** `path from` of each request for a file. */
  readonly requests: readonly string[];
}

export interface HubServerOptions {
  readonly files: Readonly<Record<string, Buffer>>;
  /** Bytes after which a connection is cut. */
  readonly cutAfter?: number;
  readonly ignoresRanges?: boolean;
  /** Sends other bytes than were announced. */
  readonly damages?: boolean;
  readonly status?: number;
}

/** Stopped `after` a test, or a walk through the editor. */
export async function startHub(
  context: { after(clean: () => void): void },
  options: HubServerOptions,
): Promise<HubServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    if (options.status !== undefined) response.writeHead(options.status).end();
    else if (path.startsWith('/api/models/')) response.end(listing(options));
    else sendFile(path.split('/resolve/main/')[1] ?? '', request, response, options, requests);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { endpoint: new URL(`http://127.0.0.1:${port}`), requests };
}

/** Weights are stored by their SHA-256, as the Hub does with large files. */
function listing({ files }: HubServerOptions): string {
  const entries = Object.entries(files).map(([path, bytes]) => {
    const header = `blob ${bytes.length}\0`;
    const oid = createHash('sha1').update(header).update(bytes).digest('hex');
    const lfs = { oid: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
    const isLarge = /\.(?:safetensors|bin)$/.test(path);
    return { type: 'file', path, size: bytes.length, oid, ...(isLarge && { lfs }) };
  });
  return JSON.stringify([{ type: 'directory', path: 'onnx' }, ...entries]);
}

function sendFile(
  path: string,
  { headers }: IncomingMessage,
  response: ServerResponse,
  { files, cutAfter, ignoresRanges = false, damages = false }: HubServerOptions,
  requests: string[],
): void {
  const content = files[path];
  if (content === undefined) {
    response.writeHead(404).end();
    return;
  }
  const asked = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
  requests.push(`${path} ${asked}`);
  const from = ignoresRanges ? 0 : asked;
  const rest = Buffer.from(content.subarray(from));
  if (damages) rest[0] = (rest[0] ?? 0) ^ 1;
  response.writeHead(from > 0 ? 206 : 200, { 'Content-Length': rest.length });
  if (cutAfter === undefined || rest.length <= cutAfter) {
    response.end(rest);
    return;
  }
  response.write(rest.subarray(0, cutAfter), () => setImmediate(() => response.destroy()));
}
