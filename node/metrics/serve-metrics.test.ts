import { expect, test } from 'vitest';
import { type NodeNumbers, serveMetrics } from './serve-metrics.ts';

const NUMBERS: NodeNumbers = {
  peers: 3,
  joined: 1,
  modelVersion: 7,
  workerReady: 1,
  learning: 0,
  databaseBytes: 4_096,
  sentBytes: 1_234,
  receivedBytes: 5_678,
};

test('numbers as Prometheus reads them, as they are at that moment, and nothing else', async () => {
  let peers = 3;
  const server = await serveMetrics({ host: '127.0.0.1', port: 0 }, () => ({ ...NUMBERS, peers }));
  try {
    const first = await fetch(server.url);
    expect(first.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await first.text();
    expect(text).toMatch(/^loam_peers 3$/m);
    expect(text).toMatch(/^loam_model_version 7$/m);
    expect(text).toMatch(/^# TYPE loam_sent_bytes_total counter\nloam_sent_bytes_total 1234$/m);
    expect(text).toMatch(/^loam_received_bytes_total 5678$/m);
    expect(text).toMatch(/^# TYPE nodejs_eventloop_lag_seconds gauge$/m);
    peers = 4;
    const second = await (await fetch(server.url)).text();
    expect(second).toMatch(/^loam_peers 4$/m);
    expect(second).toMatch(/^loam_sent_bytes_total 1234$/m);
    expect((await fetch(server.url.replace('/metrics', '/'))).status).toBe(404);
    expect((await fetch(server.url, { method: 'POST' })).status).toBe(404);
  } finally {
    await server.close();
  }
  await expect(fetch(server.url)).rejects.toThrow();
});

test('a port that is taken is refused with a hint', async () => {
  const server = await serveMetrics({ host: '127.0.0.1', port: 0 }, () => NUMBERS);
  try {
    const port = Number(new URL(server.url).port);
    await expect(serveMetrics({ host: '127.0.0.1', port }, () => NUMBERS)).rejects.toMatchObject({
      code: 'METRICS_FAILED',
    });
  } finally {
    await server.close();
  }
});
