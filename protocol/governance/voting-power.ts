const PPM = 1_000_000n;

/** What an account has at the moment that counts for a vote. */
export interface VotingHoldings {
  /** Token votes delegated to it, wei. */
  readonly delegated: bigint;
  /** Its own bonded stake, wei. */
  readonly stake: bigint;
  /** As written then, parts per million. */
  readonly reputationPpm: bigint;
}

/** Votes of an account, wei: tokens and stake, raised by at most `voteBonusPpm` for reputation. Rounded down twice, as LoamGovernor.sol. */
export function votingPower(
  { delegated, stake, reputationPpm }: VotingHoldings,
  voteBonusPpm: bigint,
): bigint {
  const own = delegated + stake;
  const bonusPpm = (voteBonusPpm * reputationPpm) / PPM;
  return own + (own * bonusPpm) / PPM;
}
