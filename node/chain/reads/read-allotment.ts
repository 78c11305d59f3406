import { rewardPoolAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readEvents } from '../read-events.ts';

/** What an epoch was allotted: newly emitted tokens and returned fees, wei of LOAM. Undefined before. */
export async function readAllotment(
  chain: ChainClient,
  epoch: bigint,
): Promise<{ emission: bigint; fees: bigint } | undefined> {
  const events = await readEvents(chain, {
    contract: 'RewardPool',
    abi: rewardPoolAbi,
    eventName: 'Allotted',
    args: { epoch },
    newestOnly: true,
  });
  const last = events.at(-1);
  return last === undefined ? undefined : { emission: last.args.emission, fees: last.args.fees };
}
