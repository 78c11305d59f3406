import type { Proposal } from '../../../protocol/api/governance-schemas.ts';

/** Parts of a bar, per mille of its width. */
export interface TallyScale {
  readonly for: number;
  readonly abstain: number;
  readonly against: number;
  /** Where the quorum stands. For and abstain count for it, so they come first. */
  readonly quorum: number;
  readonly reached: boolean;
  /** Votes that are missing to it, wei. */
  readonly missing: bigint;
}

/** Votes and quorum to one scale: the longer of what was cast and the quorum is the whole width. */
export function tallyScale({ votes, quorum }: Pick<Proposal, 'votes' | 'quorum'>): TallyScale {
  const [pro, contra, none, needed] = [votes.for, votes.against, votes.abstain, quorum].map(BigInt) as [
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  const cast = pro + contra + none;
  // A little room beyond the quorum shows that it is a line to cross and not the end.
  const whole = bigger(cast, (needed * 110n) / 100n);
  const part = (amount: bigint) => (whole === 0n ? 0 : Number((amount * 1000n) / whole));
  const counted = pro + none;
  return {
    for: part(pro),
    abstain: part(none),
    against: part(contra),
    quorum: part(needed),
    reached: counted >= needed,
    missing: counted >= needed ? 0n : needed - counted,
  };
}

function bigger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/** The moments of a proposal in their order. */
export const MOMENTS = ['created', 'starts', 'ends', 'executable'] as const;
export type MomentName = (typeof MOMENTS)[number];

/** One moment on the timeline bar. */
export interface Moment {
  readonly name: MomentName;
  /** Seconds since 1970. */
  readonly at: number;
  readonly isPast: boolean;
}

/** Moments of a proposal, and where now is: three equal stretches, each to its own scale, so that a short one is seen. */
export function proposalMoments(
  proposal: Pick<Proposal, 'createdAt' | 'voteStartsAt' | 'voteEndsAt' | 'executableAt'>,
  now: number,
): { readonly moments: readonly Moment[]; readonly now: number } {
  const { createdAt, voteStartsAt, voteEndsAt, executableAt } = proposal;
  const times = [createdAt, voteStartsAt, voteEndsAt, executableAt];
  const moments = MOMENTS.map((name, i) => ({ name, at: times[i] ?? 0, isPast: (times[i] ?? 0) <= now }));
  const stretches = times.length - 1;
  let at = 0;
  for (let i = 0; i < stretches; i++) {
    const [from = 0, to = 0] = [times[i], times[i + 1]];
    const share = to <= from ? (now >= to ? 1 : 0) : Math.min(1, Math.max(0, (now - from) / (to - from)));
    at += share / stretches;
  }
  return { moments, now: Math.round(at * 1000) };
}
