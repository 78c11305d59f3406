import type { ValidatorEpoch } from '../../../protocol/api/validator-schemas.ts';

/** What became of a duty, as the timeline draws it. */
export const DUTY_KINDS = ['agreed', 'open', 'disagreed', 'missed'] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

/** One block of the timeline's columns. */
export interface DutyBlock {
  readonly epoch: number;
  readonly kind: DutyKind;
  /** Column and row from the left and the bottom. */
  readonly column: number;
  readonly row: number;
  /** How many duties it stands for. */
  readonly count: number;
}

/** Rows of blocks that a column has at most. */
export const MAX_ROWS = 6;

/**
 * The blocks of the timeline: a column for each epoch, a block for each duty; where one epoch has more than a column
 * holds, every block of every column stands for several.
 */
export function dutyBlocks(epochs: readonly ValidatorEpoch[]): DutyBlock[] {
  const most = Math.max(0, ...epochs.map(({ drawn }) => drawn));
  const each = Math.max(1, Math.ceil(most / MAX_ROWS));
  return epochs.flatMap((one, column) => {
    const blocks: DutyBlock[] = [];
    for (const kind of DUTY_KINDS)
      for (let left = one[kind]; left > 0; left -= each)
        blocks.push({ epoch: one.epoch, kind, column, row: blocks.length, count: Math.min(left, each) });
    return blocks;
  });
}
