import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { Logger } from './logger.ts';

export type Handler<Params, Result> = (
  params: Params,
  token: CancellationToken,
) => Result | Promise<Result>;

/**
 * Wraps a request handler so that nothing throws out of it: an error is logged with the request's name and answered
 * with `fallback`; a cancelled request is answered as the protocol asks.
 */
export function guard<Params, Result>(
  logger: Logger,
  name: string,
  fallback: (params: Params, error: unknown) => Result,
  handler: Handler<Params, Result>,
): (params: Params, token: CancellationToken) => Promise<Result | ResponseError<never>> {
  return async (params, token) => {
    try {
      if (!token.isCancellationRequested) {
        const result = await handler(params, token);
        if (!token.isCancellationRequested) {
          return result;
        }
      }
    } catch (error) {
      if (!token.isCancellationRequested) {
        logger.error(`${name} failed`, error);
        return fallback(params, error);
      }
    }
    return new ResponseError<never>(LSPErrorCodes.RequestCancelled, `${name} was cancelled.`);
  };
}
