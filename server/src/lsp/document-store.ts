import type { TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { createSnapshot, type Snapshot } from '../analysis/snapshot.ts';
import { languageService } from '../language-service.ts';
import type { Finding, RuleSeverities } from '../rules/rule.ts';
import type { TemplateFile } from '../template/template-file.ts';
import { LineIndex } from '../text/line-index.ts';
import type { Configuration } from './configuration.ts';
import { type Datasets, locationOf } from './datasets.ts';
import type { FactsByTemplate } from './row-facts-store.ts';

/** A snapshot with the lines of its text, for conversions at the edge. */
export interface OpenDocument {
  readonly snapshot: Snapshot;
  readonly lines: LineIndex;
  /** With what was learnt by now: of its templates over rows, and of the other files. */
  findings(): readonly Finding[];
}

/** What is found out about documents while they are open, bit by bit. */
export interface Learnt {
  about(uri: string, file: TemplateFile): LearntFacts;
}

export interface LearntFacts {
  /** Another map whenever there are other facts. */
  readonly rowFacts: FactsByTemplate;
  readonly idsElsewhere: ReadonlyMap<string, string>;
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

export interface DocumentStoreParts {
  readonly documents: TextDocuments<TextDocument>;
  readonly datasets: Datasets;
  readonly configuration: Pick<Configuration, 'ready'>;
  /** What is chosen for the rules in a document, once the settings are there. */
  readonly severitiesOf: (uri: string) => RuleSeverities;
  readonly learnt: Learnt;
  /** A document was read anew. */
  onRead(): void;
}

export function createDocumentStore(parts: DocumentStoreParts): DocumentStore {
  const { documents, configuration } = parts;
  const cache = new Map<string, { version: number; document: Promise<OpenDocument> }>();
  /** The last version of each document that was read, to read the next one with. */
  const earlier = new Map<string, OpenDocument>();
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
      const document = configuration.ready().then(async () => {
        const read = await readDocument(text, earlier.get(uri), parts);
        earlier.set(uri, read);
        parts.onRead();
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
      earlier.delete(uri);
    },
    forgetAll: () => cache.clear(),
  };
}

async function readDocument(
  document: TextDocument,
  earlier: OpenDocument | undefined,
  { datasets, severitiesOf, learnt }: DocumentStoreParts,
): Promise<OpenDocument> {
  const { uri, version } = document;
  const text = document.getText();
  const bare = { uri, version, text, schema: { kind: 'absent' } } as const;
  const snapshot = createSnapshot(bare, earlier?.snapshot);
  const lines = new LineIndex(text, earlier?.lines);
  const location = locationOf(uri, snapshot.file);
  const facts = location && (await datasets.load(location));
  return toOpenDocument({ ...snapshot, ...facts }, lines, severitiesOf(uri), learnt);
}

/** Findings are computed once, and again when something was learnt. */
function toOpenDocument(
  snapshot: Snapshot,
  lines: LineIndex,
  severities: RuleSeverities,
  learnt: Learnt,
): OpenDocument {
  const { uri, file } = snapshot;
  let known: LearntFacts | undefined;
  let findings: readonly Finding[] = [];
  return {
    snapshot,
    lines,
    findings() {
      const facts = learnt.about(uri, file);
      if (known === undefined || !isSame(known, facts)) {
        known = facts;
        findings = languageService.findings({ ...snapshot, ...facts }, { severities });
      }
      return findings;
    },
  };
}

function isSame(one: LearntFacts, other: LearntFacts): boolean {
  const [ids, otherIds] = [one.idsElsewhere, other.idsElsewhere];
  return (
    one.rowFacts === other.rowFacts &&
    ids.size === otherIds.size &&
    [...ids].every(([id, path]) => otherIds.get(id) === path)
  );
}

/** Other clients may attach the server to all YAML files. */
function isTemplateFile({ languageId, uri }: TextDocument): boolean {
  return /(?:^|\.)p3-template$/.test(languageId) || /(?:^|[/\\])templates\.ya?ml$/.test(uri);
}
