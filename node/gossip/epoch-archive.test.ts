import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestHosts, type TestHosts, until } from '../peers/test-hosts.ts';
import { readEpochArchive, writeEpochArchive } from './epoch-archive.ts';
import { createGossip, type Gossip } from './gossip.ts';
import { KEPT_EPOCHS } from './limits.ts';
import { sampleAttestation } from './sample-attestation.ts';

let hosts: TestHosts;
let running: Gossip[];

beforeEach(async () => {
  hosts = await createTestHosts();
  running = [];
});

afterEach(async () => {
  await Promise.all(running.map((gossip) => gossip.stop()));
  await hosts.dispose();
});

async function node(name: string) {
  const host = await hosts.open(name);
  const gossip = await createGossip({
    host,
    dataDir: hosts.dir(name),
    networkId: 'test-net',
    isAllowedKey: () => true,
    exchangeIntervalMs: 300,
  });
  running.push(gossip);
  return { host, gossip };
}

const refused = expect.objectContaining({ code: 'GOSSIP_ARCHIVE_INVALID' });

test('an archived epoch leaves the disk, can be read without a network, and comes back', async () => {
  const [a, b] = [await node('a'), await node('b')];
  await hosts.connect(b.host, a.host);
  const [logA, logB] = [await a.gossip.openEpoch(1), await b.gossip.openEpoch(1)];
  for (let i = 0; i < 8; i += 1) {
    await logA.append(sampleAttestation(2 * i, 1));
    await logB.append(sampleAttestation(2 * i + 1, 2), sampleAttestation(100 + i, 2));
  }
  await until(() => logA.size().attestations === 24 && logB.size().attestations === 24, 40_000);
  const [all, heads] = [await logA.all(), logA.heads()];

  const file = join(hosts.dir('a'), 'copy.car');
  const packed = await a.gossip.archiveEpoch(1, file);
  expect(packed).toMatchObject({ file, entries: 16 });
  expect(existsSync(join(hosts.dir('a'), 'gossip', 'epochs', '1'))).toBe(false);
  const archive = await readEpochArchive(file);
  expect(archive.attestations).toEqual(all);
  expect(archive).toMatchObject({ address: logA.address, epoch: 1, heads });
  expect(archive.keys).toEqual([a.gossip.publicKey(), b.gossip.publicKey()].sort());
  await expect(a.gossip.archiveEpoch(1)).rejects.toMatchObject({ code: 'GOSSIP_EPOCH_UNKNOWN' });

  // The other one archives to the default place, and opening the epoch restores it; the first has it open no more.
  await b.gossip.archiveEpoch(1);
  expect(existsSync(join(hosts.dir('b'), 'gossip', 'epochs', '1'))).toBe(false);
  const again = await b.gossip.openEpoch(1);
  expect(await again.all()).toEqual(all);
  expect(again.heads()).toEqual(heads);
});

test('a changed, shortened or incomplete archive is refused', async () => {
  const { gossip } = await node('a');
  const log = await gossip.openEpoch(1);
  for (let i = 0; i < 4; i += 1) await log.append(sampleAttestation(i));
  const { file } = await gossip.archiveEpoch(1);
  const bytes = await readFile(file);
  const { entries } = await readEpochArchive(file);
  const spoilt = join(hosts.dir('a'), 'spoilt.car');
  for (let at = 0; at < bytes.length; at += 97) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    await writeFile(spoilt, changed);
    await expect(readEpochArchive(spoilt)).rejects.toEqual(refused);
  }
  for (const length of [0, 10, bytes.length / 2, bytes.length - 1]) {
    await writeFile(spoilt, bytes.subarray(0, length));
    await expect(readEpochArchive(spoilt)).rejects.toEqual(refused);
  }
  for (let left = 0; left < entries.length - 1; left += 1) {
    await writeEpochArchive(
      spoilt,
      entries.filter((_, at) => at !== left),
    );
    await expect(readEpochArchive(spoilt)).rejects.toEqual(refused);
  }
  const [first, second] = entries;
  if (first === undefined || second === undefined) throw new Error('the log is empty');
  await writeEpochArchive(spoilt, [{ ...first, identityBytes: new Uint8Array(3) }, second]);
  await expect(readEpochArchive(spoilt)).rejects.toEqual(refused);
});

test('the node itself archives epochs that are older than the kept ones', async () => {
  const { gossip } = await node('a');
  for (let epoch = 1; epoch <= KEPT_EPOCHS + 2; epoch += 1) {
    const log = await gossip.openEpoch(epoch);
    await log.append({ ...sampleAttestation(epoch), epoch });
    await log.close();
  }
  const stored = async (folder: string): Promise<string[]> =>
    (await readdir(join(hosts.dir('a'), 'gossip', folder)).catch(() => [])).sort();
  await until(async () => (await stored('archive')).join() === '1.car,2.car', 40_000);
  await until(async () => (await stored('epochs')).length === KEPT_EPOCHS, 40_000);
  expect(await (await gossip.openEpoch(2)).all()).toMatchObject([{ epoch: 2, index: 2 }]);
});
