import type { Attestation } from '../../../protocol/attestation/attestation-typed-data.ts';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import type { ChainClient } from '../chain-client.ts';
import { readAddresses } from './read-address.ts';
import { readEpochLog } from './read-epoch-log.ts';

/** A verdict that is on chain, with the commitment that it was under. */
export interface Reveal extends Attestation {
  /** Merkle root that the validator committed to in that round. */
  readonly root: Hex;
  readonly round: number;
  /** Transaction that posted it. */
  readonly hash: Hex;
}

const ZERO: Hex = `0x${'00'.repeat(32)}`;

/** The revealed verdicts of an epoch, in the order in which they were posted. */
export async function readReveals(chain: ChainClient, epoch: bigint): Promise<Reveal[]> {
  const { reveals, commitments } = await readEpochLog(chain, epoch);
  const addresses = await readAddresses(
    chain,
    commitments.map(({ node }) => node),
  );
  const key = (validator: string, round: number): string => `${validator.toLowerCase()} ${round}`;
  // A later commitment of a round takes the place of an earlier one.
  const roots = new Map(
    commitments.map(({ node, round, root }) => [key(addresses.get(node) ?? '', round), root]),
  );
  return reveals.map((reveal) => ({
    ...reveal,
    epoch,
    root: roots.get(key(reveal.validator, reveal.round)) ?? ZERO,
  }));
}
