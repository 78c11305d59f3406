import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OpenAPIHandler } from '@orpc/openapi/fetch';
import { entityTag, namesTag } from './entity-tag.ts';
import { MAX_HTTP_ANSWER_BYTES, MAX_HTTP_URL_CHARS } from './limits.ts';
import { clientOf, type RateLimit } from './rate-limit.ts';

/** What answers are made of. */
export interface AnswerParts {
  readonly handler: OpenAPIHandler<Record<never, never>>;
  readonly openapi: Uint8Array;
  readonly rate: RateLimit;
  /** Values of `Host` that are ours; null: any. */
  readonly hosts: ReadonlySet<string> | null;
}

/** On every answer: nothing here is a page, and no page elsewhere may read it as one. */
const HEADERS = {
  'Content-Type': 'application/json; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const;

interface Answer {
  readonly status: number;
  readonly body: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers one request of the index's HTTP API. */
export async function answerIndexRequest(
  request: IncomingMessage,
  response: ServerResponse,
  parts: AnswerParts,
): Promise<void> {
  const answer = refuse(request, parts) ?? (await contents(request, parts).catch(() => failure(500)));
  const tag = answer.status === 200 ? entityTag(answer.body) : undefined;
  const unchanged = tag !== undefined && namesTag(request.headers['if-none-match'], tag);
  response.writeHead(unchanged ? 304 : answer.status, {
    ...HEADERS,
    // Kept by whoever likes, but asked about each time.
    'Cache-Control': answer.status === 200 ? 'no-cache' : 'no-store',
    ...(tag === undefined ? {} : { ETag: tag }),
    ...(unchanged ? {} : { 'Content-Length': String(answer.body.length) }),
    ...answer.headers,
  });
  response.end(unchanged || request.method === 'HEAD' ? undefined : answer.body);
}

/** What can be said without looking anything up. */
function refuse(request: IncomingMessage, { rate, hosts }: AnswerParts): Answer | null {
  const wait = rate.take(clientOf(request.socket.remoteAddress));
  if (wait > 0)
    return failure(429, `Too many requests. Ask again in ${wait} s.`, { 'Retry-After': String(wait) });
  if (hosts !== null && !hosts.has(request.headers.host ?? ''))
    return failure(421, 'This server answers only to the address that it printed.');
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return failure(405, 'This API only reads: GET and HEAD.', { Allow: 'GET, HEAD' });
  if ((request.url ?? '').length > MAX_HTTP_URL_CHARS) return failure(414, 'The address is too long.');
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if ((length !== undefined && length !== '0') || encoding !== undefined)
    return failure(400, 'A request to read has no content.', { Connection: 'close' });
  return null;
}

async function contents(request: IncomingMessage, { handler, openapi }: AnswerParts): Promise<Answer> {
  const url = request.url ?? '/';
  if (!url.startsWith('/') || !URL.canParse(`http://index${url}`))
    return failure(400, 'This is no address of this API.');
  const target = new URL(`http://index${url}`);
  if (target.pathname === '/openapi.json') return { status: 200, body: openapi };
  const { matched, response } = await handler.handle(new Request(target, { method: 'GET' }), { context: {} });
  if (!matched) return failure(404, 'There is nothing here. /openapi.json lists what there is.');
  if (response.status >= 500) return failure(500);
  const body = new Uint8Array(await response.arrayBuffer());
  if (body.length > MAX_HTTP_ANSWER_BYTES) return failure(413, 'The page is too large; ask for fewer rows.');
  return { status: response.status, body };
}

/** An error in the form that the API's own errors have. */
export function failure(
  status: number,
  message = 'This could not be answered.',
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, headers, body: new TextEncoder().encode(JSON.stringify({ status, message })) };
}
