import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, isIP, type Socket } from 'node:net';
import { OpenAPIHandler } from '@orpc/openapi/fetch';
import { ORPCError } from '@orpc/server';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import type { IndexRouter } from '../index-router.ts';
import { openapiDocument } from '../openapi-document.ts';
import { answerIndexRequest } from './answer-index-request.ts';
import {
  HTTP_CHECK_MS,
  HTTP_HEADERS_TIMEOUT_MS,
  HTTP_KEEP_ALIVE_MS,
  MAX_CONNECTIONS_PER_ADDRESS,
  MAX_HTTP_CONNECTIONS,
  MAX_HTTP_HEADER_BYTES,
  MAX_REQUESTS_PER_CONNECTION,
} from './limits.ts';
import { clientOf, RateLimit, type RateLimitOptions } from './rate-limit.ts';

/** Settings of {@link startIndexServer}. */
export interface IndexServerOptions {
  readonly router: IndexRouter;
  /** TCP port, 0 for any free one. */
  readonly port: number;
  /** Address to listen on, default 127.0.0.1. */
  readonly host?: string;
  /** Must be true for a host beyond loopback: the API is then everybody's. */
  readonly allowOthers?: boolean;
  readonly rate?: Partial<RateLimitOptions>;
}

/** A running server of the index. */
export interface IndexServer {
  /** `http://<host>:<port>` */
  readonly origin: string;
  /** Stops listening and closes every connection. */
  close(): Promise<void>;
}

/** Whether an address is reached from this computer only. */
export function isLoopback(host: string): boolean {
  return /^127\.\d+\.\d+\.\d+$/.test(host) || host === '::1';
}

/**
 * Serves the index over HTTP, read only.
 *
 * @throws LoamError `INDEX_HOST` for a host beyond loopback without `allowOthers`, `SERVE_PORT`
 */
export async function startIndexServer(options: IndexServerOptions): Promise<IndexServer> {
  const host = options.host ?? '127.0.0.1';
  if (isIP(host) === 0)
    throw new LoamError('INDEX_HOST', `'${host}' is no address.`, {
      hint: 'Use 127.0.0.1, 0.0.0.0 or another IP address.',
    });
  if (!isLoopback(host) && options.allowOthers !== true) {
    throw new LoamError('INDEX_HOST', `At ${host}, computers other than this one could read the index.`, {
      hint: 'Add --allow-others if that is what you want.',
    });
  }
  const openapi = new TextEncoder().encode(JSON.stringify(await openapiDocument()));
  const rate = new RateLimit({ now: () => performance.now(), ...options.rate });
  const handler = new OpenAPIHandler(options.router, { clientInterceptors: [explain] });
  const server = createServer({
    maxHeaderSize: MAX_HTTP_HEADER_BYTES,
    headersTimeout: HTTP_HEADERS_TIMEOUT_MS,
    requestTimeout: HTTP_HEADERS_TIMEOUT_MS,
    keepAliveTimeout: HTTP_KEEP_ALIVE_MS,
    connectionsCheckingInterval: HTTP_CHECK_MS,
  });
  server.maxConnections = MAX_HTTP_CONNECTIONS;
  server.maxRequestsPerSocket = MAX_REQUESTS_PER_CONNECTION;
  limitConnections(server);
  const port = await listen(server, options.port, host);
  const name = host.includes(':') ? `[${host}]` : host;
  const hosts = isLoopback(host) ? new Set([`${name}:${port}`, `localhost:${port}`]) : null;
  server.on('request', (request, response) => {
    response.on('error', () => response.destroy());
    void answerIndexRequest(request, response, { handler, openapi, rate, hosts });
  });
  return {
    origin: `http://${name}:${port}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Errors of ours are the request's fault: everything else ends as 500. */
async function explain<T>({ next }: { next: () => Promise<T> }): Promise<T> {
  try {
    return await next();
  } catch (error) {
    if (!(error instanceof LoamError)) throw error;
    throw new ORPCError('BAD_REQUEST', { message: [error.message, error.hint].join(' ').trim() });
  }
}

/** One client cannot take all connections. What was refused and what is broken is closed without a word. */
function limitConnections(server: Server): void {
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const client = clientOf(socket.remoteAddress);
    const count = (open.get(client) ?? 0) + 1;
    open.set(client, count);
    socket.on('close', () => {
      const left = (open.get(client) ?? 1) - 1;
      if (left > 0) open.set(client, left);
      else open.delete(client);
    });
    if (count > MAX_CONNECTIONS_PER_ADDRESS) socket.destroy();
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable) return void socket.destroy();
    const status =
      error.code === 'HPE_HEADER_OVERFLOW'
        ? '431 Request Header Fields Too Large'
        : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
          ? '408 Request Timeout'
          : '400 Bad Request';
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  server.on('upgrade', (_request, socket) => socket.destroy());
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (cause) {
    throw new LoamError('SERVE_PORT', `Port ${port} of ${host} cannot be used.`, {
      hint: 'Another program may have it. Choose another one with --port, or 0 for any.',
      cause,
    });
  }
  return (server.address() as AddressInfo).port;
}
