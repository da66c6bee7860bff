import type { TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { createSnapshot, type Snapshot } from '../analysis/snapshot.ts';
import { languageService } from '../language-service.ts';
import type { Finding, RuleSeverities } from '../rules/rule.ts';
import { LineIndex } from '../text/line-index.ts';
import type { Configuration } from './configuration.ts';
import { type Datasets, locationOf } from './datasets.ts';
import type { FactsByTemplate, RowFactsStore } from './row-facts-store.ts';

/** A snapshot with the lines of its text, for conversions at the edge. */
export interface OpenDocument {
  readonly snapshot: Snapshot;
  readonly lines: LineIndex;
  /** With what is known by now of its templates over rows. */
  findings(): readonly Finding[];
}

/** One snapshot per open document and version, made when first asked for. */
export interface DocumentStore {
  /** `undefined` for a document that is not open, or not a template file. */
  open(uri: string): Promise<OpenDocument | undefined>;
  /** The template files that are open. */
  uris(): readonly string[];
  forget(uri: string): void;
  /** Makes all snapshots anew, because what is known about datasets changed. */
  forgetAll(): void;
}

export function createDocumentStore(
  documents: TextDocuments<TextDocument>,
  datasets: Datasets,
  settings: Pick<Configuration, 'current' | 'ready'>,
  rowFacts: Pick<RowFactsStore, 'of'>,
): DocumentStore {
  const cache = new Map<string, { version: number; document: Promise<OpenDocument> }>();
  /** The last snapshot of each document, to read the next version with. */
  const snapshots = new Map<string, Snapshot>();
  return {
    async open(uri) {
      const text = documents.get(uri);
      if (text === undefined || !isTemplateFile(text)) {
        return undefined;
      }
      const cached = cache.get(uri);
      if (cached?.version === text.version) {
        return cached.document;
      }
      const document = settings.ready().then(async () => {
        const sources = { datasets, settings, rowFacts };
        const read = await readDocument(text, snapshots.get(uri), sources);
        snapshots.set(uri, read.snapshot);
        return read;
      });
      cache.set(uri, { version: text.version, document });
      document.catch(() => cache.delete(uri));
      return document;
    },
    uris: () =>
      documents
        .all()
        .filter(isTemplateFile)
        .map(({ uri }) => uri),
    forget(uri) {
      cache.delete(uri);
      snapshots.delete(uri);
    },
    forgetAll: () => cache.clear(),
  };
}

interface DocumentSources {
  readonly datasets: Datasets;
  readonly settings: Pick<Configuration, 'current'>;
  readonly rowFacts: Pick<RowFactsStore, 'of'>;
}

async function readDocument(
  document: TextDocument,
  earlier: Snapshot | undefined,
  { datasets, settings, rowFacts }: DocumentSources,
): Promise<OpenDocument> {
  const { uri, version } = document;
  const text = document.getText();
  const snapshot = createSnapshot({ uri, version, text, schema: { kind: 'absent' } }, earlier);
  const location = locationOf(uri, snapshot.file);
  const facts = location && (await datasets.load(location));
  const severities = settings.current()['p3.rules.severities'];
  return toOpenDocument({ ...snapshot, ...facts }, severities, rowFacts);
}

/** Findings are computed once, and again when there are other facts. */
function toOpenDocument(
  snapshot: Snapshot,
  severities: RuleSeverities,
  rowFacts: Pick<RowFactsStore, 'of'>,
): OpenDocument {
  let computed: { facts: FactsByTemplate | undefined; findings: readonly Finding[] } | undefined;
  return {
    snapshot,
    lines: new LineIndex(snapshot.text),
    findings() {
      const facts = rowFacts.of(snapshot.uri);
      if (computed === undefined || computed.facts !== facts) {
        const known = facts === undefined ? snapshot : { ...snapshot, rowFacts: facts };
        computed = { facts, findings: languageService.findings(known, { severities }) };
      }
      return computed.findings;
    },
  };
}

/** Other clients may attach the server to all YAML files. */
function isTemplateFile({ languageId, uri }: TextDocument): boolean {
  return /(?:^|\.)p3-template$/.test(languageId) || /(?:^|[/\\])templates\.ya?ml$/.test(uri);
}
