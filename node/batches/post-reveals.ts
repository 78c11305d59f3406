import { type Attestation, attestationLeaf } from '../../protocol/attestation/attestation-typed-data.ts';
import { keptRoot } from '../../protocol/attestation/commitment.ts';
import type { GossipAttestation } from '../../protocol/attestation/gossip-attestation.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { sortedPair } from '../../protocol/merkle/merkle-tree.ts';
import { type ProvenAttestation, revealBatch } from '../chain/actions/reveal-batch.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readAddresses } from '../chain/reads/read-address.ts';
import { readEpochLog } from '../chain/reads/read-epoch-log.ts';
import { REVEAL_PAGE } from './limits.ts';

/**
 * Opens gossiped attestations that nobody has opened yet, at most {@link REVEAL_PAGE} in one transaction. Anyone may,
 * for all validators; what somebody else opens at the same moment the contract skips. One that does not lead to what
 * its validator committed to in this round is left out: it would cost gas and open nothing.
 *
 * @param first whose come first when there are too many
 * @returns how many were opened by it; null when none was left to open
 */
export async function postReveals(
  chain: ChainClient,
  epoch: bigint,
  gossiped: readonly GossipAttestation[],
  first?: Hex,
): Promise<number | null> {
  const { reveals, commitments, seeds } = await readEpochLog(chain, epoch);
  const addresses = await readAddresses(
    chain,
    commitments.map(({ node }) => node),
  );
  const key = (index: bigint, validator: string): string => `${index} ${validator.toLowerCase()}`;
  const known = new Set(reveals.map(({ index, validator }) => key(index, validator)));
  // A later commitment of a round takes the place of an earlier one.
  const roots = new Map(
    commitments
      .filter(({ round }) => round === seeds.length)
      .map(({ node, root }) => [addresses.get(node)?.toLowerCase(), keptRoot(root)]),
  );
  const open = gossiped
    .map(provenOf)
    .filter(
      ({ attestation, proof }) =>
        attestation.epoch === epoch &&
        !known.has(key(attestation.index, attestation.validator)) &&
        keptRoot(proof.reduce(sortedPair, attestationLeaf(attestation))) ===
          roots.get(attestation.validator.toLowerCase()),
    );
  if (open.length === 0) return null;
  const rank = ({ attestation }: ProvenAttestation): number =>
    attestation.validator.toLowerCase() === first?.toLowerCase() ? 0 : 1;
  const page = open.sort((a, b) => rank(a) - rank(b)).slice(0, REVEAL_PAGE);
  return (await revealBatch(chain, page)).revealed;
}

function provenOf({ signature: _, proof, ...stated }: GossipAttestation): ProvenAttestation {
  const attestation: Attestation = { ...stated, epoch: BigInt(stated.epoch), index: BigInt(stated.index) };
  return { attestation, proof };
}
