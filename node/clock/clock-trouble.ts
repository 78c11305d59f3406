import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_SKEW_MS } from './limits.ts';

/** What a clock is compared with, milliseconds that each is ahead of this computer's. */
export interface ClockReferences {
  /** The chain's newest block; null where the chain's time says nothing, as on a network of one computer. */
  readonly chainAheadMs: number | null;
  /** The median of the peers' clocks; null where too few have told it. */
  readonly peersAheadMs: number | null;
}

/**
 * Why a role should sign nothing now; undefined when the clock is right as far as anybody can tell. Blocks are never
 * from the future, so a chain that is ahead settles it. A newest block that is old can be an idle chain or a server
 * that lags, so there peers who agree with this computer settle it.
 *
 * @returns a LoamError `CLOCK_OFF`
 */
export function clockTrouble({ chainAheadMs, peersAheadMs }: ClockReferences): LoamError | undefined {
  if (chainAheadMs !== null && chainAheadMs > MAX_SKEW_MS) return clockOff(chainAheadMs, 'the chain');
  if (chainAheadMs !== null && chainAheadMs < -MAX_SKEW_MS) {
    const isVouchedFor = peersAheadMs !== null && Math.abs(peersAheadMs) <= MAX_SKEW_MS;
    return isVouchedFor ? undefined : clockOff(chainAheadMs, 'the chain');
  }
  // The chain agrees: what peers say cannot outweigh it.
  if (chainAheadMs !== null || peersAheadMs === null || Math.abs(peersAheadMs) <= MAX_SKEW_MS)
    return undefined;
  return clockOff(peersAheadMs, 'the other nodes');
}

function clockOff(aheadMs: number, whose: string): LoamError {
  const minutes = Math.round(Math.abs(aheadMs) / 60_000);
  const side = aheadMs > 0 ? 'behind' : 'ahead of';
  return new LoamError('CLOCK_OFF', `This computer’s clock is ${minutes} minutes ${side} ${whose}.`, {
    hint: 'Nothing is signed until it is right: let the system set its time from the network.',
    data: { aheadMs: Math.round(aheadMs) },
  });
}
