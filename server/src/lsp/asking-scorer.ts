import type { RemoteWindow } from 'vscode-languageserver/node';
import type { ScoringClient } from '../scoring/scoring-client.ts';
import type { ScoreReply } from '../scoring/scoring-protocol.ts';

type NeedsCopy = ScoreReply & { readonly kind: 'needs-copy' };

/**
 * A client that asks the user before weights on another disk are copied, and scores once that is allowed. A copy stays, so
 * that it is asked for once; who does not want it gets the reply that asks for it.
 */
export function askBeforeCopy(client: ScoringClient, window: RemoteWindow): ScoringClient {
  return {
    ...client,
    async score(request, options) {
      const reply = await client.score(request, options);
      if (reply.kind !== 'needs-copy' || !(await isAllowed(reply, window))) return reply;
      return options?.signal?.aborted === true
        ? { kind: 'cancelled' }
        : client.score({ ...request, allowCopy: true }, options);
    },
  };
}

async function isAllowed({ message }: NeedsCopy, window: RemoteWindow): Promise<boolean> {
  const copy = { title: 'Copy' };
  const chosen = await window.showWarningMessage(message, copy, { title: 'Not Now' });
  return chosen?.title === copy.title;
}
