import type { IncomingMessage, ServerResponse } from 'node:http';
import { pageHeaders } from '../../protocol/page/page-headers.ts';
import { MAX_URL_CHARS } from './limits.ts';
import { readPageFile } from './page-files.ts';
import { refuseEmbedding, refuseHost, refuseStranger, type ServerAddress } from './request-guard.ts';
import type { SessionStore } from './session-store.ts';

const TEXT = 'text/plain; charset=utf-8';

/** What a request is answered from. */
export interface AnswerContext {
  readonly address: ServerAddress;
  readonly sessions: SessionStore;
  readonly pageDir: string;
}

/**
 * Answers a plain request: `/auth?token=…` opens a session, everything else is a file of the page for whoever has
 * one. Refusals carry the page's headers too.
 */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { address, sessions, pageDir }: AnswerContext,
): Promise<void> {
  const reply = (
    status: number,
    type: string,
    body: string | Uint8Array,
    more: Record<string, string> = {},
  ) => {
    response.writeHead(status, { ...pageHeaders(type, [`ws://${address.host}`]), ...more });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  const target = request.url ?? '';
  const misdirected = refuseHost(request.headers, address) ?? refuseEmbedding(request.headers);
  if (misdirected !== null) return reply(misdirected.status, TEXT, misdirected.sentence);
  if (request.method !== 'GET' && request.method !== 'HEAD') return reply(405, TEXT, 'Only GET.');
  if (target.length > MAX_URL_CHARS || !target.startsWith('/')) return reply(400, TEXT, 'No such address.');
  const [pathname = '', query = ''] = target.split('?', 2);
  if (pathname === '/auth') {
    const token = new URLSearchParams(query).get('token') ?? '';
    const secret = request.method === 'GET' ? sessions.open(token) : null;
    if (secret === null) return reply(401, TEXT, 'This link has been used or is not one of this server’s.');
    const cookie = `${address.cookie}=${secret}; HttpOnly; SameSite=Strict; Path=/`;
    return reply(303, TEXT, '', { location: '/', 'set-cookie': cookie });
  }
  const stranger = refuseStranger(request.headers, address, sessions);
  if (stranger !== null) return reply(stranger.status, TEXT, stranger.sentence);
  const file = await readPageFile(pageDir, pathname);
  if (typeof file === 'number') return reply(file, TEXT, file === 403 ? 'Refused.' : 'Not found.');
  reply(200, file.contentType, file.bytes);
}
