import type { HttpReply } from './http-reply.ts';
import type { HubMiss } from './hub-outcome.ts';

export type HttpAnswer = HttpReply & { readonly kind: 'answer' };

/** The answer, or what kept the Hub from answering about `subject`, such as "`imdb`". */
export function answerOrMiss(reply: HttpReply, subject: string): HttpAnswer | HubMiss {
  if (reply.kind === 'unreachable') return { kind: 'offline', message: reply.message };
  if (reply.kind === 'unusable') return { kind: 'malformed', message: reply.message };
  const { status, headers } = reply;
  if (status === 200 || status === 206) return reply;
  return refusalOf(status, headers.get('x-error-code') ?? '', errorText(reply), subject);
}

function refusalOf(status: number, code: string, detail: string, subject: string): HubMiss {
  const because = detail === '' ? '' : ` It says: ${detail}`;
  if (status === 401 || status === 403) {
    const message = `The Hub does not give access to ${subject}: it is gated or private, or there is no such dataset. Set a token by the command *P3: Set Hub token*, or \`HF_TOKEN\`.`;
    return { kind: 'denied', message };
  }
  if (status === 501) {
    const message = `The Hub's dataset viewer cannot show ${subject}.${because} Put a data file beside the template file, or name one in \`p3.datasets\`.`;
    return { kind: 'malformed', message };
  }
  if (status === 404 || status === 410) {
    return { kind: 'absent', message: `The Hub does not have ${subject}.${because}` };
  }
  if (status === 429) {
    return {
      kind: 'offline',
      message: 'The Hub has had too many requests; it is asked again later.',
    };
  }
  if (/NotReady/i.test(code)) {
    return { kind: 'offline', message: `The Hub is still preparing ${subject}; try again later.` };
  }
  if (status >= 500) {
    return { kind: 'offline', message: `The Hub fails on ${subject} (${status}).${because}` };
  }
  return {
    kind: 'malformed',
    message: `The Hub refuses the request for ${subject} (${status}).${because}`,
  };
}

const longestDetail = 200;

/** The `error` of the Hub's JSON, else nothing: a proxy's page is of no use. */
function errorText({ body, headers }: HttpAnswer): string {
  const short = headers.get('x-error-message') ?? errorField(body);
  const text = short.replace(/\s+/g, ' ').trim();
  return text.length > longestDetail ? `${text.slice(0, longestDetail)}…` : text;
}

function errorField(body: Uint8Array): string {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(body));
    const isError = typeof json === 'object' && json !== null && 'error' in json;
    return isError && typeof json.error === 'string' ? json.error : '';
  } catch {
    return '';
  }
}
