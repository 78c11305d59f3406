import type { Hex } from '../../../protocol/encoding/hex.ts';
import { verdictsAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';

/** What the chain knows of one member's verdict. */
export interface Ballot {
  /** Zero bytes when nothing was committed. */
  readonly commitment: Hex;
  readonly revealed: boolean;
  readonly pass: boolean;
  readonly utilityPpm: bigint;
  readonly digest: Hex;
}

/** The ballot of a validator on one submission. */
export function readBallot(
  chain: ChainClient,
  epoch: bigint,
  index: bigint,
  validator: Hex,
): Promise<Ballot> {
  return chain.reading(() =>
    chain.public.readContract({
      address: chain.descriptor.contracts.Verdicts,
      abi: verdictsAbi,
      functionName: 'ballot',
      args: [epoch, index, validator],
      blockTag: chain.blockTag,
    }),
  );
}
