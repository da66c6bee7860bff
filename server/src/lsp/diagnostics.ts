import { pathToFileURL } from 'node:url';
import {
  type Connection,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type TextDocuments,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../rules/rule.ts';
import type { ClientFeatures } from './client-features.ts';
import { toDiagnostic } from './convert.ts';
import type { DocumentStore, OpenDocument } from './document-store.ts';
import { guard } from './guard.ts';
import type { Logger } from './logger.ts';
import type { RowFactsStore } from './row-facts-store.ts';

/** Tells the client what is wrong with its documents, in the way that it understands. */
export interface Diagnostics {
  /** After schemas or settings changed; of one document where that alone has news. */
  refresh(uri?: string): void;
}

export interface DiagnosticsParts {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly store: DocumentStore;
  readonly rowFacts: Pick<RowFactsStore, 'placeOf'>;
  readonly logger: Logger;
  readonly timers: Timers;
  /** In milliseconds, from any start. */
  now(): number;
}

export interface Timers {
  /** Calls back once after the delay; the result stops it. */
  start(delayMs: number, callback: () => void): () => void;
}

export function startDiagnostics(parts: DiagnosticsParts, client: ClientFeatures): Diagnostics {
  const toItems = (document: OpenDocument) =>
    document.findings().map((finding) => {
      const related = client.showsRelated ? rowBehind(document, finding, parts.rowFacts) : [];
      return toDiagnostic(document.lines, finding, related);
    });
  return client.pullsDiagnostics
    ? startPull(parts, toItems, client.refreshesDiagnostics)
    : startPush(parts, toItems);
}

type ToItems = (document: OpenDocument) => Diagnostic[];

/** The line of the data that shows the finding. */
function rowBehind(
  { snapshot }: OpenDocument,
  { row }: Finding,
  rowFacts: DiagnosticsParts['rowFacts'],
): readonly DiagnosticRelatedInformation[] {
  const place = row === undefined ? undefined : rowFacts.placeOf(snapshot.uri, row);
  if (place?.line === undefined) return [];
  const start = { line: place.line - 1, character: 0 };
  const location = { uri: pathToFileURL(place.path).href, range: { start, end: start } };
  return [{ location, message: `Row ${row} of the dataset` }];
}

function startPull(
  { connection, store, logger }: DiagnosticsParts,
  toItems: ToItems,
  canRefresh: boolean,
) {
  const answer = async (uri: string): Promise<DocumentDiagnosticReport> => {
    const document = await store.open(uri);
    const items = document === undefined ? [] : toItems(document);
    return { kind: DocumentDiagnosticReportKind.Full, items };
  };
  connection.languages.diagnostics.on(
    guard(
      logger,
      'textDocument/diagnostic',
      (): DocumentDiagnosticReport => ({ kind: DocumentDiagnosticReportKind.Full, items: [] }),
      ({ textDocument }: DocumentDiagnosticParams) => answer(textDocument.uri),
    ),
  );
  return {
    refresh() {
      if (canRefresh) {
        connection.languages.diagnostics
          .refresh()
          .catch((error) => logger.error('The client did not refresh diagnostics', error));
      }
    },
  };
}

/** Short enough to feel immediate, long enough to join the changes of one keystroke. */
const pushDelayMs = 5;
/** A long file waits as long again as its diagnostics take, so that what is asked for meanwhile is answered first. */
const longestDelayMs = 12;

function startPush(
  { connection, documents, store, logger, timers, now }: DiagnosticsParts,
  toItems: ToItems,
) {
  const waiting = new Map<string, () => void>();
  let delayMs = pushDelayMs;

  const push = async (uri: string) => {
    waiting.delete(uri);
    const document = await store.open(uri);
    if (document === undefined || documents.get(uri)?.version !== document.snapshot.version) {
      return;
    }
    const start = now();
    const diagnostics = toItems(document);
    delayMs = Math.min(Math.max(pushDelayMs, now() - start), longestDelayMs);
    await connection.sendDiagnostics({ uri, version: document.snapshot.version, diagnostics });
  };
  const schedule = (uri: string) => {
    waiting.get(uri)?.();
    const run = () => push(uri).catch((error) => logger.error(`Linting ${uri} failed`, error));
    waiting.set(uri, timers.start(delayMs, run));
  };

  documents.onDidChangeContent(({ document }) => schedule(document.uri));
  documents.onDidClose(({ document: { uri } }) => {
    waiting.get(uri)?.();
    waiting.delete(uri);
    connection
      .sendDiagnostics({ uri, diagnostics: [] })
      .catch((error) => logger.error(`Clearing the diagnostics of ${uri} failed`, error));
  });
  return {
    refresh: (uri?: string) => (uri === undefined ? store.uris() : [uri]).forEach(schedule),
  };
}
