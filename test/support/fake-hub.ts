/** A Hub on this machine: its dataset viewer's answers in their real shapes, with made-up content, and faults on request. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface FakeHub extends AsyncDisposable {
  /** Address of both the Hub and its viewer. */
  readonly origin: string;
  /** What was asked, in order. */
  readonly requests: readonly FakeRequest[];
  /** Answers requests to the path in another way from now on. */
  on(path: string, answer: FakeAnswer): void;
  /** Takes the network away: open connections break off and new ones are refused. */
  stop(): Promise<void>;
}

export interface FakeRequest {
  readonly path: string;
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly range: string | undefined;
}

export type FakeAnswer = (
  response: ServerResponse,
  request: FakeRequest,
  message: IncomingMessage,
) => void;

export interface FakeDataset {
  /** By subset. */
  readonly configs: Readonly<Record<string, FakeConfig>>;
  readonly revision?: string;
}

export interface FakeConfig {
  /** As in `dataset_infos.json`. */
  readonly features: Readonly<Record<string, unknown>>;
  /** Rows by split, each as JSON text. */
  readonly splits: Readonly<Record<string, readonly string[]>>;
}

export async function startFakeHub(
  datasets: Readonly<Record<string, FakeDataset>> = {},
): Promise<FakeHub> {
  const requests: FakeRequest[] = [];
  const answers = new Map<string, FakeAnswer>();
  const sockets = new Set<Socket>();
  const server = createServer((message, response) => {
    const url = new URL(message.url ?? '/', `http://${message.headers.host}`);
    const { authorization, range } = message.headers;
    const request = { path: url.pathname, url, authorization, range };
    requests.push(request);
    const answer = answers.get(url.pathname) ?? ((out) => answerAsHub(datasets, url, out));
    answer(response, request, message);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const stop = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    origin: `http://127.0.0.1:${address.port}`,
    requests,
    on: (path, answer) => answers.set(path, answer),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** Answers with JSON. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}) {
  return (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof value === 'string' ? value : JSON.stringify(value));
  };
}

/** A file, of which pieces may be asked for. */
export function file(bytes: Uint8Array): FakeAnswer {
  return (response, { range }) => {
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
    if (from === undefined || to === undefined) {
      response.writeHead(200).end(bytes);
      return;
    }
    const piece = bytes.subarray(Number(from), Number(to) + 1);
    const contentRange = `bytes ${from}-${Number(from) + piece.length - 1}/${bytes.length}`;
    response.writeHead(206, { 'content-range': contentRange }).end(piece);
  };
}

/** Each answer once; the last one for good. */
export function inTurn(...answers: readonly FakeAnswer[]): FakeAnswer {
  const left = [...answers];
  return (response, request, message) => {
    const answer = left.length > 1 ? left.shift() : left[0];
    answer?.(response, request, message);
  };
}

function answerAsHub(
  datasets: Readonly<Record<string, FakeDataset>>,
  url: URL,
  response: ServerResponse,
): void {
  const query = (name: string) => url.searchParams.get(name) ?? '';
  if (url.pathname === '/api/datasets') {
    const found = Object.keys(datasets).filter((name) => name.includes(query('search')));
    json(found.map((id) => ({ id, downloads: 7 })))(response);
    return;
  }
  const named = /^\/api\/datasets\/(.+)$/.exec(url.pathname)?.[1];
  const name = named ?? query('dataset');
  const dataset = datasets[name];
  const body = dataset && (named ? { id: name } : viewerAnswer(name, dataset, url));
  if (dataset === undefined || body === undefined) {
    answerUnknown(response);
    return;
  }
  const headers = { 'x-revision': dataset.revision ?? 'r1', 'cache-control': 'max-age=120' };
  json(body, 200, headers)(response);
}

function answerUnknown(response: ServerResponse): void {
  const error = 'The dataset does not exist on the Hub.';
  json({ error }, 404, { 'x-error-code': 'DatasetNotFoundError', 'x-error-message': error })(
    response,
  );
}

function viewerAnswer(name: string, { configs }: FakeDataset, url: URL): unknown {
  const query = (key: string) => url.searchParams.get(key) ?? '';
  const all = Object.entries(configs).flatMap(([config, { splits }]) =>
    Object.entries(splits).map(([split, rows]) => ({ dataset: name, config, split, rows })),
  );
  const config = configs[query('config')];
  const rows = config?.splits[query('split')];
  const range = { offset: Number(query('offset')), length: Number(query('length') || 100) };
  switch (url.pathname) {
    case '/splits': {
      const splits = all.map(({ dataset, config: of, split }) => ({ dataset, config: of, split }));
      return { splits, pending: [], failed: [] };
    }
    case '/size': {
      const splits = all.map(({ rows: each, ...split }) => ({ ...split, num_rows: each.length }));
      return {
        size: { dataset: {}, configs: [], splits },
        pending: [],
        failed: [],
        partial: false,
      };
    }
    case '/info':
      return config && infoOf(name, query('config'), config);
    case '/rows':
      return config && rows && page(config, rows.map(numbered), range);
    case '/first-rows':
      return (
        config &&
        rows &&
        `${String(page(config, rows.map(numbered), { offset: 0, length: 100 })).slice(0, -1)},"truncated":false}`
      );
    case '/search': {
      const has = (row: string) => row.toLowerCase().includes(query('query').toLowerCase());
      return (
        config &&
        rows &&
        page(
          config,
          rows.map(numbered).filter(([, row]) => has(row)),
          range,
        )
      );
    }
    default:
      return undefined;
  }
}

function infoOf(name: string, configName: string, config: FakeConfig): unknown {
  const splits = Object.entries(config.splits).map(([split, rows]) => [
    split,
    { name: split, num_bytes: rows.join('').length, num_examples: rows.length, dataset_name: name },
  ]);
  return {
    dataset_info: {
      description: '',
      features: config.features,
      builder_name: 'parquet',
      dataset_name: name.split('/').at(-1),
      config_name: configName,
      splits: Object.fromEntries(splits),
    },
    partial: false,
  };
}

function numbered(row: string, index: number): readonly [number, string] {
  return [index, row];
}

/** Rows keep their text, in which `1.0` is no int. */
function page(
  config: FakeConfig,
  rows: readonly (readonly [number, string])[],
  { offset, length }: { readonly offset: number; readonly length: number },
): string {
  const features = Object.entries(config.features).map(([name, type], index) => ({
    feature_idx: index,
    name,
    type,
  }));
  const items = rows
    .slice(offset, offset + length)
    .map(([index, row]) => `{"row_idx":${index},"row":${row},"truncated_cells":[]}`);
  return `{"features":${JSON.stringify(features)},"rows":[${items.join(',')}],"num_rows_total":${rows.length},"num_rows_per_page":100,"partial":false}`;
}
