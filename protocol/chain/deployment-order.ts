import type { Address, Hex } from 'viem';

/**
 * The contracts of a network in the order of their CREATE transactions: entry i is sent with nonce n + i from one
 * account. They know each other by constructor arguments, so all six addresses are computed before the first
 * transaction and a failed transaction means starting over with fresh nonces.
 */
export const DEPLOYMENT_ORDER = [
  'LoamToken',
  'NodeRegistry',
  'EpochManager',
  'Verdicts',
  'RewardPool',
  'ModelRegistry',
] as const;

/** Name of one contract of the network. */
export type ContractName = (typeof DEPLOYMENT_ORDER)[number];

/** Where each contract is, or will be. */
export type ContractAddresses = Readonly<Record<ContractName, Address>>;

/** Everything about a network that is fixed when its contracts are created. Amounts are wei (10^18 = 1 LOAM). */
export interface NetworkParameters {
  /** Validators drawn for each submission. */
  readonly committeeSize: number;
  /** Time from an epoch's first submission to the end of submitting, seconds. */
  readonly submitSeconds: number;
  /** Longest time for committing, seconds; it ends as soon as everybody has. */
  readonly commitSeconds: number;
  /** Longest time for revealing, seconds; it ends as soon as everybody has. */
  readonly revealSeconds: number;
  /** Longest wait for a manifest, seconds. */
  readonly aggregateSeconds: number;
  /** Time in which a proposed manifest stands open, seconds. */
  readonly challengeSeconds: number;
  /** Time from asking for stake back to getting it, seconds. */
  readonly unbondSeconds: number;
  /** What an epoch pays in all while the pool has it. */
  readonly epochReward: bigint;
  /** Least stake of a node and of a submission. */
  readonly minStake: bigint;
  /** Stake of a submission above this adds no reward weight. */
  readonly stakeCap: bigint;
  /** Least utility of an accepted submission, parts per million of the held-out loss. */
  readonly minUtilityPpm: number;
  /** Part of the submission's stake that a rejected learner loses, hundredths of a percent. */
  readonly rejectSlashBps: number;
  /** Part of the stake at draw that a member loses for a wrong attestation, hundredths of a percent. */
  readonly dissentSlashBps: number;
  /** Part of the stake at draw that a member loses for staying silent, hundredths of a percent. */
  readonly missSlashBps: number;
  /** Most submissions of one epoch. */
  readonly maxSubmissions: number;
}

const LOAM = 10n ** 18n;

/** A network on one machine: short phases, small committees. */
export const LOCAL_NETWORK_PARAMETERS: NetworkParameters = {
  committeeSize: 3, // the least that can outvote one wrong member
  submitSeconds: 15, // people watch it; long enough for several nodes to join one epoch
  commitSeconds: 180, // three members that each evaluate a whole epoch on two shared cores
  revealSeconds: 120, // a restarted member still gets its attestation in
  aggregateSeconds: 120, // a restarted aggregator still merges
  challengeSeconds: 5, // nothing can be disputed on one machine; the phase is only passed through
  unbondSeconds: 60, // leaving can be tried within a minute; open duties hold the stake longer anyway
  epochReward: 1000n * LOAM, // round, so that shares can be checked by eye
  minStake: 100n * LOAM, // a tenth of what an epoch pays: an identity is worth more than one cheat
  stakeCap: 1000n * LOAM, // ten times the minimum; more stake than that buys no more reward
  minUtilityPpm: 1000, // a tenth of a percent of the loss: above rounding, below any real lesson
  rejectSlashBps: 1000, // a harmful delta costs a tenth of what it staked
  dissentSlashBps: 2000, // a wrong digest is wrong as a matter of fact, so it costs most
  missSlashBps: 100, // being offline happens and costs little
  maxSubmissions: 64, // all committees and settlements of an epoch fit in a few transactions
};

/** What differs between networks that share their parameters. */
export interface NetworkGenesis {
  /** First holders of the token. The reward pool must be one of them, or nothing is ever paid. */
  readonly allocations: readonly { readonly to: Address; readonly amount: bigint }[];
  /** sha2-256 digest of the base model's CIDv1, which becomes version 0. */
  readonly baseModelDigest: Hex;
}

/**
 * Constructor arguments of one contract, in the order of its ABI and ready for viem.
 * @param addresses The (predicted) addresses of all contracts.
 */
export function constructorArguments(
  name: ContractName,
  addresses: ContractAddresses,
  parameters: NetworkParameters,
  genesis: NetworkGenesis,
): readonly unknown[] {
  switch (name) {
    case 'LoamToken':
      return [genesis.allocations.map(({ to }) => to), genesis.allocations.map(({ amount }) => amount)];
    case 'NodeRegistry':
      return [
        addresses.LoamToken,
        addresses.EpochManager,
        addresses.Verdicts,
        addresses.RewardPool,
        parameters.minStake,
        BigInt(parameters.unbondSeconds),
      ];
    case 'EpochManager':
      return [
        {
          registry: addresses.NodeRegistry,
          verdicts: addresses.Verdicts,
          rewardPool: addresses.RewardPool,
          modelRegistry: addresses.ModelRegistry,
        },
        {
          submitSeconds: parameters.submitSeconds,
          commitSeconds: parameters.commitSeconds,
          revealSeconds: parameters.revealSeconds,
          aggregateSeconds: parameters.aggregateSeconds,
          challengeSeconds: parameters.challengeSeconds,
          committeeSize: parameters.committeeSize,
          maxSubmissions: parameters.maxSubmissions,
          stakeCap: parameters.stakeCap,
        },
      ];
    case 'Verdicts':
      return [
        addresses.EpochManager,
        addresses.NodeRegistry,
        {
          minUtilityPpm: parameters.minUtilityPpm,
          rejectSlashBps: parameters.rejectSlashBps,
          dissentSlashBps: parameters.dissentSlashBps,
          missSlashBps: parameters.missSlashBps,
        },
      ];
    case 'RewardPool':
      return [
        addresses.LoamToken,
        addresses.EpochManager,
        addresses.Verdicts,
        addresses.ModelRegistry,
        parameters.epochReward,
      ];
    case 'ModelRegistry':
      return [addresses.EpochManager, addresses.NodeRegistry, genesis.baseModelDigest];
  }
}
