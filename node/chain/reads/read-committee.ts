import type { Hex } from '../../../protocol/encoding/hex.ts';
import { epochManagerAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';

/** Members of a submission's committee; none before the draw. */
export async function readCommittee(chain: ChainClient, epoch: bigint, index: bigint): Promise<Hex[]> {
  const members = await chain.reading(() =>
    chain.public.readContract({
      address: chain.descriptor.contracts.EpochManager,
      abi: epochManagerAbi,
      functionName: 'committee',
      args: [epoch, index],
      blockTag: chain.blockTag,
    }),
  );
  return [...members];
}

/** Weights of a committee's members (free stake at the draw, wei) by address in lower case. */
export async function readCommitteeWeights(
  chain: ChainClient,
  epoch: bigint,
  index: bigint,
): Promise<Map<string, bigint>> {
  const [members, weights] = await Promise.all([
    readCommittee(chain, epoch, index),
    chain.reading(() =>
      chain.public.readContract({
        address: chain.descriptor.contracts.EpochManager,
        abi: epochManagerAbi,
        functionName: 'committeeWeights',
        args: [epoch, index],
        blockTag: chain.blockTag,
      }),
    ),
  ]);
  return new Map(members.map((member, i) => [member.toLowerCase(), weights[i] ?? 0n]));
}
