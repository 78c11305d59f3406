import { join } from 'node:path';
import { createOrbitDB } from '@orbitdb/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestHosts, type TestHosts, until } from '../peers/test-hosts.ts';
import { type AttestationLog, openAttestationLog } from './attestation-log.ts';
import { openGossipIdentity } from './gossip-identity.ts';
import { createMembership } from './membership.ts';
import { createPuller } from './puller.ts';
import { sampleAttestation } from './sample-attestation.ts';

let hosts: TestHosts;
let closing: (() => Promise<void>)[];

beforeEach(async () => {
  hosts = await createTestHosts();
  closing = [];
});

afterEach(async () => {
  for (const close of closing.reverse()) await close();
  await hosts.dispose();
});

async function openLog(name: string): Promise<AttestationLog> {
  const host = await hosts.open(name);
  const signer = await openGossipIdentity(hosts.dir(name));
  const { identity, identities } = signer;
  const orbitdb = await createOrbitDB({
    ipfs: host.helia,
    id: identity.publicKey,
    identity,
    identities,
    directory: hosts.dir(name),
  });
  const log = await openAttestationLog({
    orbitdb,
    signer,
    networkId: 'test-net',
    epoch: 1,
    membership: createMembership(() => true),
    folder: join(hosts.dir(name), 'entries'),
  });
  closing.push(
    () => signer.close(),
    () => orbitdb.stop(),
    () => log.close(),
  );
  return log;
}

test('small answers that begin with what is known lead to everything all the same', async () => {
  const [a, b] = [await openLog('a'), await openLog('b')];
  const peer = (await hosts.open('peer')).helia.libp2p.peerId;
  let answers = 0;
  // The other log answers directly, a few entries at a time; the wire between them has its own tests.
  const puller = createPuller({
    log: b,
    exchange: {
      pull: (_peer, _log, known) => {
        answers += 1;
        return a.answer(known, 4);
      },
    },
    punish: (_peer, reason) => {
      throw new Error(`punished for ${reason}`);
    },
    now: () => performance.now(),
  });
  closing.push(() => puller.close());
  for (let i = 0; i < 70; i += 1) await a.append([sampleAttestation(i)]);
  puller.pull(peer);
  await until(() => b.index.size === 70, 90_000);
  expect(answers).toBe(18);
  // Both write on alone, so that neither knows the other's heads and an answer begins before the fork.
  for (let i = 0; i < 70; i += 1) {
    await a.append([sampleAttestation(1_000 + i)]);
    await b.append([sampleAttestation(2_000 + i, 2)]);
  }
  puller.pull(peer);
  await until(() => b.index.size === 210, 90_000);
  expect(new Set(b.index.ordered().map(({ hash }) => hash))).toEqual(
    new Set([...b.index.ordered(), ...a.index.ordered()].map(({ hash }) => hash)),
  );
}, 240_000);
