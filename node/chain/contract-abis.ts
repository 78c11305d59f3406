import type { ContractName } from '../../protocol/chain/deployment-order.ts';
import {
  benchmarkRegistryAbi,
  disputeCourtAbi,
  electionsAbi,
  epochManagerAbi,
  guardianAbi,
  loamGovernorAbi,
  loamTokenAbi,
  modelRegistryAbi,
  modulesAbi,
  nodeRegistryAbi,
  parametersAbi,
  randomnessAbi,
  rewardPoolAbi,
  scoringAbi,
  timelockAbi,
  verdictsAbi,
} from '../../protocol/generated/abis.ts';

/** The interface of each of the network's contracts. */
export const CONTRACT_ABIS = {
  Modules: modulesAbi,
  LoamToken: loamTokenAbi,
  Timelock: timelockAbi,
  Parameters: parametersAbi,
  NodeRegistry: nodeRegistryAbi,
  Randomness: randomnessAbi,
  EpochManager: epochManagerAbi,
  Verdicts: verdictsAbi,
  Scoring: scoringAbi,
  RewardPool: rewardPoolAbi,
  ModelRegistry: modelRegistryAbi,
  DisputeCourt: disputeCourtAbi,
  BenchmarkRegistry: benchmarkRegistryAbi,
  Elections: electionsAbi,
  Guardian: guardianAbi,
  LoamGovernor: loamGovernorAbi,
} as const satisfies Record<ContractName, unknown>;
