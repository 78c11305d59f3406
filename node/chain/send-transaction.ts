import { setTimeout as sleep } from 'node:timers/promises';
import { keccak256, type TransactionReceipt } from 'viem';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { ChainClient } from './chain-client.ts';
import { explainChainError } from './explain-chain-error.ts';
import {
  GAS_MARGIN_PERCENT,
  LOCAL_CHAIN_ID,
  LOCAL_RECEIPT_MS,
  MAX_TRANSACTION_GAS,
  RECEIPT_MS,
  RECEIPT_POLL_MS,
  RESEND_MS,
} from './limits.ts';
import { unlessMissing } from './unless-missing.ts';

/** A call of one contract. */
export interface TransactionRequest {
  readonly to: Hex;
  /** Encoded function and arguments. */
  readonly data: Hex;
  /** Fixed gas, where an estimate cannot be trusted. */
  readonly gas?: bigint;
}

/**
 * Sends a transaction of the client's account: tries it without sending first, so that a refusal costs nothing
 * and comes in words; sends it; waits until it is confirmed. While waiting it sends the same signed bytes again
 * if the chain forgot them (a local chain that was killed loses its last second). One at a time per client.
 *
 * @throws LoamError what the contract refused (`CHAIN_…`), `CHAIN_NO_ACCOUNT`, `CHAIN_UNREACHABLE`, `CHAIN_UNCONFIRMED`
 */
export async function sendTransaction(
  chain: ChainClient,
  request: TransactionRequest,
): Promise<TransactionReceipt> {
  const { wallet } = chain;
  if (wallet === undefined) {
    throw new LoamError('CHAIN_NO_ACCOUNT', 'This connection to the chain can only read.');
  }
  return chain.inTurn(() =>
    explained(async () => {
      const call = { account: wallet.account.address, to: request.to, data: request.data };
      await chain.public.call({ ...call, blockTag: chain.blockTag });
      const gas = request.gas ?? (await estimateGas(chain, call));
      const nonce = await chain.public.getTransactionCount({ address: call.account, blockTag: 'pending' });
      const prepared = await wallet.prepareTransactionRequest({
        to: request.to,
        data: request.data,
        gas,
        nonce,
      });
      const signed = await wallet.signTransaction(prepared);
      const hash = await broadcast(chain, signed);
      const receipt = await confirmed(chain, hash, signed);
      if (receipt.status === 'success') return receipt;
      // Replay it for the reason; if it would pass now, the state has changed since.
      await chain.public.call({ ...call, blockNumber: receipt.blockNumber }).catch((error: unknown) => {
        throw explainChainError(error);
      });
      throw new LoamError('CHAIN_REVERTED', 'The transaction was refused when it was mined.', {
        hint: 'Something changed in between; try again.',
        data: { hash },
      });
    }),
  );
}

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explainChainError(error);
  }
}

async function estimateGas(chain: ChainClient, call: { account: Hex; to: Hex; data: Hex }): Promise<bigint> {
  const estimate = await chain.public.estimateGas(call);
  const padded = (estimate * (100n + GAS_MARGIN_PERCENT)) / 100n;
  return padded > MAX_TRANSACTION_GAS ? MAX_TRANSACTION_GAS : padded;
}

/** Sends signed bytes; that they arrived before (a retry after a lost answer) is no error. */
async function broadcast(chain: ChainClient, signed: Hex): Promise<Hex> {
  const hash = keccak256(signed);
  try {
    return await chain.public.sendRawTransaction({ serializedTransaction: signed });
  } catch (error) {
    const text = String(error);
    if (/already (known|imported)/i.test(text)) return hash;
    if (!/nonce/i.test(text)) throw error;
    if ((await chain.public.getTransaction({ hash }).catch(unlessMissing)) !== undefined) return hash;
    throw new LoamError('CHAIN_NONCE_TAKEN', 'Another transaction of this account came in between.', {
      hint: 'Run one node per account; try again.',
    });
  }
}

async function confirmed(chain: ChainClient, hash: Hex, signed: Hex): Promise<TransactionReceipt> {
  const limit = chain.descriptor.chainId === LOCAL_CHAIN_ID ? LOCAL_RECEIPT_MS : RECEIPT_MS;
  for (let waited = 0; waited < limit; waited += RECEIPT_POLL_MS) {
    const receipt = await chain.public.getTransactionReceipt({ hash }).catch(unlessMissing);
    if (receipt !== undefined) {
      if (chain.confirmations <= 1) return receipt;
      const head = await chain.public.getBlockNumber();
      if (head - receipt.blockNumber + 1n >= BigInt(chain.confirmations)) return receipt;
    } else if (waited > 0 && waited % RESEND_MS === 0) {
      const known = await chain.public.getTransaction({ hash }).catch(unlessMissing);
      // A refusal here ("nonce too low") means that another transaction took its place; the wait then runs out.
      if (known === undefined) await broadcast(chain, signed).catch(() => undefined);
    }
    await sleep(RECEIPT_POLL_MS);
  }
  throw new LoamError('CHAIN_UNCONFIRMED', 'The chain did not confirm the transaction in time.', {
    hint: 'It may still come; look at the state before trying again.',
    data: { hash },
  });
}
