import {
  type Abi,
  type ContractFunctionArgs,
  type ContractFunctionName,
  type EncodeFunctionDataParameters,
  encodeFunctionData,
  type TransactionReceipt,
} from 'viem';
import type { ContractName } from '../../protocol/chain/deployment-order.ts';
import type { ChainClient } from './chain-client.ts';
import { sendTransaction } from './send-transaction.ts';

type Writing = 'nonpayable' | 'payable';

/** A call that changes state. */
export interface ContractWrite<TAbi extends Abi, TName extends ContractFunctionName<TAbi, Writing>> {
  readonly contract: ContractName;
  readonly abi: TAbi;
  readonly functionName: TName;
  readonly args: ContractFunctionArgs<TAbi, Writing, TName>;
  /** Fixed gas, where an estimate cannot be trusted. */
  readonly gas?: bigint;
}

/**
 * Sends a transaction to one of the network's contracts and waits for it, see {@link sendTransaction}.
 *
 * @throws LoamError what the contract refused (`CHAIN_…`), `CHAIN_NO_ACCOUNT`, `CHAIN_UNREACHABLE`, `CHAIN_UNCONFIRMED`
 */
export function writeContract<const TAbi extends Abi, TName extends ContractFunctionName<TAbi, Writing>>(
  chain: ChainClient,
  { contract, abi, functionName, args, gas }: ContractWrite<TAbi, TName>,
): Promise<TransactionReceipt> {
  const data = encodeFunctionData({ abi, functionName, args } as EncodeFunctionDataParameters);
  return sendTransaction(chain, {
    to: chain.descriptor.contracts[contract],
    data,
    ...(gas === undefined ? {} : { gas }),
  });
}
