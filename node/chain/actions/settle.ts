import type { Hex } from '../../../protocol/encoding/hex.ts';
import { epochManagerAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { SETTLE_PAGE } from '../limits.ts';
import { readEpochLog } from '../reads/read-epoch-log.ts';
import { writeContract } from '../write-contract.ts';

/**
 * Settles submissions of an epoch's current round. Anyone may.
 *
 * @param args.indices default: the first `max` (default {@link SETTLE_PAGE}) that have a committee and no outcome
 * @returns the transaction's hash, null when there is nothing to settle
 */
export async function settle(
  chain: ChainClient,
  args: { readonly epoch: bigint; readonly indices?: readonly bigint[]; readonly max?: number },
): Promise<Hex | null> {
  const indices = args.indices ?? (await unsettled(chain, args.epoch)).slice(0, args.max ?? SETTLE_PAGE);
  if (indices.length === 0) return null;
  const receipt = await writeContract(chain, {
    contract: 'EpochManager',
    abi: epochManagerAbi,
    functionName: 'settle',
    args: [args.epoch, indices],
  });
  return receipt.transactionHash;
}

async function unsettled(chain: ChainClient, epoch: bigint): Promise<bigint[]> {
  const { submissions } = await readEpochLog(chain, epoch);
  return submissions.filter(({ stage }) => stage === 'drawn').map(({ index }) => BigInt(index));
}
