import { createHash } from 'node:crypto';
import { z } from 'zod';
import { createPeerHost } from '../peers/peer-host.ts';
import { createGossip } from './gossip.ts';
import { sampleAttestation } from './sample-attestation.ts';

// A node of its own, for tests and benchmarks with separate processes. Arguments: the data folder, the network id, the
// number of this node and the public keys that may write (comma-separated; none: all may).
// Every message in is answered by one message out with the same id.
const messageSchema = z.strictObject({
  id: z.number(),
  /** Addresses to connect to. */
  dial: z.array(z.string()).optional(),
  /** Reads everything and tells a digest of it. */
  read: z.literal(true).optional(),
  /** Closes every connection. */
  part: z.literal(true).optional(),
  /** Writes `count` attestations from index `first` on, `batch` of them per entry. */
  write: z.strictObject({ first: z.number(), count: z.number(), batch: z.number() }).optional(),
});

const [dataDir, networkId, number = '1', allowed = ''] = process.argv.slice(2);
if (dataDir === undefined || networkId === undefined) throw new Error('usage: <data folder> <network id>');
const members = new Set(allowed.split(',').filter((key) => key !== ''));
const host = await createPeerHost({ dataDir });
const gossip = await createGossip({
  host,
  dataDir,
  networkId,
  isAllowedKey: (_epoch, key) => members.size === 0 || members.has(key) || key === gossip.publicKey(),
});
const log = await gossip.openEpoch(1);

async function write(first: number, count: number, batch: number): Promise<void> {
  for (let at = 0; at < count; at += batch) {
    const length = Math.min(batch, count - at);
    await log.append(...Array.from({ length }, (_, i) => sampleAttestation(first + at + i, Number(number))));
  }
}

async function handle(raw: unknown): Promise<void> {
  const { id, read, dial, part, write: order } = messageSchema.parse(raw);
  let error: string | undefined;
  let digest: string | undefined;
  const start = performance.now();
  try {
    if (part !== undefined) {
      await Promise.allSettled(host.helia.libp2p.getConnections().map((connection) => connection.close()));
    }
    for (const address of dial ?? []) await host.dial(address);
    if (order !== undefined) await write(order.first, order.count, order.batch);
    if (read !== undefined) {
      digest = createHash('sha256')
        .update(JSON.stringify(await log.all()))
        .digest('hex');
    }
  } catch (cause) {
    error = String(cause);
  }
  const { heapUsed, rss } = process.memoryUsage();
  process.send?.({
    id,
    error,
    digest,
    ms: performance.now() - start,
    ...log.size(),
    heads: log.heads(),
    peers: host.peers().length,
    refused: host.conduct.refusals().length,
    rss,
    heapUsed,
    cpuMs: (process.cpuUsage().user + process.cpuUsage().system) / 1000,
  });
}

process.on('message', (raw) => void handle(raw));
process.on('disconnect', () => process.exit());
process.send?.({
  address: host.multiaddrs()[0],
  peerId: host.peerId,
  log: log.address,
  key: gossip.publicKey(),
});
