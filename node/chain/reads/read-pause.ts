import { guardianAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readContract } from '../read-contract.ts';

/** Whether settlement and aggregation are paused, and when the last pause ends or ended (seconds since 1970, 0: never). */
export async function readPause(chain: ChainClient): Promise<{ paused: boolean; until: number }> {
  const call = { contract: 'Guardian', abi: guardianAbi, args: [] } as const;
  const [paused, until] = await Promise.all([
    readContract(chain, { ...call, functionName: 'paused' }),
    readContract(chain, { ...call, functionName: 'pausedUntil' }),
  ]);
  return { paused, until: Number(until) };
}
