import { z } from 'zod';
import { addressSchema, bytes32Schema } from '../encoding/hex.ts';
import { PPM } from '../limits.ts';
import { loamSchema, stakeLoamSchema } from './loam-amount.ts';

/** Basis points in one. */
const BPS = 10_000;
/** Most seats of a committee (bits of a tally's mask). */
const MAX_SEATS = 48;
const MAX_UINT32 = 2 ** 32 - 1;

/** How a stake counts; the index is the number on chain. */
export const STAKE_CURVES = ['CappedLinear', 'Logarithm'] as const;
/** How utility and confidence become a score; the index is the number on chain. */
export const SCORE_METHODS = ['Proper', 'Sigmoid'] as const;
/** Kinds of benchmark pools; the index is the number on chain. */
export const POOL_KINDS = ['Public', 'Generated', 'Sealed'] as const;

const seconds = z.number().int().min(0).max(MAX_UINT32);
const ppm = z.number().int().min(0).max(PPM);
const bps = z.number().int().min(0).max(BPS);
const seats = z.number().int().min(0).max(MAX_SEATS);
const count = z.number().int().min(0).max(MAX_UINT32);

/**
 * Everything about a network that a vote can change later, and what its contracts begin with: one document per network,
 * plain JSON. Amounts are decimal text in LOAM; `…Seconds`, `…Ppm` (parts per million) and `…Bps` (hundredths of a percent)
 * are whole numbers. What each rule means is told in contracts/src/interfaces/IParameters.sol.
 */
export const networkParametersSchema = z.strictObject({
  format: z.literal('loam-parameters/1'),
  epochs: z.strictObject({
    submitSeconds: seconds,
    finalitySeconds: seconds,
    drawSeconds: seconds,
    commitSeconds: seconds,
    revealSeconds: seconds,
    contestSeconds: seconds,
    aggregateSeconds: seconds,
    challengeSeconds: seconds,
  }),
  committees: z.strictObject({
    /** Seats of the first to the last stage; 0 for stages that are not used. */
    sizes: z.tuple([seats, seats, seats, seats]),
    /** Lead that decides in all stages but the last. */
    leads: z.tuple([seats, seats, seats]),
    minUtilityPpm: ppm,
    rejectBps: bps,
    dissentBps: bps,
    silenceBps: bps,
    unopenedBps: bps,
    bountyBps: bps,
  }),
  stakes: z.strictObject({
    minStakeLoam: stakeLoamSchema,
    stakeCapLoam: stakeLoamSchema,
    entryStakeLoam: stakeLoamSchema,
    unbondSeconds: seconds,
    curve: z.enum(STAKE_CURVES),
  }),
  scores: z.strictObject({
    method: z.enum(SCORE_METHODS),
    /** At most the least accepted utility: then an accepted update never scores below 0. */
    penaltyPpm: ppm,
    utilityCapPpm: ppm.min(1),
    /** k of the sigmoid per unit of utility, thousandths. */
    steepnessMilli: count,
  }),
  reputation: z.strictObject({
    decayPpm: ppm,
    gainAcceptedPpm: ppm,
    gainAgreedPpm: ppm,
    maxGainPpm: ppm,
    finedPpm: ppm,
    bonusPpm: ppm,
    voteBonusPpm: ppm,
  }),
  rewards: z
    .strictObject({ learnersPpm: ppm, validatorsPpm: ppm, feesPpm: ppm, canaryPpm: ppm })
    .refine(({ learnersPpm, validatorsPpm }) => learnersPpm + validatorsPpm <= PPM),
  disputes: z.strictObject({
    bondLoam: stakeLoamSchema,
    rerunBondLoam: stakeLoamSchema,
    jurors: z.number().int().min(1).max(255),
    maxAppeals: z.number().int().min(0).max(255),
    voteSeconds: seconds,
    revealSeconds: seconds,
    appealSeconds: seconds,
    disputeSeconds: seconds,
    overturnedBps: bps,
    absentJurorBps: bps,
  }),
  elections: z
    .strictObject({
      seats: z.number().int().min(1).max(255),
      threshold: z.number().int().min(1).max(255),
      minReputationPpm: ppm,
      termSeconds: seconds,
      pauseSeconds: seconds,
      pauseRestSeconds: seconds,
    })
    .refine(({ seats: all, threshold }) => threshold <= all),
  token: z.strictObject({
    /** What the first epochs emit, each. */
    firstEmissionLoam: loamSchema,
    /** Epochs after which the emission halves. */
    halvingEpochs: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
    /** Most that can ever exist. */
    capLoam: loamSchema,
    /** First holders. `Deployer` is the account that creates the contracts. */
    allocations: z
      .array(
        z.strictObject({
          to: z.union([addressSchema, z.enum(['Deployer', 'Timelock', 'RewardPool'])]),
          amountLoam: loamSchema,
        }),
      )
      .max(256),
  }),
  governor: z.strictObject({
    votingDelaySeconds: seconds,
    votingPeriodSeconds: seconds.min(1),
    /** Least time between the moment in which the quorum is reached and the end of the vote. */
    lateQuorumSeconds: seconds,
    /** Votes that a proposer needs. */
    proposalThresholdLoam: loamSchema,
    /** Part of the token's supply that must vote for or abstain. */
    quorumPercent: z.number().int().min(0).max(100),
    /** Comes back unless the proposal misses its quorum. */
    depositLoam: loamSchema,
  }),
  timelock: z.strictObject({ delaySeconds: seconds }),
  /** Pools of benchmark items that a network begins with. */
  pools: z
    .array(
      z.strictObject({
        kind: z.enum(POOL_KINDS),
        root: bytes32Schema,
        cid: bytes32Schema,
        items: count,
        perEpoch: count,
        keeper: addressSchema,
      }),
    )
    .max(16),
});

/** A parsed parameter document. */
export type NetworkParameters = z.infer<typeof networkParametersSchema>;

/** Rules that differ from those of another document, group by group. */
export type ParameterChanges = {
  readonly [Group in keyof NetworkParameters]?: NetworkParameters[Group] extends readonly unknown[] | string
    ? NetworkParameters[Group]
    : Partial<NetworkParameters[Group]>;
};

/** `parameters` with some rules replaced. @throws ZodError when the result is out of range */
export function changeParameters(
  parameters: NetworkParameters,
  changes: ParameterChanges,
): NetworkParameters {
  const merged = Object.entries(parameters).map(([group, rules]) => {
    const change = changes[group as keyof NetworkParameters];
    if (change === undefined) return [group, rules];
    return [
      group,
      Array.isArray(change) || typeof change === 'string' ? change : { ...Object(rules), ...change },
    ];
  });
  return networkParametersSchema.parse(Object.fromEntries(merged));
}
