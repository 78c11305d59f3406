import * as dagCbor from '@ipld/dag-cbor';
import { expect, test } from 'vitest';
import { MAX_BATCH_ATTESTATIONS, MAX_PROOF_HASHES } from '../limits.ts';
import type { GossipAttestation } from './gossip-attestation.ts';
import { gossipBatchSchema, packAttestations, unpackAttestations } from './gossip-attestation-batch.ts';

function attestation(index: number, hashes = 2): GossipAttestation {
  return {
    epoch: 3,
    index,
    validator: `0x${'ab'.repeat(20)}`,
    pass: index % 2 === 0,
    utilityPpm: -12_345 + index,
    uniquenessPpm: 1_000_000,
    digest: `0x${'01'.repeat(32)}`,
    salt: `0x${index.toString(16).padStart(64, '0')}`,
    proof: Array.from({ length: hashes }, (_, i) => `0x${i.toString(16).padStart(64, '0')}` as const),
    signature: `0x${'03'.repeat(65)}`,
  };
}

test('attestations come back from the bytes of a batch, ordered by submission', () => {
  const some = [attestation(5), attestation(0, 0), attestation(2, MAX_PROOF_HASHES)];
  const bytes = dagCbor.encode(packAttestations(some));
  const again = unpackAttestations(gossipBatchSchema.parse(dagCbor.decode(bytes)));
  expect(again).toEqual([some[1], some[2], some[0]]);
  expect(dagCbor.encode(packAttestations([...some].reverse()))).toEqual(bytes);
});

test('a full batch with the longest proofs stays below 36 kB', () => {
  const full = Array.from({ length: MAX_BATCH_ATTESTATIONS }, (_, i) => attestation(i, MAX_PROOF_HASHES));
  expect(dagCbor.encode(packAttestations(full)).length).toBeLessThan(36_000);
});

test.each<[string, GossipAttestation[]]>([
  ['nothing', []],
  ['two verdicts on one submission', [attestation(1), { ...attestation(1), pass: true }]],
  ['two validators', [attestation(1), { ...attestation(2), validator: `0x${'cd'.repeat(20)}` }]],
  ['two epochs', [attestation(1), { ...attestation(2), epoch: 4 }]],
  ['too many', Array.from({ length: MAX_BATCH_ATTESTATIONS + 1 }, (_, i) => attestation(i))],
  ['a malformed one', [{ ...attestation(1), uniquenessPpm: -1 }]],
])('%s makes no batch', (_name, some) => {
  expect(() => packAttestations(some)).toThrow(/do not make a batch/);
});

test.each<[string, (batch: ReturnType<typeof packAttestations>) => unknown]>([
  ['a digest of 31 bytes', (b) => ({ ...b, ballots: [{ ...b.ballots[0], digest: new Uint8Array(31) }] })],
  ['half a proof hash', (b) => ({ ...b, ballots: [{ ...b.ballots[0], proof: new Uint8Array(48) }] })],
  ['ballots out of order', (b) => ({ ...b, ballots: [...b.ballots].reverse() })],
  ['an unknown field', (b) => ({ ...b, note: 'x' })],
])('a batch with %s is refused', (_name, spoil) => {
  const batch = packAttestations([attestation(1), attestation(2)]);
  expect(gossipBatchSchema.safeParse(batch).success).toBe(true);
  expect(gossipBatchSchema.safeParse(spoil(batch)).success).toBe(false);
});
