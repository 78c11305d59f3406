import { PARAMETER_GROUPS, type Parameter } from '../../protocol/api/governance-schemas.ts';
import { loamGovernorAbi, parametersAbi, timelockAbi } from '../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readContract } from '../chain/read-contract.ts';
import { readParameters } from '../chain/reads/read-parameters.ts';

/** How votes are held now. Amounts are wei, times seconds. */
export interface VoteRules {
  readonly votingDelaySeconds: number;
  readonly votingPeriodSeconds: number;
  readonly lateQuorumSeconds: number;
  readonly proposalThreshold: bigint;
  readonly quorumPercent: number;
  readonly deposit: bigint;
  readonly timelockSeconds: number;
}

/** Every rule of the network with its present value, and the one that waits for the next epoch. */
export async function readParameterTable(chain: ChainClient): Promise<Parameter[]> {
  const call = { contract: 'Parameters', abi: parametersAbi, args: [] } as const;
  const [rules, next, pending, vote] = await Promise.all([
    readParameters(chain),
    readContract(chain, { ...call, functionName: 'nextRules' }),
    readContract(chain, { ...call, functionName: 'pendingGroups' }),
    readVoteRules(chain),
  ]);
  const table: Parameter[] = [];
  for (const [i, group] of PARAMETER_GROUPS.entries()) {
    if (group === 'vote') continue;
    const waits = (pending & (1n << BigInt(i))) !== 0n;
    for (const [name, value] of Object.entries(rules[group])) {
      const then = String(Reflect.get(next[group], name));
      table.push({ group, name, value: String(value), next: waits && then !== String(value) ? then : null });
    }
  }
  for (const [name, value] of Object.entries(vote))
    table.push({ group: 'vote', name, value: String(value), next: null });
  return table;
}

/** Reads {@link VoteRules}. */
export async function readVoteRules(chain: ChainClient): Promise<VoteRules> {
  const call = { contract: 'LoamGovernor', abi: loamGovernorAbi, args: [] } as const;
  const [delay, period, late, proposalThreshold, percent, deposit, wait] = await Promise.all([
    readContract(chain, { ...call, functionName: 'votingDelay' }),
    readContract(chain, { ...call, functionName: 'votingPeriod' }),
    readContract(chain, { ...call, functionName: 'lateQuorumVoteExtension' }),
    readContract(chain, { ...call, functionName: 'proposalThreshold' }),
    readContract(chain, { ...call, functionName: 'quorumNumerator' }),
    readContract(chain, { ...call, functionName: 'deposit' }),
    readContract(chain, { contract: 'Timelock', abi: timelockAbi, functionName: 'getMinDelay', args: [] }),
  ]);
  return {
    votingDelaySeconds: Number(delay),
    votingPeriodSeconds: Number(period),
    lateQuorumSeconds: Number(late),
    proposalThreshold,
    quorumPercent: Number(percent),
    deposit,
    timelockSeconds: Number(wait),
  };
}
