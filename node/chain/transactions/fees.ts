import { Eip1559FeesNotSupportedError } from 'viem';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import type { ChainClient } from '../chain-client.ts';
import { FEE_BUMP_PER_MILLE, MAX_FEE_PER_GAS } from '../limits.ts';

/** What a transaction offers per gas, wei. */
export interface Fees {
  /** The most in all. */
  readonly maxFee: bigint;
  /** Part of it for whoever mines; null on a chain that knows only one price. */
  readonly priorityFee: bigint | null;
}

/** What the chain asks at present. @throws LoamError `CHAIN_FEE_TOO_HIGH` beyond {@link MAX_FEE_PER_GAS} */
export async function readFees(chain: ChainClient): Promise<Fees> {
  const fees = await askFees(chain);
  if (fees.maxFee <= MAX_FEE_PER_GAS) return fees;
  throw new LoamError('CHAIN_FEE_TOO_HIGH', `The chain asks ${inGwei(fees.maxFee)} gwei per gas now.`, {
    hint: `Loam pays at most ${inGwei(MAX_FEE_PER_GAS)}. Try again when the chain is less busy.`,
    data: { maxFee: fees.maxFee.toString(), limit: MAX_FEE_PER_GAS.toString() },
  });
}

async function askFees(chain: ChainClient): Promise<Fees> {
  try {
    const { maxFeePerGas, maxPriorityFeePerGas } = await chain.public.estimateFeesPerGas();
    return { maxFee: maxFeePerGas, priorityFee: maxPriorityFeePerGas };
  } catch (error) {
    if (!(error instanceof Eip1559FeesNotSupportedError)) throw error;
    return { maxFee: await chain.public.getGasPrice(), priorityFee: null };
  }
}

/**
 * What a replacement of a transaction must offer: an eighth more, as servers demand, and at least what the chain asks now.
 * Undefined when that is beyond {@link MAX_FEE_PER_GAS}.
 */
export function raiseFees(before: Fees, now: Fees): Fees | undefined {
  const maxFee = larger(raise(before.maxFee), now.maxFee);
  const priorityFee =
    before.priorityFee === null ? null : larger(raise(before.priorityFee), now.priorityFee ?? 0n);
  const fees = { maxFee: larger(maxFee, priorityFee ?? 0n), priorityFee };
  return fees.maxFee > MAX_FEE_PER_GAS ? undefined : fees;
}

function raise(fee: bigint): bigint {
  return (fee * (1_000n + FEE_BUMP_PER_MILLE)) / 1_000n + 1n;
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function inGwei(wei: bigint): string {
  return (wei / 1_000_000_000n).toString();
}
