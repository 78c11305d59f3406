import type { Prepared } from '../../protocol/api/wallet-schemas.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { explainChainError } from '../chain/explain-chain-error.ts';
import { GAS_MARGIN_PERCENT } from '../chain/limits.ts';
import { readChainTime } from '../chain/reads/read-chain-time.ts';
import { GUESSED_GAS } from './limits.ts';
import type { PlannedStep } from './plan.ts';

/** What trying steps without sending them showed. */
export interface Tried {
  readonly simulation: Prepared['simulation'];
  /** Of each step; null where it could not be tried. */
  readonly gas: readonly (bigint | null)[];
}

/** Gas with the margin that is sent along, and what is assumed of a step that could not be tried. */
export function gasLimit(used: bigint | null): bigint {
  return used === null ? GUESSED_GAS : (used * (100n + GAS_MARGIN_PERCENT)) / 100n;
}

/**
 * Tries steps one after the other as if `from` sent them now; nothing is sent. A refusal is an answer here.
 *
 * @throws LoamError `CHAIN_UNREACHABLE`, `CHAIN_RATE_LIMITED`
 */
export async function trySteps(chain: ChainClient, from: Hex, steps: readonly PlannedStep[]): Promise<Tried> {
  const [first] = steps;
  if (first === undefined) return { simulation: { ok: true, isWhole: true }, gas: [] };
  if (steps.length === 1) return tryOne(chain, from, first);
  return (await tryAll(chain, from, steps)) ?? (await tryFirst(chain, from, first, steps.length));
}

async function tryOne(chain: ChainClient, from: Hex, step: PlannedStep): Promise<Tried> {
  const call = { account: from, ...step };
  try {
    await chain.reading(() => chain.public.call({ ...call, blockTag: chain.blockTag }));
    return {
      simulation: { ok: true, isWhole: true },
      gas: [await chain.reading(() => chain.public.estimateGas(call))],
    };
  } catch (error) {
    return { simulation: refused(error, 0), gas: [null] };
  }
}

async function tryFirst(chain: ChainClient, from: Hex, first: PlannedStep, count: number): Promise<Tried> {
  const { simulation, gas } = await tryOne(chain, from, first);
  const rest = Array.from({ length: count - 1 }, () => null);
  return { simulation: simulation.ok ? { ok: true, isWhole: false } : simulation, gas: [...gas, ...rest] };
}

/** All of them in one block that is thrown away; undefined where the server cannot do that. */
async function tryAll(
  chain: ChainClient,
  from: Hex,
  steps: readonly PlannedStep[],
): Promise<Tried | undefined> {
  const time = chain.blockTag === 'pending' ? BigInt(await readChainTime(chain)) : undefined;
  const calls = steps.map((step) => ({ account: from, ...step }));
  try {
    const [block] = await chain.reading(() =>
      chain.public.simulateBlocks({
        blocks: [{ calls, ...(time === undefined ? {} : { blockOverrides: { time } }) }],
      }),
    );
    if (block === undefined) return undefined;
    const results = block.calls as readonly { status: string; data: Hex; gasUsed: bigint }[];
    const failed = results.findIndex(({ status }) => status !== 'success');
    return {
      simulation:
        failed === -1 ? { ok: true, isWhole: true } : refused({ data: results[failed]?.data }, failed),
      // What comes after a refused step was tried in another world than the one it expects.
      gas: steps.map((_, i) => (failed !== -1 && i >= failed ? null : (results[i]?.gasUsed ?? null))),
    };
  } catch (error) {
    rethrowTrouble(explainChainError(error));
    return undefined;
  }
}

function refused(error: unknown, step: number): Prepared['simulation'] {
  const explained = explainChainError(error);
  rethrowTrouble(explained);
  const { code, message, hint } = explained;
  return { ok: false, code, message, hint: hint ?? null, step };
}

/** A chain that does not answer has refused nothing. */
function rethrowTrouble(error: LoamError): void {
  if (/^CHAIN_(UNREACHABLE|RATE_LIMITED|WRONG_NETWORK|CLOSED)$/.test(error.code)) throw error;
}
