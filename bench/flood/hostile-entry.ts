import * as dagCbor from '@ipld/dag-cbor';
import { Entry } from '@orbitdb/core';
import type { GossipIdentity } from '../../node/gossip/gossip-identity.ts';
import { sampleAttestation } from '../../node/gossip/sample-attestation.ts';
import { packAttestations } from '../../protocol/attestation/gossip-attestation-batch.ts';

/** What can be wrong with an entry. */
export interface HostileEntry {
  readonly index: number;
  /** Names this identity instead of the signer's. */
  readonly as?: GossipIdentity;
  readonly next?: readonly string[];
  readonly time?: number;
}

/** The frame of an entry that no honest node makes; the frame itself is not checked for its size here. */
export async function hostileFrame(
  by: GossipIdentity,
  log: string,
  { index, as = by, next = [], time = 1 }: HostileEntry,
): Promise<Uint8Array> {
  const payload = { op: 'ADD', key: null, value: packAttestations([sampleAttestation(index)]) };
  const clock = { id: by.identity.publicKey, time };
  const entry = await Entry.create(by.identity, log, payload, undefined, clock, next, []);
  const { bytes } = await Entry.encode({ ...entry, identity: as.identity.hash });
  return dagCbor.encode({ e: bytes, i: as.identity.bytes });
}
