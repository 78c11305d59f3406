import type { SupervisedWorker } from '../process/supervised-worker.ts';
import { SPEED_TEST_MS, SPEED_WARM_UP_TOKENS } from './limits.ts';

/**
 * Tokens a second of the loaded model, measured for about a second. Null when it said too little to tell.
 *
 * @param clock milliseconds of a clock that does not turn back
 */
export async function measureSpeed(
  worker: Pick<SupervisedWorker, 'client'>,
  clock: () => number,
  signal?: AbortSignal,
): Promise<number | null> {
  const stop = new AbortController();
  const stream = await worker.client.generate(
    {
      messages: [{ role: 'user', content: 'Tell me a long story about a small dog and a big house.' }],
      adapters: [],
      maxTokens: 1_024,
      temperature: 1,
      topP: 1,
      seed: 'speed',
    },
    { signal: signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]) },
  );
  let tokens = 0;
  let from = 0;
  let last = 0;
  try {
    for await (const event of stream) {
      if (event.type === 'done') {
        const { tokensPerSecond } = event.stats;
        return tokensPerSecond > 0 ? tokensPerSecond : null;
      }
      last = clock();
      if (++tokens === SPEED_WARM_UP_TOKENS) from = last;
      if (tokens > SPEED_WARM_UP_TOKENS && last - from >= SPEED_TEST_MS) break;
    }
  } finally {
    stop.abort();
  }
  signal?.throwIfAborted();
  const counted = tokens - SPEED_WARM_UP_TOKENS;
  return counted < 1 || last <= from ? null : (counted * 1_000) / (last - from);
}
