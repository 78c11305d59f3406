import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOrbitDB, Entry, LevelStorage, LRUStorage } from '@orbitdb/core';
import { openGossipIdentity } from '../../node/gossip/gossip-identity.ts';
import { sampleAttestation } from '../../node/gossip/sample-attestation.ts';
import { createPeerHost } from '../../node/peers/peer-host.ts';

/**
 * Entries per second that OrbitDB's own log takes on this machine: the same attestations, made, checked and joined by
 * its own code and stored with Level, without any of ours around it.
 */
export async function stockAppendsPerSecond(count: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'loam-bench-orbitdb-'));
  const host = await createPeerHost({ dataDir: folder });
  const signer = await openGossipIdentity(join(folder, 'identity'));
  try {
    const identity = await signer.identities.createIdentity({ id: 'node' });
    const orbitdb = await createOrbitDB({
      ipfs: host.helia,
      id: identity.publicKey,
      identity,
      identities: signer.identities,
      directory: folder,
    });
    const { address, log } = await orbitdb.open('bench', {
      type: 'events',
      sync: false,
      AccessController: () => Promise.resolve({ type: 'all', address: '/all', canAppend: async () => true }),
      entryStorage: await LevelStorage({ path: join(folder, 'entries') }),
      headsStorage: await LRUStorage({ size: 10 }),
      indexStorage: await LevelStorage({ path: join(folder, 'index') }),
    });
    const start = performance.now();
    let next: string[] = [];
    for (let i = 0; i < count; i += 1) {
      const payload = { op: 'ADD', key: null, value: sampleAttestation(i) };
      const clock = { id: identity.publicKey, time: i + 1 };
      const entry = await Entry.create(identity, address, payload, undefined, clock, next, []);
      const { hash } = await Entry.encode(entry);
      await log.joinEntry({ ...entry, hash });
      next = [hash];
    }
    const rate = (count / (performance.now() - start)) * 1000;
    await orbitdb.stop();
    return rate;
  } finally {
    await signer.close();
    await host.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
