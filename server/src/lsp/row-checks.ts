import type { TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { RowFacts } from '../analysis/row-facts.ts';
import type { Settings } from '../protocol/settings.ts';
import type { RenderClient } from '../render/process/render-client.ts';
import { checkRows, type RowCheck, rowsToCheck } from '../row-checks/check-rows.ts';
import { templatesToCheck } from '../row-checks/templates-to-check.ts';
import { areRowRulesOn } from '../rules/run-rules.ts';
import type { TokenCounter } from '../scoring/token-counter.ts';
import type { RowsLookup } from '../sources/source.ts';
import { createBudgetedClient, type RenderBudget } from './budgeted-client.ts';
import { type Datasets, locationOf } from './datasets.ts';
import type { Timers } from './diagnostics.ts';
import type { DocumentStore, OpenDocument } from './document-store.ts';
import type { Logger } from './logger.ts';
import type { Lull } from './lull.ts';
import type { RowFactsStore } from './row-facts-store.ts';

export interface RowChecksParts {
  readonly documents: TextDocuments<TextDocument>;
  readonly store: DocumentStore;
  readonly facts: RowFactsStore;
  readonly datasets: Datasets;
  readonly settings: () => Settings;
  readonly timers: Timers;
  /** Comes after the last keystroke; the lint itself comes at once. */
  readonly lull: Lull;
  readonly logger: Logger;
  /** Of a client apart from that of previews, which need not wait for it then. */
  readonly createClient: (budget: RenderBudget) => RenderClient;
  readonly tokenCounter: TokenCounter;
  readonly now: () => number;
  /** There are new facts about some document. */
  readonly onFacts: (uri: string) => void;
}

/** Renders the templates of open documents on many rows, in the background. */
export interface RowChecks {
  /** After rows or settings changed. */
  restart(): void;
  dispose(): void;
}

/** So many documents are checked at once, as each may wait for its rows. */
const mostAtOnce = 4;

/** For one template, all rows together. */
const patienceMs = 10_000;

/** So often findings are shown while a file of many templates is gone through. */
const showEveryMs = 1000;

/** An idle process is ended, since it holds memory. */
const idleMs = 60_000;

export function startRowChecks(parts: RowChecksParts): RowChecks {
  const { documents, store, facts, timers, lull, logger } = parts;
  const client = createBudgetedClient(parts.createClient);
  /** Changed a moment ago, and ready to be checked; what changed last comes last. */
  const changed = new Set<string>();
  const due = new Set<string>();
  const running = new Map<string, AbortController>();
  let stopIdling: () => void = () => {};
  let isDisposed = false;

  const check = async (uri: string) => {
    const controller = new AbortController();
    running.set(uri, controller);
    try {
      await checkDocument(parts, client.forBudget(parts.settings()), uri, controller.signal);
    } catch (error) {
      logger.error(`Checking ${uri} over rows failed`, error);
    }
    if (running.get(uri) === controller) running.delete(uri);
    checkNext();
  };
  const checkNext = () => {
    if (isDisposed) return;
    stopIdling();
    while (running.size < mostAtOnce) {
      // Its author looks at it.
      const uri = [...due].at(-1);
      if (uri === undefined) break;
      due.delete(uri);
      void check(uri);
    }
    if (running.size === 0) {
      stopIdling = timers.start(idleMs, () => {
        client.dispose();
        parts.tokenCounter.stop();
      });
    }
  };
  const checkChanged = () => {
    if (areRulesOn(parts.settings())) for (const uri of changed) due.add(uri);
    changed.clear();
    if (due.size > 0) checkNext();
  };
  const stop = (uri: string) => {
    changed.delete(uri);
    due.delete(uri);
    running.get(uri)?.abort();
    running.delete(uri);
  };
  const schedule = (uri: string) => {
    stop(uri);
    if (changed.size === 0) lull.await(checkChanged);
    changed.add(uri);
  };
  const forget = (uri: string) => {
    stop(uri);
    facts.forget(uri);
  };

  documents.onDidChangeContent(({ document }) => schedule(document.uri));
  documents.onDidClose(({ document }) => forget(document.uri));
  return {
    restart() {
      for (const uri of store.uris()) {
        forget(uri);
        schedule(uri);
      }
    },
    dispose() {
      isDisposed = true;
      for (const uri of [...changed, ...due, ...running.keys()]) forget(uri);
      stopIdling();
      client.dispose();
      parts.tokenCounter.stop();
    },
  };
}

/** Renders what is not known yet of the document, template by template, until it is done or aborted. */
async function checkDocument(
  parts: RowChecksParts,
  client: RenderClient,
  uri: string,
  signal: AbortSignal,
): Promise<void> {
  const { store, facts, settings, logger, now, onFacts } = parts;
  const document = await store.open(uri);
  if (document === undefined || signal.aborted || !areRulesOn(settings())) return;
  const templates = templatesToCheck(document.snapshot.file);
  facts.keepOnly(uri, new Set(templates.keys()));
  const unknown = [...templates].filter(([key]) => !facts.of(uri).has(key));
  if (unknown.length === 0) return;
  const lookup = await loadRows(document, parts);
  if (lookup.kind !== 'found' || signal.aborted) return;
  const rows = rowsToCheck(lookup.rows);
  facts.setPlaces(uri, new Map(lookup.rows.map(({ index, place }) => [index, place])));
  let found: [string, RowFacts][] = [];
  let shownAt = now();
  const show = () => {
    // Aborted, it may be about rows that are no longer there.
    if (found.length === 0 || signal.aborted) return;
    facts.add(uri, found);
    found = [];
    shownAt = now();
    onFacts(uri);
  };
  const tokens = countingOf(parts);
  for (const [key, template] of rows.length === 0 ? [] : unknown) {
    const check = { client, rows, options: optionsOf(settings()), patienceMs, now, ...tokens };
    const result = await checkRows(template, check, signal);
    if (result.kind === 'failed') logger.warn(result.message);
    if (result.kind !== 'checked' || signal.aborted) break;
    found.push([key, result.facts]);
    if (now() - shownAt > showEveryMs) show();
  }
  show();
}

/** With the model that the user chose; the one that is embedded has words of its own. */
function countingOf({
  settings,
  tokenCounter,
  logger,
}: RowChecksParts): Pick<RowCheck, 'countTokens'> {
  const modelFolder = settings()['p3.scoring.model'];
  if (modelFolder === '') return {};
  let hasFailed = false;
  return {
    async countTokens(texts) {
      if (hasFailed) return undefined;
      const reply = await tokenCounter.count(modelFolder, texts);
      if (reply.kind === 'counted') return reply.counts;
      hasFailed = true;
      logger.warn(`Tokens are not counted: ${reply.message}`);
      return undefined;
    },
  };
}

async function loadRows({ snapshot }: OpenDocument, parts: RowChecksParts): Promise<RowsLookup> {
  const location = locationOf(snapshot.uri, snapshot.file);
  if (location === undefined) return { kind: 'absent' };
  const limit = parts.settings()['p3.rules.rows'];
  return parts.datasets.loadRows(location, { offset: 0, limit });
}

function areRulesOn(settings: Settings): boolean {
  return settings['p3.rules.rows'] > 0 && areRowRulesOn(settings['p3.rules.severities']);
}

function optionsOf(settings: Settings) {
  return {
    truncate: settings['p3.render.truncate'],
    dialect: settings['p3.render.dialect'],
    choice: { kind: 'seed', seed: 0 },
  } as const;
}
