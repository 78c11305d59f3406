import { type Abi, decodeFunctionData, type TransactionReceipt } from 'viem';
import type { ContractName } from '../../protocol/chain/deployment-order.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { ChainClient } from './chain-client.ts';
import { CONTRACT_ABIS } from './contract-abis.ts';
import { explainChainError } from './explain-chain-error.ts';
import { GAS_MARGIN_PERCENT, MAX_TRANSACTION_GAS } from './limits.ts';
import { awaitTransaction } from './transactions/await-transaction.ts';
import { readFees } from './transactions/fees.ts';
import { journalOf } from './transactions/journal-of.ts';
import { broadcast, makeAttempt } from './transactions/make-attempt.ts';
import { recoverTransactions } from './transactions/recover-transactions.ts';
import { callHash, type TransactionJournal } from './transactions/transaction-journal.ts';
import { trustNetwork } from './trust-network.ts';
import { unlessMissing } from './unless-missing.ts';

/** A call of one contract. */
export interface TransactionRequest {
  readonly to: Hex;
  /** Encoded function and arguments. */
  readonly data: Hex;
  /** Wei of the chain's own currency that go with it; none unless given. */
  readonly value?: bigint;
  /** Fixed gas, where an estimate cannot be trusted. */
  readonly gas?: bigint;
}

/**
 * Sends a transaction of the client's account and waits until it is confirmed. Before the first one the network's contracts
 * are checked. It is tried without sending first, so that
 * a refusal costs nothing and comes in words; it is written down, signed, before it is sent; while it waits it is sent again
 * when the chain forgot it and with higher fees when it takes too long. One at a time per client.
 *
 * After a crash the first call brings to an end what was sent before. When the same call was sent then and nobody was told
 * how it ended, this call answers with its receipt and sends nothing: it is neither lost nor done twice.
 *
 * @throws LoamError what the contract refused (`CHAIN_…`), `CHAIN_NO_ACCOUNT`, `CHAIN_UNREACHABLE`, `CHAIN_UNCONFIRMED`,
 * `CHAIN_GAS_TOO_HIGH`, `CHAIN_FEE_TOO_HIGH`, `CHAIN_NONCE_TAKEN`, `CHAIN_CANCELLED`,
 * `NETWORK_…` when the contracts are not those that this build knows
 */
export async function sendTransaction(
  chain: ChainClient,
  request: TransactionRequest,
): Promise<TransactionReceipt> {
  const journal = journalOf(chain);
  return chain.inTurn(async () => {
    if (chain.closed) throw new LoamError('CHAIN_CLOSED', 'The connection to the chain is closed.');
    try {
      await trustNetwork(chain);
      await recoverTransactions(chain);
      const earlier = await takeEarlier(chain, journal, request);
      if (earlier !== undefined) return earlier;
      return await outcome(chain, journal, request, await send(chain, journal, request));
    } catch (error) {
      throw explainChainError(error);
    }
  });
}

/** The receipt of the same call, sent by a process that ended before it could tell. */
async function takeEarlier(
  chain: ChainClient,
  journal: TransactionJournal,
  { to, data, value }: TransactionRequest,
): Promise<TransactionReceipt | undefined> {
  const hash = journal.takeUndelivered(callHash(to, data, value))?.hash;
  if (hash === undefined || hash === null) return undefined;
  return chain.public.getTransactionReceipt({ hash }).catch(unlessMissing);
}

async function send(
  chain: ChainClient,
  journal: TransactionJournal,
  { to, data, value = 0n, gas: fixed }: TransactionRequest,
): Promise<number> {
  const account = chain.account?.address ?? '0x';
  const call = { account, to, data, value };
  await chain.public.call({ ...call, blockTag: chain.blockTag });
  const gas = fixed ?? (await estimateGas(chain, call));
  const fees = await readFees(chain);
  const nonce = await nextNonce(chain, journal, account);
  const attempt = await makeAttempt(chain, { nonce, to, data, value, gas, fees, cancels: false });
  const what = nameOf(chain, to, data);
  const id = journal.add(
    { nonce, what, call: callHash(to, data, value), target: to, data, value, gas },
    attempt,
  );
  let sent: Awaited<ReturnType<typeof broadcast>>;
  try {
    sent = await broadcast(chain, attempt);
  } catch (error) {
    const explained = explainChainError(error);
    // Refused outright; a server that went away in the middle may have it all the same.
    if (!/UNREACHABLE|RATE_LIMITED/.test(explained.code)) journal.finish(id, 'dropped');
    throw explained;
  }
  if (sent === 'sent') journal.markSent(id, attempt.hash);
  return id;
}

async function outcome(
  chain: ChainClient,
  journal: TransactionJournal,
  { to, data, value = 0n }: TransactionRequest,
  id: number,
): Promise<TransactionReceipt> {
  const ended = await awaitTransaction(chain, id);
  journal.deliver(id);
  if (ended.state === 'succeeded') return ended.receipt;
  if (ended.state === 'displaced') {
    throw new LoamError('CHAIN_NONCE_TAKEN', 'Another transaction of this account came in between.', {
      hint: 'Run one node per account; try again.',
    });
  }
  const { transactionHash: hash, blockNumber } = ended.receipt;
  if (ended.state === 'cancelled')
    throw new LoamError('CHAIN_CANCELLED', 'The transaction was cancelled.', { data: { hash } });
  // Replay it for the reason; if it would pass now, the state has changed since.
  const account = chain.account?.address ?? '0x';
  await chain.public.call({ account, to, data, value, blockNumber });
  throw new LoamError('CHAIN_REVERTED', 'The transaction was refused when it was mined.', {
    hint: 'Something changed in between; try again.',
    data: { hash },
  });
}

async function estimateGas(
  chain: ChainClient,
  call: { account: Hex; to: Hex; data: Hex; value: bigint },
): Promise<bigint> {
  const estimate = await chain.public.estimateGas(call);
  if (estimate > MAX_TRANSACTION_GAS) {
    throw new LoamError('CHAIN_GAS_TOO_HIGH', `The call needs ${estimate} gas, more than Loam sends.`, {
      hint: 'Do it in smaller parts.',
      data: { gas: estimate.toString(), limit: MAX_TRANSACTION_GAS.toString() },
    });
  }
  const padded = (estimate * (100n + GAS_MARGIN_PERCENT)) / 100n;
  return padded > MAX_TRANSACTION_GAS ? MAX_TRANSACTION_GAS : padded;
}

/**
 * The next nonce. A server that has not seen the last transaction yet would give its nonce out again; one whose chain has
 * lost it is right to.
 */
async function nextNonce(chain: ChainClient, journal: TransactionJournal, address: Hex): Promise<number> {
  const pending = await chain.public.getTransactionCount({ address, blockTag: 'pending' });
  const last = journal.minedFrom(pending).at(-1);
  if (last?.hash === undefined || last.hash === null) return pending;
  const receipt = await chain.public.getTransactionReceipt({ hash: last.hash }).catch(unlessMissing);
  return receipt === undefined ? pending : last.nonce + 1;
}

/** Contract and function of a call, for people. */
function nameOf(chain: ChainClient, to: Hex, data: Hex): string {
  const contract = (Object.keys(CONTRACT_ABIS) as ContractName[]).find((name) =>
    chain.everyAddress[name].some((address) => address.toLowerCase() === to.toLowerCase()),
  );
  if (contract === undefined) return to;
  try {
    return `${contract}.${decodeFunctionData({ abi: CONTRACT_ABIS[contract] as Abi, data }).functionName}`;
  } catch {
    return contract;
  }
}
