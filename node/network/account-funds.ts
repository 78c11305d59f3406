import { formatEther } from 'viem';
import { formatLoam } from '../../protocol/chain/loam-amount.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readBalances } from '../chain/reads/read-balances.ts';
import { readFees } from '../chain/transactions/fees.ts';
import { pause } from '../roles/role-loop.ts';
import { FUNDS_LOOK_MAX_MS, FUNDS_LOOK_MS, REGISTER_GAS } from './limits.ts';

/** What registering asks of an account. */
export interface FundsNeeded {
  readonly address: Hex;
  /** Wei of LOAM that still have to be bonded. */
  readonly bond: bigint;
}

/** Digits of a price that are shown: it changes with every block. */
const PRICE_DIGITS = 2;

/**
 * What an account lacks to register, as the error that says what to send where; undefined when it has enough.
 * Its code is `ACCOUNT_NOT_FUNDED`, its data `{address, chainId, eth, loam, ethNeeded, loamNeeded}`, wei in decimal text.
 */
export async function missingFunds(
  chain: ChainClient,
  { address, bond }: FundsNeeded,
): Promise<LoamError | undefined> {
  const [held, fees] = await Promise.all([
    readBalances(chain, address),
    chain.reading(() => readFees(chain)),
  ]);
  const price = roundUp(fees.maxFee * REGISTER_GAS);
  if (held.eth >= price && held.loam >= bond) return undefined;
  const { chainId } = chain.descriptor;
  const loamToSend = bond > held.loam ? bond - held.loam : 0n;
  const ethToSend = price > held.eth ? price - held.eth : 0n;
  const has = `This account has ${formatEther(held.eth)} ETH and ${formatLoam(held.loam)} LOAM on chain ${chainId}.`;
  const costs = `Registering costs about ${formatEther(price)} ETH and a bond of ${formatLoam(bond)} LOAM.`;
  return new LoamError('ACCOUNT_NOT_FUNDED', `${has} ${costs}`, {
    hint: `Send ${[
      ...(ethToSend > 0n ? [`${formatEther(ethToSend)} ETH`] : []),
      ...(loamToSend > 0n ? [`${formatLoam(loamToSend)} LOAM`] : []),
    ].join(' and ')} to ${address}; then it goes on by itself.`,
    data: {
      address,
      chainId,
      eth: held.eth.toString(),
      loam: held.loam.toString(),
      ethNeeded: price.toString(),
      loamNeeded: bond.toString(),
    },
  });
}

/**
 * Waits until an account has what registering costs, looking less and less often.
 *
 * @param onMissing told what is missing, whenever that changes
 */
export async function awaitFunds(
  chain: ChainClient,
  needed: FundsNeeded,
  { signal, onMissing }: { readonly signal: AbortSignal; readonly onMissing: (missing: LoamError) => void },
): Promise<void> {
  let wait = FUNDS_LOOK_MS;
  let last = '';
  for (;;) {
    signal.throwIfAborted();
    const missing = await missingFunds(chain, needed);
    if (missing === undefined) return;
    if (missing.message !== last) onMissing(missing);
    last = missing.message;
    await pause(wait, signal);
    wait = Math.min(FUNDS_LOOK_MAX_MS, wait * 1.5);
  }
}

/** Up to the next number with {@link PRICE_DIGITS} digits, so that a slightly dearer block does not ask for more again. */
function roundUp(wei: bigint): bigint {
  const step = 10n ** BigInt(Math.max(0, wei.toString().length - PRICE_DIGITS));
  return ((wei + step - 1n) / step) * step;
}
