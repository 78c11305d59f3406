import { isIncome, type LedgerEntry } from '../../../protocol/api/earn-schemas.ts';

/** Bars that are drawn at most, the newest. */
export const MAX_BARS = 24;
/** What a bar is of. */
export type BarsBy = 'epoch' | 'day';
/** Kinds of income, in the order in which they lie on each other, from below. */
export const INCOME_KINDS = ['contribution', 'checking', 'merging', 'bounty'] as const;
export type IncomeKind = (typeof INCOME_KINDS)[number];

/** What was earned in one epoch, or on one day. */
export interface IncomeBar {
  /** Number of the epoch, or of the day since 1970 in the reader's time zone. */
  readonly at: number;
  readonly total: bigint;
  readonly parts: Readonly<Record<IncomeKind, bigint>>;
}

const DAY_S = 86_400;

/**
 * Income as bars, oldest first, with empty ones where nothing was earned in between. Deposits and stake that came back are
 * not in them. A bounty belongs to no epoch and is left out of bars by epoch.
 *
 * @param offsetS what the reader's clock is ahead of UTC, seconds
 */
export function incomeBars(entries: readonly LedgerEntry[], by: BarsBy, offsetS: number): IncomeBar[] {
  const placed = entries.filter(isIncome).flatMap((entry) => {
    const at = by === 'epoch' ? entry.epoch : Math.floor((entry.at + offsetS) / DAY_S);
    return at === null ? [] : [{ entry, at }];
  });
  if (placed.length === 0) return [];
  const newest = Math.max(...placed.map(({ at }) => at));
  const oldest = Math.max(Math.min(...placed.map(({ at }) => at)), newest - MAX_BARS + 1);
  return Array.from({ length: newest - oldest + 1 }, (_, i) => {
    const at = oldest + i;
    const parts = { contribution: 0n, checking: 0n, merging: 0n, bounty: 0n };
    for (const { entry } of placed.filter((one) => one.at === at))
      parts[entry.kind as IncomeKind] += BigInt(entry.amount);
    return { at, parts, total: INCOME_KINDS.reduce((sum, kind) => sum + parts[kind], 0n) };
  });
}

/** All income, wei. */
export function totalIncome(entries: readonly LedgerEntry[]): bigint {
  return entries.filter(isIncome).reduce((sum, { amount }) => sum + BigInt(amount), 0n);
}

/** A round number at or above `wei` for the scale of the bars: 1, 2 or 5 times a power of ten. */
export function scaleTop(wei: bigint): bigint {
  let step = 1n;
  while (step * 10n < wei) step *= 10n;
  return [1n, 2n, 5n, 10n].map((n) => n * step).find((top) => top >= wei) ?? 10n * step;
}
