import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EpochPhase, Status } from '../../protocol/api/network-schemas.ts';

/** A phase as this page saw it begin, for the share of it that is over. */
export interface SeenPhase {
  readonly epoch: number;
  readonly phase: EpochPhase;
  /** Seconds that were left when the page first saw the phase; null when it ends by progress. */
  readonly firstRemaining: number | null;
}

/** Connection and status: what the strip at the foot shows. */
export interface SystemState {
  readonly connection: 'connecting' | 'open' | 'lost';
  /** The last status heard; stale while the connection is lost. */
  readonly status: Status | null;
  /** When it was heard, milliseconds since 1970. */
  readonly heardAt: number;
  readonly seenPhase: SeenPhase | null;
}

/** The state of the system store. */
export type SystemStore = StoreApi<SystemState>;

/** Store of connection and status. */
export function createSystemStore(): SystemStore {
  return createStore<SystemState>(() => ({
    connection: 'connecting',
    status: null,
    heardAt: 0,
    seenPhase: null,
  }));
}

/** State after a status arrived at `now` (milliseconds). */
export function withStatus(state: SystemState, status: Status, now: number): SystemState {
  return {
    ...state,
    connection: 'open',
    status,
    heardAt: now,
    seenPhase: seenPhase(state.seenPhase, status),
  };
}

function seenPhase(before: SeenPhase | null, { epoch }: Status): SeenPhase | null {
  if (epoch === null) return null;
  if (before?.epoch === epoch.epoch && before.phase === epoch.phase) return before;
  return {
    epoch: epoch.epoch,
    phase: epoch.phase,
    firstRemaining: epoch.phaseEndsAt === null ? null : Math.max(0, epoch.phaseEndsAt - epoch.chainTime),
  };
}
