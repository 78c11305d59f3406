import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_METRICS_CONNECTIONS, METRICS_TIMEOUT_MS } from './limits.ts';

/** Numbers of a node at one moment. */
export interface NodeNumbers {
  /** Connected peers. */
  readonly peers: number;
  /** 1 while it is part of a network. */
  readonly joined: number;
  /** Newest model version whose adapter is here; 0 is the base model. */
  readonly modelVersion: number;
  /** 1 while the worker answers. */
  readonly workerReady: number;
  /** 1 while it learns. */
  readonly learning: number;
  /** Bytes of the database file. */
  readonly databaseBytes: number;
  /** Bytes to peers since the network was joined. */
  readonly sentBytes: number;
  /** Bytes from peers since then. */
  readonly receivedBytes: number;
}

type Kind = typeof Gauge | typeof Counter;
const HELP: Readonly<Record<keyof NodeNumbers, readonly [name: string, help: string, kind?: Kind]>> = {
  peers: ['loam_peers', 'Connected peers.'],
  joined: ['loam_joined', '1 while the node is part of a network.'],
  modelVersion: ['loam_model_version', 'Newest model version that is here; 0 is the base model.'],
  workerReady: ['loam_worker_ready', '1 while the worker answers.'],
  learning: ['loam_learning', '1 while the node learns.'],
  databaseBytes: ['loam_database_bytes', 'Bytes of the database file.'],
  sentBytes: ['loam_sent_bytes_total', 'Bytes sent to peers since the network was joined.', Counter],
  receivedBytes: [
    'loam_received_bytes_total',
    'Bytes received from peers since the network was joined.',
    Counter,
  ],
};

/** A running metrics endpoint. */
export interface MetricsServer {
  /** `http://host:port/metrics` */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the node's numbers and those of its process (memory, CPU, event loop) as Prometheus text at `/metrics`. Off unless
 * somebody asks for it; it tells numbers only, no names, addresses or texts.
 *
 * @param at where to listen; port 0 takes a free one
 * @throws LoamError `METRICS_FAILED` when the address cannot be used
 */
export async function serveMetrics(
  at: { readonly host: string; readonly port: number },
  numbers: () => NodeNumbers,
): Promise<MetricsServer> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const shown = Object.entries(HELP).map(([key, [name, help, kind = Gauge]]) => ({
    key: key as keyof NodeNumbers,
    metric: new kind({ name, help, registers: [registry] }),
  }));
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    const now = numbers();
    for (const { key, metric } of shown) {
      metric.reset();
      metric.inc(now[key]);
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  server.maxConnections = MAX_METRICS_CONNECTIONS;
  server.headersTimeout = METRICS_TIMEOUT_MS;
  server.requestTimeout = METRICS_TIMEOUT_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new LoamError('METRICS_FAILED', `Metrics cannot be served at ${at.host}:${at.port}.`, {
          hint: 'Another program may use the port; name another one.',
          cause,
        }),
      ),
    );
    server.listen(at.port, at.host, resolve);
  });
  const { address, port, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          registry.clear();
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
