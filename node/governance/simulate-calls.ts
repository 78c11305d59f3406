import type { Simulation } from '../../protocol/api/governance-schemas.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { explainChainError } from '../chain/explain-chain-error.ts';
import type { GovernedCall } from './call-actions.ts';

type Result = Simulation['results'][number];

/**
 * Makes the calls as the timelock would, one after the other on the newest block, and keeps nothing.
 *
 * @throws LoamError `CHAIN_UNREACHABLE`
 */
export async function simulateCalls(chain: ChainClient, calls: readonly GovernedCall[]): Promise<Simulation> {
  const account = chain.descriptor.contracts.Timelock;
  const block = await chain.reading(() => chain.public.getBlockNumber({ cacheTime: 0 }));
  if (calls.length > 1) {
    const whole = await together(chain, account, calls);
    if (whole !== null) return { block: Number(block), isWhole: true, results: whole };
  }
  const results: Result[] = [];
  for (const call of calls) results.push(await alone(chain, account, call));
  return { block: Number(block), isWhole: calls.length <= 1, results };
}

async function alone(chain: ChainClient, account: Hex, call: GovernedCall): Promise<Result> {
  try {
    await chain.reading(() => chain.public.call({ account, ...call, blockTag: chain.blockTag }));
    return { ok: true, code: null, sentence: null };
  } catch (error) {
    return refused(explainChainError(error));
  }
}

/** All on top of each other; null where the server cannot. */
async function together(
  chain: ChainClient,
  account: Hex,
  calls: readonly GovernedCall[],
): Promise<Result[] | null> {
  const [block] = await chain
    .reading(() =>
      chain.public.simulateBlocks({ blocks: [{ calls: calls.map((call) => ({ account, ...call })) }] }),
    )
    .catch((error: unknown) => {
      if (explainChainError(error).code === 'CHAIN_UNREACHABLE') throw error;
      return [];
    });
  if (block === undefined) return null;
  const failed = block.calls.findIndex(({ status }) => status !== 'success');
  return block.calls.map(({ data }, i) => {
    if (failed === -1 || i < failed) return { ok: true, code: null, sentence: null };
    return i === failed ? refused(explainChainError({ data })) : null;
  });
}

function refused(error: LoamError): Result {
  if (error.code === 'CHAIN_UNREACHABLE') throw error;
  return { ok: false, code: error.code, sentence: error.sentence };
}
