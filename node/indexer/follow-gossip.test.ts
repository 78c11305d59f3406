import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { GossipAttestation } from '../../protocol/attestation/gossip-attestation.ts';
import { openDatabase } from '../database/open-database.ts';
import { createGossip } from '../gossip/gossip.ts';
import { createTestHosts, type TestHosts, until } from '../peers/test-hosts.ts';
import { followGossip } from './follow-gossip.ts';
import { INDEX_MIGRATIONS } from './index-schema.ts';
import { MAX_GOSSIPED_EACH } from './limits.ts';
import { recordGossip } from './record-gossip.ts';

const cleanup: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanup.splice(0).reverse()) await step();
});

const attestation = (index: number, mark = '0b'): GossipAttestation => ({
  epoch: 1,
  index,
  validator: `0x${'0'.repeat(39)}1`,
  pass: true,
  utilityPpm: -7,
  uniquenessPpm: 1_000_000,
  digest: `0x${'0a'.repeat(32)}`,
  salt: `0x${'5e'.repeat(32)}`,
  proof: [],
  signature: `0x${mark.repeat(65)}`,
});

async function place(): Promise<TestHosts> {
  const hosts = await createTestHosts();
  cleanup.push(() => hosts.dispose());
  return hosts;
}

function index(dir: string) {
  const db = openDatabase({ file: join(dir, 'index.db'), key: null, migrations: INDEX_MIGRATIONS });
  cleanup.push(() => db.close());
  return db;
}

test('what a validator gossips is in the index of a peer without any role', async () => {
  const hosts = await place();
  const members = new Set<string>();
  const open = async (name: string) => {
    const host = await hosts.open(name);
    const isAllowedKey = (_: number, key: string) => members.has(key);
    const gossip = await createGossip({
      host,
      dataDir: hosts.dir(name),
      networkId: 'index-test',
      isAllowedKey,
      exchangeIntervalMs: 300,
    });
    cleanup.push(() => gossip.stop());
    return { host, gossip };
  };
  const validator = await open('validator');
  const reader = await open('reader');
  members.add(validator.gossip.publicKey());
  const log = await validator.gossip.openEpoch(1);
  await log.append(attestation(0));
  await hosts.connect(reader.host, validator.host);

  const db = index(hosts.dir('reader'));
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const errors: unknown[] = [];
  const following = followGossip({
    db,
    gossip: reader.gossip,
    epochs: (async function* () {
      yield* [0, 1, 1];
      await ended;
    })(),
    now: () => 1_700_000_000_999,
    onError: (error) => errors.push(error),
  });
  const rows = () =>
    db.all('SELECT * FROM gossip_attestations ORDER BY position') as Record<string, unknown>[];
  await until(() => rows().length === 1, 40_000);
  await log.append(attestation(1));
  await until(() => rows().length === 2, 40_000);
  end();
  await following;
  expect(rows()).toMatchObject([
    { epoch: 1, position: 0, pass: 1, utility_ppm: -7, seen_at: 1_700_000_000 },
    { position: 1 },
  ]);
  expect(JSON.stringify(rows())).not.toContain('5e5e5e');
  expect(errors).toEqual([]);
}, 120_000);

test('the same attestation is kept once, different ones of a validator up to a limit', async () => {
  const db = index((await place()).dir('.'));
  expect(recordGossip(db, attestation(0), 1)).toBe(true);
  expect(recordGossip(db, attestation(0), 2)).toBe(false);
  for (let i = 0; i < 20; i++) recordGossip(db, attestation(0, i.toString(16).padStart(2, '0')), 3);
  const [row] = db.all('SELECT count(*) AS n, min(seen_at) AS first FROM gossip_attestations');
  expect(row).toEqual({ n: MAX_GOSSIPED_EACH, first: 1 });
  expect(() => recordGossip(db, { ...attestation(0), validator: '0xA' }, 4)).toThrow();
});
