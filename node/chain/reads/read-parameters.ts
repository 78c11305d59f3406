import type { ChainRules } from '../../../protocol/chain/chain-rules.ts';
import { parametersAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readContract } from '../read-contract.ts';

/** The rules that hold now, in the chain's units; a vote may have set others from the next epoch on. */
export async function readParameters(chain: ChainClient): Promise<ChainRules> {
  const call = { contract: 'Parameters', abi: parametersAbi, args: [] } as const;
  const [epoch, committee, stake, score, reputation, reward, dispute, election] = await Promise.all([
    readContract(chain, { ...call, functionName: 'epochRules' }),
    readContract(chain, { ...call, functionName: 'committeeRules' }),
    readContract(chain, { ...call, functionName: 'stakeRules' }),
    readContract(chain, { ...call, functionName: 'scoreRules' }),
    readContract(chain, { ...call, functionName: 'reputationRules' }),
    readContract(chain, { ...call, functionName: 'rewardRules' }),
    readContract(chain, { ...call, functionName: 'disputeRules' }),
    readContract(chain, { ...call, functionName: 'electionRules' }),
  ]);
  return { epoch, committee, stake, score, reputation, reward, dispute, election };
}
