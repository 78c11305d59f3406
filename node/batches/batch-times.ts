import { hexToBytes, keccak256, stringToHex } from 'viem';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { MAX_BATCH_TIME_MS, MIN_BATCH_TIME_MS } from './limits.ts';

/** How long everybody waits for everybody else, milliseconds. */
export interface BatchTimes {
  /** From the first signed submission until somebody may post. */
  readonly windowMs: number;
  /** Within which posters come one after the other. */
  readonly spreadMs: number;
  /** Before the end of the phase; a learner whose submission is not posted by then posts it itself. */
  readonly marginMs: number;
}

/** A quarter of the submit phase for each, so that all of it fits into the phase with a quarter to spare. */
export function batchTimes(submitSeconds: number): BatchTimes {
  const quarter = Math.min(MAX_BATCH_TIME_MS, Math.max(MIN_BATCH_TIME_MS, (submitSeconds * 1_000) / 4));
  return { windowMs: quarter, spreadMs: quarter, marginMs: quarter };
}

/**
 * Where in the spread a node posts, 0 (at once) to 1: aggregators in the first half, everybody else in the second.
 * Drawn anew in every epoch, so that the same node does not always pay.
 */
export function postingPlace(address: Hex, epoch: number, isAggregator: boolean): number {
  const bytes = hexToBytes(keccak256(stringToHex(`loam posting ${address.toLowerCase()} ${epoch}`)));
  const drawn = new DataView(bytes.buffer).getUint32(0) / 2 ** 32;
  return isAggregator ? drawn / 2 : 0.5 + drawn / 2;
}

/** What {@link postingDue} goes by. */
export interface PostingState {
  /** When the oldest of the waiting submissions came, by `nowMs`. */
  readonly oldestMs: number;
  readonly nowMs: number;
  /** Milliseconds until the phase ends; null while the epoch is not open. */
  readonly leftMs: number | null;
  /** Whether no more of them fit. */
  readonly isFull: boolean;
  /** See {@link postingPlace}. */
  readonly place: number;
}

/** Whether it is this node's turn to post: after the window, sooner when the batch is full or the phase ends. */
export function postingDue(times: BatchTimes, state: PostingState): boolean {
  const waited = state.nowMs - state.oldestMs;
  const turn = state.place * times.spreadMs;
  if (waited >= (state.isFull ? 0 : times.windowMs) + turn) return true;
  return state.leftMs !== null && state.leftMs <= times.marginMs + times.spreadMs - turn;
}
