import { keccak256 } from 'viem';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import type { TransactionAttempt } from '../../database/transactions.ts';
import type { ChainClient } from '../chain-client.ts';
import { unlessMissing } from '../unless-missing.ts';
import type { Fees } from './fees.ts';

/** What is signed. */
export interface AttemptRequest {
  readonly nonce: number;
  readonly to: Hex;
  readonly data: Hex;
  /** Wei of the chain's own currency. */
  readonly value: bigint;
  readonly gas: bigint;
  readonly fees: Fees;
  readonly cancels: boolean;
}

/** Signs one try of a transaction; nothing is sent. */
export async function makeAttempt(
  chain: ChainClient,
  { nonce, to, data, value, gas, fees, cancels }: AttemptRequest,
): Promise<TransactionAttempt> {
  const { account } = chain;
  if (account === undefined)
    throw new LoamError('CHAIN_NO_ACCOUNT', 'This connection to the chain can only read.');
  const { maxFee, priorityFee } = fees;
  const common = { chainId: chain.descriptor.chainId, nonce, to, data, value, gas } as const;
  const raw = await account.signTransaction(
    priorityFee === null
      ? { ...common, type: 'legacy', gasPrice: maxFee }
      : { ...common, type: 'eip1559', maxFeePerGas: maxFee, maxPriorityFeePerGas: priorityFee },
  );
  return { hash: keccak256(raw), raw, maxFee, priorityFee, cancels, sentAt: null };
}

/** What became of sending signed bytes: a server has them, or the nonce is used up by another transaction. */
export type Broadcast = 'sent' | 'nonce-used';

/** Sends signed bytes; that they arrived before (a retry after a lost answer) is no error. */
export async function broadcast(chain: ChainClient, { hash, raw }: TransactionAttempt): Promise<Broadcast> {
  try {
    await chain.public.sendRawTransaction({ serializedTransaction: raw });
    return 'sent';
  } catch (error) {
    const text = String(error);
    if (/already (known|imported)|known transaction/i.test(text)) return 'sent';
    if (!/nonce/i.test(text)) throw error;
    const known = await chain.public.getTransaction({ hash }).catch(unlessMissing);
    return known === undefined ? 'nonce-used' : 'sent';
  }
}
