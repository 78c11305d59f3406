import { parseStake } from './loam-amount.ts';
import { type NetworkParameters, SCORE_METHODS, STAKE_CURVES } from './network-parameters.ts';

/** Seats and prices of committees, as Solidity's `CommitteeRules`. */
export interface CommitteeRules extends Readonly<Omit<NetworkParameters['committees'], 'sizes' | 'leads'>> {
  readonly sizes: readonly [number, number, number, number];
  readonly leads: readonly [number, number, number];
}

/** Stakes in units of 10^12 wei, as Solidity's `StakeRules`. */
export interface StakeRules {
  readonly minStake: bigint;
  readonly stakeCap: bigint;
  readonly entryStake: bigint;
  readonly unbondSeconds: number;
  /** Index in `STAKE_CURVES`. */
  readonly curve: number;
}

/** As Solidity's `ScoreRules`. */
export interface ScoreRules {
  /** Index in `SCORE_METHODS`. */
  readonly method: number;
  readonly penaltyPpm: number;
  readonly utilityCapPpm: number;
  readonly steepnessMilli: number;
}

/** As Solidity's `ReputationRules`. */
export type ReputationRules = Readonly<NetworkParameters['reputation']>;

/** As Solidity's `RewardRules`. */
export type RewardRules = Readonly<NetworkParameters['rewards']>;

/** As Solidity's `DisputeRules`; bonds in units of 10^12 wei. */
export interface DisputeRules
  extends Readonly<Omit<NetworkParameters['disputes'], 'bondLoam' | 'rerunBondLoam'>> {
  readonly bond: bigint;
  readonly rerunBond: bigint;
}

/** All rule groups, as Solidity's `Rules`: what the contract `Parameters` takes and returns, and viem reads. */
export interface ChainRules {
  readonly epoch: Readonly<NetworkParameters['epochs']>;
  readonly committee: CommitteeRules;
  readonly stake: StakeRules;
  readonly score: ScoreRules;
  readonly reputation: ReputationRules;
  readonly reward: RewardRules;
  readonly dispute: DisputeRules;
  readonly election: Readonly<NetworkParameters['elections']>;
}

/** The rules of a parameter document in the chain's units. @throws LoamError `AMOUNT_FORMAT` */
export function chainRules(parameters: NetworkParameters): ChainRules {
  const { minStakeLoam, stakeCapLoam, entryStakeLoam, unbondSeconds, curve } = parameters.stakes;
  const { bondLoam, rerunBondLoam, ...disputes } = parameters.disputes;
  return {
    epoch: parameters.epochs,
    committee: parameters.committees,
    stake: {
      minStake: parseStake(minStakeLoam),
      stakeCap: parseStake(stakeCapLoam),
      entryStake: parseStake(entryStakeLoam),
      unbondSeconds,
      curve: STAKE_CURVES.indexOf(curve),
    },
    score: { ...parameters.scores, method: SCORE_METHODS.indexOf(parameters.scores.method) },
    reputation: parameters.reputation,
    reward: parameters.rewards,
    dispute: { ...disputes, bond: parseStake(bondLoam), rerunBond: parseStake(rerunBondLoam) },
    election: parameters.elections,
  };
}
