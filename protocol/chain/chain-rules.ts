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
  readonly alphaPpm: number;
  readonly utilityCapPpm: number;
  readonly steepnessMilli: number;
}

/** As Solidity's `DisputeRules`; bonds in units of 10^12 wei. */
export interface DisputeRules
  extends Readonly<Omit<NetworkParameters['disputes'], 'bondLoam' | 'rerunBondLoam'>> {
  readonly bond: bigint;
  readonly rerunBond: bigint;
}

/** The rule groups as the contract `Parameters` takes and returns them (and viem reads them). */
export interface ChainRules {
  readonly epochs: Readonly<NetworkParameters['epochs']>;
  readonly committees: CommitteeRules;
  readonly stakes: StakeRules;
  readonly scores: ScoreRules;
  readonly reputation: Readonly<NetworkParameters['reputation']>;
  readonly rewards: Readonly<NetworkParameters['rewards']>;
  readonly disputes: DisputeRules;
  readonly elections: Readonly<NetworkParameters['elections']>;
}

/** The rules of a parameter document in the chain's units. @throws LoamError `AMOUNT_FORMAT` */
export function chainRules(parameters: NetworkParameters): ChainRules {
  const { minStakeLoam, stakeCapLoam, entryStakeLoam, unbondSeconds, curve } = parameters.stakes;
  const { bondLoam, rerunBondLoam, ...disputes } = parameters.disputes;
  return {
    epochs: parameters.epochs,
    committees: parameters.committees,
    stakes: {
      minStake: parseStake(minStakeLoam),
      stakeCap: parseStake(stakeCapLoam),
      entryStake: parseStake(entryStakeLoam),
      unbondSeconds,
      curve: STAKE_CURVES.indexOf(curve),
    },
    scores: { ...parameters.scores, method: SCORE_METHODS.indexOf(parameters.scores.method) },
    reputation: parameters.reputation,
    rewards: parameters.rewards,
    disputes: { ...disputes, bond: parseStake(bondLoam), rerunBond: parseStake(rerunBondLoam) },
    elections: parameters.elections,
  };
}
