import type { ChainRules } from '../../protocol/chain/chain-rules.ts';
import { decides, lastStage } from '../../protocol/verdicts/lead-rule.ts';
import { tally, type Verdict, verdictKey } from '../../protocol/verdicts/tally.ts';
import type { Seat } from '../chain/reads/read-committee.ts';
import type { Reveal } from '../chain/reads/read-reveals.ts';

/**
 * The verdict that a committee came to in the end, counted from its seats and their reveals as Verdicts.sol counts.
 *
 * @returns undefined when no stage decided
 */
export function finalVerdict(
  rules: ChainRules['committee'],
  committee: readonly Seat[],
  reveals: readonly Reveal[],
): Verdict | undefined {
  const seats = committee.flatMap(({ node, seats: held }) => Array<number>(held).fill(node));
  const ballots = reveals.flatMap((reveal) => {
    const seat = committee.find(
      ({ validator }) => validator.toLowerCase() === reveal.validator.toLowerCase(),
    );
    return seat === undefined ? [] : [{ node: seat.node, verdict: reveal }];
  });
  const { verdict, leading, others } = tally(seats, ballots);
  const stage = Math.min(
    lastStage(rules),
    rules.sizes.findIndex((size) => size >= seats.length) + 1 || lastStage(rules),
  );
  return verdict !== undefined && decides(rules, { stage, seats: seats.length, leading, others })
    ? verdict
    : undefined;
}

/** Seats of each member that hold the verdict, by address in lower case. */
export function agreeingSeats(
  verdict: Verdict | undefined,
  committee: readonly Seat[],
  reveals: readonly Reveal[],
): Map<string, bigint> {
  const seats = new Map<string, bigint>();
  if (verdict === undefined) return seats;
  for (const reveal of reveals) {
    const member = reveal.validator.toLowerCase();
    const held = committee.find(({ validator }) => validator.toLowerCase() === member)?.seats ?? 0;
    if (held > 0 && verdictKey(reveal) === verdictKey(verdict)) seats.set(member, BigInt(held));
  }
  return seats;
}
