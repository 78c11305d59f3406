import { type Abi, type ContractFunctionName, encodeFunctionData, type TransactionReceipt } from 'viem';
import type { ContractName } from '../../protocol/chain/deployment-order.ts';
import { approve } from './actions/approve.ts';
import type { ChainClient } from './chain-client.ts';
import { callHash } from './transactions/transaction-journal.ts';
import { type ContractWrite, writeContract } from './write-contract.ts';

/**
 * Calls a contract that takes tokens of this account, and allows it to first. When an earlier process made the very call
 * and could not tell, nothing is allowed again: the call answers with that transaction.
 *
 * @param allowance who may take how many wei of LOAM
 * @throws LoamError as `writeContract`
 */
export async function writeWithAllowance<
  const TAbi extends Abi,
  TName extends ContractFunctionName<TAbi, 'nonpayable' | 'payable'>,
>(
  chain: ChainClient,
  allowance: { readonly spender: ContractName; readonly amount: bigint },
  call: ContractWrite<TAbi, TName>,
): Promise<TransactionReceipt> {
  if (!wasMade(chain, { ...call, args: call.args as readonly unknown[] })) await approve(chain, allowance);
  return writeContract(chain, call);
}

/** Whether an earlier process made this call, it was mined, and nobody was told of it yet. */
export function wasMade(
  chain: ChainClient,
  call: {
    readonly contract: ContractName;
    readonly abi: Abi;
    readonly functionName: string;
    readonly args: readonly unknown[];
  },
): boolean {
  const { abi, functionName, args } = call;
  const data = encodeFunctionData({ abi, functionName, args: [...args] });
  const hash = callHash(chain.descriptor.contracts[call.contract], data);
  return chain.journal?.peekUndelivered(hash) !== undefined;
}
