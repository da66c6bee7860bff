import type { Connection } from 'vscode-languageserver/node';
import { languageService } from '../language-service.ts';
import {
  type ListTemplatesParams,
  listTemplatesMethod,
  type RenderParams,
  renderMethod,
} from '../protocol/requests.ts';
import type { Settings } from '../protocol/settings.ts';
import { findTemplate } from '../template/template-name.ts';
import type { ClientFeatures } from './client-features.ts';
import { toDocumentSymbol, toHover, toSymbolInformation } from './convert.ts';
import { documentHandler } from './document-handler.ts';
import type { DocumentStore } from './document-store.ts';
import { hoverAt } from './hovering.ts';
import type { Logger } from './logger.ts';
import { type Rendering, summarize } from './rendering.ts';
import { signalOf } from './signal.ts';

export interface HandlerParts {
  readonly connection: Connection;
  readonly store: DocumentStore;
  readonly rendering: Rendering;
  readonly settings: () => Settings;
  readonly logger: Logger;
  readonly client: ClientFeatures;
}

/** Ties each method of the protocol to its feature. */
export function registerHandlers(parts: HandlerParts): void {
  const { connection, rendering, client } = parts;
  const handle = documentHandler(parts);

  connection.onHover(
    handle('textDocument/hover', null, async (document, { position }, token) => {
      const offset = document.lines.offsetAt(position);
      const hover = await hoverAt(document, offset, rendering, signalOf(token));
      return hover === undefined ? null : toHover(document.lines, hover, client);
    }),
  );
  connection.onDocumentSymbol(
    handle('textDocument/documentSymbol', [], ({ snapshot, lines }) =>
      client.nestsSymbols
        ? languageService.documentSymbols(snapshot).map((symbol) => toDocumentSymbol(lines, symbol))
        : languageService
            .workspaceSymbols(snapshot.file, '')
            .map((symbol) => toSymbolInformation(snapshot.uri, lines, symbol)),
    ),
  );
  registerOwnRequests(parts);
}

function registerOwnRequests(parts: HandlerParts): void {
  const { connection, rendering } = parts;
  const handle = documentHandler(parts);
  connection.onRequest(
    listTemplatesMethod,
    handle(listTemplatesMethod, [], (document, _params: ListTemplatesParams) =>
      document.snapshot.file.templates.map((template) => summarize(document, template)),
    ),
  );
  connection.onRequest(
    renderMethod,
    handle(renderMethod, null, (document, params: RenderParams, token) => {
      const { templateId, offset, limit, filter = '', draws, traces } = params;
      const template = findTemplate(document.snapshot.file.templates, templateId);
      const how = { ...(draws && { draws }), ...(traces && { traces }) };
      const run = { range: { offset, limit }, filter, signal: signalOf(token), ...how };
      return template ? rendering.render(document, template, run) : null;
    }),
  );
}
