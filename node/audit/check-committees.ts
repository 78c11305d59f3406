import { encodeAbiParameters, keccak256 } from 'viem';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { drawSeats } from '../../protocol/sortition/draw-seats.ts';
import type { AuditReport } from './audit-source.ts';
import type { EpochFacts } from './epoch-facts.ts';

/** Draws every committee of an epoch again from its seeds and from what the registry's events say of that moment. */
export function checkCommittees(facts: EpochFacts, report: AuditReport): void {
  const { epoch, log, registry, rules } = facts;
  const seatsSoFar = new Map<number, number>();
  for (const draw of facts.draws) {
    const { index, round, seats } = draw;
    const learner = log.submissions.find((s) => s.index === index)?.learner ?? '0x';
    const exclude = registry.numberOf(learner);
    const first = seatsSoFar.get(index) ?? 0;
    const stage = rules.committee.sizes.findIndex((size) => size > first);
    const size = (rules.committee.sizes[stage] ?? first) - first;
    const line = registry.lineAt(draw, epoch, {
      minStake: rules.stake.minStake,
      decayPpm: rules.reputation.decayPpm,
    });
    const seed = log.seeds[round - 1] ?? '0x';
    const expected = drawSeats(submissionSeed(seed, exclude), first, size, line, exclude);
    report.compare(
      'committee',
      `committee of submission ${index} of epoch ${epoch}, round ${round}`,
      expected.join(' '),
      seats.join(' '),
    );
    seatsSoFar.set(index, first + seats.length);
  }
}

/** Seed of one submission's seats: the round's seed and the learner's number, which nobody can choose with it known. */
function submissionSeed(seed: Hex, learner: number): Hex {
  return keccak256(encodeAbiParameters([{ type: 'bytes32' }, { type: 'uint256' }], [seed, BigInt(learner)]));
}
