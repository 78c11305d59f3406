import {
  CONDUCT_HALF_LIFE_MS,
  CONDUCT_REFUSE_AT,
  MAX_CONDUCT_ENTRIES,
  MISCONDUCT_POINTS,
  REFUSAL_MAX_MS,
  REFUSAL_MS,
} from './limits.ts';

/** What a peer did; how much each costs stands in {@link MISCONDUCT_POINTS}. */
export type Misconduct = keyof typeof MISCONDUCT_POINTS;

/** Options of {@link createPeerConduct}. */
export interface PeerConductOptions {
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  /** Called once when a peer's score passes the threshold: close its connections. */
  readonly onRefused?: (peerId: string, reason: Misconduct) => void;
}

/** One peer that is refused now. */
export interface Refusal {
  readonly peerId: string;
  readonly reason: Misconduct;
  /** Milliseconds until it may come back. */
  readonly remainingMs: number;
}

/** What this node remembers of the misconduct of others. */
export interface PeerConduct {
  /** Adds the points of `reason` to a peer's score; at the threshold the peer is refused for a while. */
  punish(peerId: string, reason: Misconduct): void;
  /** Points that have not decayed yet; 0 for whoever did nothing. */
  score(peerId: string): number;
  /** Whether connections of this peer are refused now. */
  isRefused(peerId: string): boolean;
  /** Every peer that is refused now. */
  refusals(): Refusal[];
}

interface Entry {
  points: number;
  /** When `points` was right, {@link PeerConductOptions.now}. */
  at: number;
  refusedUntil: number;
  refusals: number;
  reason: Misconduct;
}

/**
 * Scores peers by what they did. Points halve every {@link CONDUCT_HALF_LIFE_MS}, so that a peer whose software had a
 * bad minute is forgiven; a peer that is refused again and again is refused for longer each time.
 *
 * The memory is bounded: when it is full, the entry that matters least makes room.
 */
export function createPeerConduct(options: PeerConductOptions): PeerConduct {
  const { now } = options;
  const entries = new Map<string, Entry>();

  const points = (entry: Entry): number => entry.points * 0.5 ** ((now() - entry.at) / CONDUCT_HALF_LIFE_MS);

  const makeRoom = (): void => {
    if (entries.size < MAX_CONDUCT_ENTRIES) return;
    let least: { peerId: string; weight: number } | undefined;
    for (const [peerId, entry] of entries) {
      const weight = points(entry) + Math.max(0, entry.refusedUntil - now());
      if (least === undefined || weight < least.weight) least = { peerId, weight };
    }
    if (least !== undefined) entries.delete(least.peerId);
  };

  const isRefused = (peerId: string): boolean => (entries.get(peerId)?.refusedUntil ?? 0) > now();

  return {
    punish(peerId, reason) {
      let entry = entries.get(peerId);
      if (entry === undefined) {
        makeRoom();
        entry = { points: 0, at: now(), refusedUntil: 0, refusals: 0, reason };
        entries.set(peerId, entry);
      }
      entry.points = points(entry) + MISCONDUCT_POINTS[reason];
      entry.at = now();
      if (entry.points < CONDUCT_REFUSE_AT || isRefused(peerId)) return;
      entry.reason = reason;
      entry.refusedUntil = now() + Math.min(REFUSAL_MAX_MS, REFUSAL_MS * 2 ** Math.min(entry.refusals, 20));
      entry.refusals += 1;
      // Whoever comes back begins at half of the threshold: one more offence is not the first.
      entry.points = CONDUCT_REFUSE_AT / 2;
      options.onRefused?.(peerId, reason);
    },
    score(peerId) {
      const entry = entries.get(peerId);
      return entry === undefined ? 0 : points(entry);
    },
    isRefused,
    refusals: () =>
      [...entries]
        .filter(([peerId]) => isRefused(peerId))
        .map(([peerId, { reason, refusedUntil }]) => ({
          peerId,
          reason,
          remainingMs: refusedUntil - now(),
        })),
  };
}
