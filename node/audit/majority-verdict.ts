/** What two reveals must share to count as one verdict. */
export interface Verdict {
  readonly pass: boolean;
  readonly utilityPpm: bigint | number;
  readonly digest: string;
}

/** Text that is equal exactly for equal verdicts. */
export function verdictKey({ pass, utilityPpm, digest }: Verdict): string {
  return `${pass} ${utilityPpm} ${digest}`;
}

/**
 * The verdict that more than half of the whole committee's weight revealed, as Verdicts.sol decides it.
 *
 * @param weights weight of each member by address in lower case; silent members count in the whole
 * @returns its {@link verdictKey}, undefined when there is no majority
 */
export function majorityVerdict(
  reveals: readonly (Verdict & { readonly validator: string })[],
  weights: ReadonlyMap<string, bigint>,
): string | undefined {
  const votes = new Map<string, bigint>();
  for (const reveal of reveals) {
    const key = verdictKey(reveal);
    votes.set(key, (votes.get(key) ?? 0n) + (weights.get(reveal.validator.toLowerCase()) ?? 0n));
  }
  const whole = [...weights.values()].reduce((a, b) => a + b, 0n);
  return [...votes].find(([, weight]) => weight * 2n > whole)?.[0];
}
