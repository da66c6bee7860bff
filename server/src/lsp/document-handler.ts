import type { CancellationToken } from 'vscode-languageserver/node';
import type { DocumentStore, OpenDocument } from './document-store.ts';
import { guard } from './guard.ts';
import type { Logger } from './logger.ts';

interface DocumentHandlerParts {
  readonly store: DocumentStore;
  readonly logger: Logger;
}

interface DocumentParams {
  readonly uri?: string;
  readonly textDocument?: { readonly uri: string };
}

/** Finds the document of a request; a request for another document gets `fallback`, and so does one that fails. */
export function documentHandler({ store, logger }: DocumentHandlerParts) {
  return <Params extends DocumentParams, Result>(
    method: string,
    fallback: Result,
    answer: (
      document: OpenDocument,
      params: Params,
      token: CancellationToken,
    ) => Result | Promise<Result>,
  ) =>
    guard(
      logger,
      method,
      () => fallback,
      async (params: Params, token: CancellationToken): Promise<Result> => {
        const document = await store.open(params.textDocument?.uri ?? params.uri ?? '');
        return document === undefined || token.isCancellationRequested
          ? fallback
          : answer(document, params, token);
      },
    );
}
