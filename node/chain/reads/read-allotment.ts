import { rewardPoolAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';

/** The reward that was set aside when an epoch was settled, from the pool's event; wei of LOAM. Undefined before. */
export async function readAllotment(chain: ChainClient, epoch: bigint): Promise<bigint | undefined> {
  const events = await chain.reading(() =>
    chain.public.getContractEvents({
      address: chain.descriptor.contracts.RewardPool,
      abi: rewardPoolAbi,
      eventName: 'Allotted',
      args: { epoch },
      fromBlock: BigInt(chain.descriptor.deploymentBlock),
      toBlock: 'latest',
      strict: true,
    }),
  );
  return events.at(-1)?.args.reward;
}
