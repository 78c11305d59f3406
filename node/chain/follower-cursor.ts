import { z } from 'zod';
import { bytes32Schema } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { REORG_BLOCKS } from './limits.ts';

const checkpointSchema = z.strictObject({
  number: z.number().int().nonnegative(),
  hash: bytes32Schema,
  /** Whether the block holds events, so that leaving it needs an undo. */
  events: z.boolean(),
});

const cursorSchema = z.strictObject({
  format: z.literal('loam-follower/1'),
  /** First block that was ever looked at. */
  start: z.number().int().nonnegative(),
  /** First block that was not looked at yet. */
  next: z.number().int().nonnegative(),
  /** Blocks seen lately, oldest first: all with events, and some without. */
  checkpoints: z.array(checkpointSchema).max(REORG_BLOCKS * 2),
  /** Whether older blocks are forgotten. */
  trimmed: z.boolean(),
});

/** A block that was seen. */
export type Checkpoint = z.infer<typeof checkpointSchema>;

/** Where a follower stands: plain JSON, to be stored together with what its steps led to. */
export type FollowerCursor = z.infer<typeof cursorSchema>;

/** A cursor before the first block. */
export function startCursor(start: number): FollowerCursor {
  return { format: 'loam-follower/1', start, next: start, checkpoints: [], trimmed: false };
}

/** Reads a stored cursor. @throws LoamError `CURSOR_FORMAT` */
export function parseCursor(text: string): FollowerCursor {
  try {
    return cursorSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new LoamError('CURSOR_FORMAT', 'The stored place in the chain’s events cannot be read.', {
      hint: 'Read the events again from the first block.',
      cause,
    });
  }
}

/** The cursor after `checkpoint` was seen; what lies {@link REORG_BLOCKS} below `head` is forgotten, but its newest. */
export function advanceCursor(cursor: FollowerCursor, checkpoint: Checkpoint, head: number): FollowerCursor {
  const all = [...cursor.checkpoints.filter(({ number }) => number < checkpoint.number), checkpoint];
  const final = all.findLastIndex(({ number }) => number <= head - REORG_BLOCKS);
  return {
    ...cursor,
    next: checkpoint.number + 1,
    checkpoints: all.slice(Math.max(0, final)),
    trimmed: cursor.trimmed || final > 0,
  };
}

/** The cursor after its newest checkpoint was left. */
export function retreatCursor(cursor: FollowerCursor): FollowerCursor {
  const checkpoints = cursor.checkpoints.slice(0, -1);
  const newest = checkpoints.at(-1);
  return { ...cursor, checkpoints, next: newest === undefined ? cursor.start : newest.number + 1 };
}
