import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NetworkDescriptor } from '../../protocol/network/network-descriptor.ts';
import { createChainClient } from '../chain/chain-client.ts';
import { LOCAL_CHAIN_ID } from '../chain/limits.ts';
import { chainAhead } from '../clock/chain-ahead.ts';
import { type Finding, fine } from './finding.ts';
import { MAX_CLOCK_SKEW_MS } from './limits.ts';

/** Whether a network's chain answers, is the right one, and tells the same time as this computer. */
export async function checkClock(descriptor: NetworkDescriptor, now: () => number): Promise<Finding[]> {
  try {
    const chain = await createChainClient({ descriptor });
    try {
      const { aheadMs, block } = await chainAhead(chain, now);
      const answers = fine(
        'chain',
        `The chain ${descriptor.chainId} answers; its block ${block ?? 'pending'} is there.`,
      );
      return [answers, clock(aheadMs, descriptor.chainId === LOCAL_CHAIN_ID)];
    } finally {
      chain.close();
    }
  } catch (error) {
    const { message, hint } = LoamError.wrap('CHAIN_FAILED', error);
    return [
      {
        id: 'chain',
        state: 'fail',
        sentence: message,
        mend: hint ?? 'See whether you are connected, or name another server in the network file.',
      },
    ];
  }
}

/** A clock that is late makes a validator miss its deadlines; blocks are never from the future. */
function clock(ahead: number, isLocal: boolean): Finding {
  if (ahead > MAX_CLOCK_SKEW_MS) {
    return {
      id: 'clock',
      state: 'fail',
      sentence: `This computer’s clock is ${Math.round(ahead / 1_000)} s behind the chain.`,
      mend: 'Let the system set its time from the network.',
    };
  }
  const behind = Math.round(-ahead / 1_000);
  if (!isLocal && -ahead > 20 * MAX_CLOCK_SKEW_MS) {
    return {
      id: 'clock',
      state: 'warn',
      sentence: `The newest block is ${behind} s old.`,
      mend: 'The clock of this computer is ahead, or the server lags: set the time from the network, or use another server.',
    };
  }
  return fine('clock', 'This computer’s clock and the chain agree.');
}
