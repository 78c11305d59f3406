import type { NetworkParameters } from '../../../protocol/chain/deployment-order.ts';
import {
  epochManagerAbi,
  nodeRegistryAbi,
  rewardPoolAbi,
  verdictsAbi,
} from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';

/** Everything about a network that was fixed when it was created. */
export async function readParameters(chain: ChainClient): Promise<NetworkParameters> {
  const { EpochManager, Verdicts, NodeRegistry, RewardPool } = chain.descriptor.contracts;
  const [epochs, verdicts, minStake, unbondSeconds, epochReward] = await chain.reading(() =>
    Promise.all([
      chain.public.readContract({ address: EpochManager, abi: epochManagerAbi, functionName: 'parameters' }),
      chain.public.readContract({ address: Verdicts, abi: verdictsAbi, functionName: 'parameters' }),
      chain.public.readContract({ address: NodeRegistry, abi: nodeRegistryAbi, functionName: 'minStake' }),
      chain.public.readContract({
        address: NodeRegistry,
        abi: nodeRegistryAbi,
        functionName: 'unbondSeconds',
      }),
      chain.public.readContract({ address: RewardPool, abi: rewardPoolAbi, functionName: 'epochReward' }),
    ]),
  );
  return { ...epochs, ...verdicts, minStake, unbondSeconds: Number(unbondSeconds), epochReward };
}
