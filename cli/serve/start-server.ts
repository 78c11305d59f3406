import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { AnyRouter } from '@orpc/server';
import { type WebSocket, WebSocketServer } from 'ws';
import { serveRouter } from '../../protocol/api/serve-router.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { answerRequest } from './answer-request.ts';
import {
  CLOSE_GRACE_MS,
  HEADERS_TIMEOUT_MS,
  HEARTBEAT_MS,
  MAX_CONNECTIONS,
  MAX_FRAME_BYTES,
  MAX_HEADER_BYTES,
} from './limits.ts';
import {
  type Refusal,
  refuseHost,
  refuseOrigin,
  refuseStranger,
  type ServerAddress,
  serverAddress,
} from './request-guard.ts';
import { SessionStore } from './session-store.ts';
import { webSocketPort } from './web-socket-port.ts';

/** The only interface that this server listens on. */
const LOOPBACK = '127.0.0.1';

/** What {@link startServer} needs. */
export interface ServerOptions {
  /** Implementation of the node's contract; every open session may call all of it. */
  readonly router: AnyRouter;
  /** Folder of the built page. */
  readonly pageDir: string;
  /** TCP port, 0 for any free one. */
  readonly port?: number;
  /** Cryptographically secure bytes, for tests. */
  readonly random?: (bytes: number) => Uint8Array;
}

/** A running server. */
export interface LoopbackServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** A link that opens a session in the browser that visits it first. Each call gives a new one. */
  issueLink(): string;
  /** Stops listening and closes every connection. */
  close(): Promise<void>;
}

/**
 * Serves the page and the node's API to the browsers of this computer's user.
 * @throws LoamError `SERVE_PORT` when the port cannot be had
 */
export async function startServer(options: ServerOptions): Promise<LoopbackServer> {
  const sessions = new SessionStore(options.random ?? randomBytes);
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: HEADERS_TIMEOUT_MS,
  });
  const address = serverAddress(await listen(server, options.port ?? 0));
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  });
  server.on('request', (request, response) => {
    void answerRequest(request, response, { address, sessions, pageDir: options.pageDir });
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const refusal = refuseUpgrade(request, address, sessions, sockets);
    if (refusal !== null) refuseSocket(socket, refusal);
    else {
      sockets.handleUpgrade(request, socket, head, (accepted) => {
        accepted.on('error', () => accepted.terminate());
        serveRouter(options.router, webSocketPort(accepted));
      });
    }
  });
  const heartbeat = watchConnections(sockets);
  return {
    origin: address.origin,
    issueLink: () => `${address.origin}/auth?token=${sessions.issueToken()}`,
    close: async () => {
      clearInterval(heartbeat);
      await closeAll(server, sockets);
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  try {
    server.listen(port, LOOPBACK);
    await once(server, 'listening');
  } catch (cause) {
    throw new LoamError('SERVE_PORT', `Port ${port} cannot be used.`, {
      hint: 'Another program may have it. Choose another one with --port, or 0 for any.',
      cause,
    });
  }
  return (server.address() as AddressInfo).port;
}

function refuseUpgrade(
  request: IncomingMessage,
  address: ServerAddress,
  sessions: SessionStore,
  sockets: WebSocketServer,
): Refusal | { readonly status: 404 | 503; readonly sentence: string } | null {
  if (request.url !== '/rpc') return { status: 404, sentence: 'Not found.' };
  const refusal =
    refuseHost(request.headers, address) ??
    refuseOrigin(request.headers, address) ??
    refuseStranger(request.headers, address, sessions);
  if (refusal !== null) return refusal;
  return sockets.clients.size >= MAX_CONNECTIONS ? { status: 503, sentence: 'Too many connections.' } : null;
}

function refuseSocket(socket: Duplex, refusal: { readonly status: number; readonly sentence: string }): void {
  const body = Buffer.from(refusal.sentence);
  socket.end(
    `HTTP/1.1 ${refusal.status} Refused\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `Content-Length: ${body.length}\r\n\r\n${refusal.sentence}`,
  );
}

/** Ends connections whose browser is gone without a word. */
function watchConnections(sockets: WebSocketServer): NodeJS.Timeout {
  const silent = new WeakSet<WebSocket>();
  return setInterval(() => {
    for (const socket of sockets.clients) {
      if (silent.has(socket)) socket.terminate();
      silent.add(socket);
      socket.once('pong', () => silent.delete(socket));
      socket.ping();
    }
  }, HEARTBEAT_MS).unref();
}

async function closeAll(server: Server, sockets: WebSocketServer): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  for (const socket of sockets.clients) socket.close(1001);
  const grace = setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
  }, CLOSE_GRACE_MS);
  server.closeIdleConnections();
  await closed;
  clearTimeout(grace);
}
