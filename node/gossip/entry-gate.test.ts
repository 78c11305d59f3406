import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as dagCbor from '@ipld/dag-cbor';
import { Entry, type UnhashedEntry } from '@orbitdb/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GossipAttestation } from '../../protocol/attestation/gossip-attestation.ts';
import { packAttestations, unpackAttestations } from '../../protocol/attestation/gossip-attestation-batch.ts';
import { encodeFrame } from './entry-frame.ts';
import { type CheckedEntry, createEntryGate, type EntryGateOptions } from './entry-gate.ts';
import { type GossipIdentity, openGossipIdentity } from './gossip-identity.ts';
import { createMembership } from './membership.ts';
import { createValidatorsAccessController } from './validators-access-controller.ts';

const ADDRESS = '/orbitdb/zdpuAvDzinSvzsrKffBxqDYhkWbJLnaiDpUUwrnebf11ay7QK';
const OTHER_HASH = 'zdpuAqw5A7VmmTi5crrhEs5QhXcgRxAuN3tKAZT8LxKNFEu6r';

const VALUE: GossipAttestation = {
  epoch: 3,
  index: 0,
  validator: `0x${'01'.repeat(20)}`,
  pass: true,
  utilityPpm: 1,
  uniquenessPpm: 1_000_000,
  proof: [],
  digest: `0x${'02'.repeat(32)}`,
  salt: `0x${'03'.repeat(32)}`,
  signature: `0x${'04'.repeat(65)}`,
};

let root: string;
let node: GossipIdentity;
let member: GossipIdentity;
let other: GossipIdentity;
let gate: { check(frame: Uint8Array): Promise<CheckedEntry> };
let members: Set<string>;
const membership = createMembership((key) => {
  if (key === 'unreadable') throw new Error('no chain');
  return members.has(key);
});

/** Both halves of a gate. */
function fullGate(options: EntryGateOptions): typeof gate {
  const { read, verify } = createEntryGate(options);
  return { check: async (bytes) => verify(read(bytes)) };
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'loam-gate-'));
  node = await openGossipIdentity(join(root, 'node'));
  member = await openGossipIdentity(join(root, 'member'));
  other = await openGossipIdentity(join(root, 'other'));
  members = new Set([member.identity.publicKey, other.identity.publicKey]);
  gate = fullGate({
    address: ADDRESS,
    epoch: 3,
    membership,
    records: node.records,
    signatures: node.signatures,
  });
});

afterAll(async () => {
  await Promise.all([node, member, other].map((identity) => identity.close()));
  await rm(root, { recursive: true, force: true });
});

async function signed(by: GossipIdentity, fields: Partial<UnhashedEntry> = {}): Promise<UnhashedEntry> {
  return Entry.create(
    by.identity,
    fields.id ?? ADDRESS,
    fields.payload ?? { op: 'ADD', key: null, value: packAttestations([VALUE]) },
    undefined,
    fields.clock ?? { id: by.identity.publicKey, time: 1 },
    fields.next ?? [],
    fields.refs ?? [],
  );
}

async function frame(entry: UnhashedEntry, by: GossipIdentity): Promise<Uint8Array> {
  return encodeFrame({ entry: (await Entry.encode(entry)).bytes, identity: by.identity.bytes });
}

const refused = (code: string) => expect.objectContaining({ code });

test('a genuine entry passes, and its identity can be looked up afterwards', async () => {
  const checked = await gate.check(await frame(await signed(member), member));
  expect(unpackAttestations(checked.batch)).toEqual([VALUE]);
  expect(await node.identities.getIdentity(member.identity.hash)).toMatchObject({
    publicKey: member.identity.publicKey,
  });
});

test('a signature by another key, or over other bytes, is refused', async () => {
  const genuine = await signed(member);
  const borrowed = {
    ...(await signed(other)),
    key: genuine.key,
    identity: genuine.identity,
    clock: genuine.clock,
  };
  await expect(gate.check(await frame(borrowed, member))).rejects.toEqual(refused('GOSSIP_FORGED'));
  const changed = {
    ...genuine,
    payload: { op: 'ADD', key: null, value: packAttestations([{ ...VALUE, pass: false }]) },
  };
  await expect(gate.check(await frame(changed, member))).rejects.toEqual(refused('GOSSIP_FORGED'));
});

test("another member's identity, or a record that is not the named one, is refused", async () => {
  const stolen = { ...(await signed(member)), identity: other.identity.hash };
  await expect(gate.check(await frame(stolen, other))).rejects.toEqual(refused('GOSSIP_FORGED'));
  await expect(gate.check(await frame(await signed(member), other))).rejects.toEqual(
    refused('GOSSIP_FORGED'),
  );
});

test('an identity record that its key did not sign is refused', async () => {
  const { id, publicKey, type } = member.identity;
  const theirs = dagCbor.decode<{ signatures: unknown }>(other.identity.bytes);
  const bytes = dagCbor.encode({ id, publicKey, signatures: theirs.signatures, type });
  const { CID } = await import('multiformats/cid');
  const { sha256 } = await import('multiformats/hashes/sha2');
  const { base58btc } = await import('multiformats/bases/base58');
  const hash = CID.createV1(0x71, await sha256.digest(bytes)).toString(base58btc);
  const entry = { ...(await signed(member)), identity: hash };
  const forged = encodeFrame({ entry: (await Entry.encode(entry)).bytes, identity: bytes });
  await expect(gate.check(forged)).rejects.toEqual(refused('GOSSIP_FORGED'));
});

test('strangers, and members while the set cannot be read, are told apart', async () => {
  const stranger = await openGossipIdentity(join(root, 'stranger'));
  await expect(gate.check(await frame(await signed(stranger), stranger))).rejects.toEqual(
    refused('GOSSIP_NOT_MEMBER'),
  );
  await stranger.close();
  const blind = fullGate({
    address: ADDRESS,
    epoch: 3,
    membership: createMembership(() => Promise.reject(new Error('no chain'))),
    records: node.records,
    signatures: node.signatures,
  });
  await expect(blind.check(await frame(await signed(member), member))).rejects.toEqual(
    refused('GOSSIP_MEMBERSHIP_UNKNOWN'),
  );
});

test.each<[string, Partial<UnhashedEntry>, string]>([
  ['another log', { id: ADDRESS.replace('QK', 'QL') }, 'GOSSIP_OTHER_LOG'],
  [
    'another epoch',
    { payload: { op: 'ADD', key: null, value: packAttestations([{ ...VALUE, epoch: 4 }]) } },
    'GOSSIP_OTHER_LOG',
  ],
  [
    'a payload that is no attestation',
    { payload: { op: 'ADD', key: null, value: 'hello' } },
    'GOSSIP_MALFORMED',
  ],
  [
    'another operation',
    { payload: { op: 'DEL', key: null, value: packAttestations([VALUE]) } },
    'GOSSIP_MALFORMED',
  ],
  [
    'more earlier entries than a head list may hold',
    { next: Array<string>(65).fill(OTHER_HASH) },
    'GOSSIP_MALFORMED',
  ],
  ['20,000 earlier entries', { next: Array<string>(20_000).fill(OTHER_HASH) }, 'GOSSIP_TOO_LARGE'],
  ['references', { refs: [OTHER_HASH] }, 'GOSSIP_MALFORMED'],
  ['an earlier entry that is no hash', { next: ['x'] }, 'GOSSIP_MALFORMED'],
  ['a clock of zero', { clock: { id: `02${'11'.repeat(32)}`, time: 0 } }, 'GOSSIP_MALFORMED'],
  ["another's clock", { clock: { id: `02${'11'.repeat(32)}`, time: 1 } }, 'GOSSIP_FORGED'],
])('an entry with %s is refused', async (_name, fields, code) => {
  await expect(gate.check(await frame(await signed(member, fields), member))).rejects.toEqual(refused(code));
});

test('sizes and encodings are checked before anything else', async () => {
  await expect(gate.check(new Uint8Array(60_000))).rejects.toEqual(refused('GOSSIP_TOO_LARGE'));
  const large = encodeFrame({ entry: new Uint8Array(40 * 1024 + 1), identity: new Uint8Array(10) });
  await expect(gate.check(large)).rejects.toEqual(refused('GOSSIP_TOO_LARGE'));
  await expect(gate.check(dagCbor.encode({ e: 1, i: 2 }))).rejects.toEqual(refused('GOSSIP_MALFORMED'));
  await expect(gate.check(dagCbor.encode('text'))).rejects.toEqual(refused('GOSSIP_MALFORMED'));
  await expect(gate.check(new Uint8Array([255, 255]))).rejects.toEqual(refused('GOSSIP_MALFORMED'));

  // The same map with its keys in another order: valid CBOR, not dag-cbor's canonical form, another hash.
  const { bytes } = await Entry.encode(await signed(member));
  const map = dagCbor.decode<Record<string, unknown>>(bytes);
  const parts = Object.entries(map)
    .reverse()
    .map(([key, value]) => [dagCbor.encode(key), dagCbor.encode(value)]);
  const shuffled = new Uint8Array([0xa0 + parts.length, ...parts.flat().flatMap((part) => [...part])]);
  expect(shuffled.length).toBe(bytes.length);
  await expect(gate.check(encodeFrame({ entry: shuffled, identity: member.identity.bytes }))).rejects.toEqual(
    refused('GOSSIP_MALFORMED'),
  );
});

test('the access controller ties key, identity and validator set together on its own', async () => {
  await gate.check(await frame(await signed(member), member));
  await gate.check(await frame(await signed(other), other));
  const controller = await createValidatorsAccessController(
    membership,
    node.records,
  )({ identities: node.identities });
  const genuine = await signed(member);
  expect(await controller.canAppend(genuine)).toBe(true);
  expect(await controller.canAppend({ ...genuine, key: other.identity.publicKey })).toBe(false);
  expect(await controller.canAppend({ ...genuine, identity: OTHER_HASH })).toBe(false);
  const emptySet = await createValidatorsAccessController(
    createMembership(() => false),
    node.records,
  )({
    identities: node.identities,
  });
  expect(await emptySet.canAppend(genuine)).toBe(false);
});
