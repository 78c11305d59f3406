import type { CheckedEntry } from './entry-gate.ts';
import { byClock, type EntryIndex } from './entry-index.ts';
import {
  MAX_LOG_ATTESTATIONS,
  MAX_LOG_ENTRIES,
  MAX_MEMBER_ATTESTATIONS,
  MAX_MEMBER_ENTRIES,
} from './limits.ts';

/** What becomes of checked entries. */
export interface Admission {
  /** To be joined, each after what it builds on. */
  readonly admitted: CheckedEntry[];
  /** Build on something that is not here. */
  readonly waiting: CheckedEntry[];
  /** Wrong clock, or beyond a quota: never joined as they are. */
  readonly refused: CheckedEntry[];
}

/** The quotas; the defaults are the limits. */
export interface Quotas {
  readonly logEntries: number;
  readonly logAttestations: number;
  readonly memberEntries: number;
  readonly memberAttestations: number;
}

const QUOTAS: Quotas = {
  logEntries: MAX_LOG_ENTRIES,
  logAttestations: MAX_LOG_ATTESTATIONS,
  memberEntries: MAX_MEMBER_ENTRIES,
  memberAttestations: MAX_MEMBER_ATTESTATIONS,
};

/**
 * Decides which of some checked entries may join a log now. An entry needs everything it builds on and a clock that
 * follows from it. What a validator writes beyond its quota is refused, unless an entry of another validator that is
 * within its own builds on it: honest nodes must not be kept from each other by what one of them let in.
 */
export function selectAdmissible(
  index: EntryIndex,
  entries: Iterable<CheckedEntry>,
  quotas: Quotas = QUOTAS,
): Admission {
  const waiting: CheckedEntry[] = [];
  const refused: CheckedEntry[] = [];
  const times = new Map<string, number>();
  const tallies = new Map<string, { entries: number; attestations: number }>();
  const timely: { checked: CheckedEntry; within: boolean }[] = [];
  for (const checked of [...entries].sort(byEntryClock)) {
    const { entry, batch } = checked;
    if (index.has(entry.hash) || times.has(entry.hash)) continue;
    const before = entry.next.map((hash) => index.get(hash)?.time ?? times.get(hash));
    if (before.some((time) => time === undefined)) {
      waiting.push(checked);
      continue;
    }
    if (entry.clock.time !== Math.max(0, ...before.map((time) => time ?? 0)) + 1) {
      refused.push(checked);
      continue;
    }
    times.set(entry.hash, entry.clock.time);
    const tally = tallies.get(entry.key) ?? { ...index.tally(entry.key) };
    tally.entries += 1;
    tally.attestations += batch.ballots.length;
    tallies.set(entry.key, tally);
    const within = tally.entries <= quotas.memberEntries && tally.attestations <= quotas.memberAttestations;
    timely.push({ checked, within });
  }

  const needed = new Set<string>();
  for (const { checked, within } of timely.toReversed()) {
    if (within || needed.has(checked.entry.hash)) for (const hash of checked.entry.next) needed.add(hash);
  }
  const admitted: CheckedEntry[] = [];
  let [size, attestations] = [index.size, index.attestations];
  const lost = new Set<string>();
  for (const { checked, within } of timely) {
    const { entry, batch } = checked;
    const fits = size < quotas.logEntries && attestations + batch.ballots.length <= quotas.logAttestations;
    if ((within || needed.has(entry.hash)) && fits && !entry.next.some((hash) => lost.has(hash))) {
      admitted.push(checked);
      size += 1;
      attestations += batch.ballots.length;
    } else {
      refused.push(checked);
      lost.add(entry.hash);
    }
  }
  return { admitted, waiting, refused };
}

function byEntryClock(a: CheckedEntry, b: CheckedEntry): number {
  return byClock(
    { time: a.entry.clock.time, hash: a.entry.hash },
    { time: b.entry.clock.time, hash: b.entry.hash },
  );
}
