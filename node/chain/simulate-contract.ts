import type {
  Abi,
  ContractFunctionArgs,
  ContractFunctionName,
  ContractFunctionReturnType,
  SimulateContractParameters,
} from 'viem';
import type { ContractName } from '../../protocol/chain/deployment-order.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import type { ChainClient } from './chain-client.ts';

type Writing = 'nonpayable' | 'payable';

/** A call that would change state. */
export interface ContractTrial<TAbi extends Abi, TName extends ContractFunctionName<TAbi, Writing>> {
  readonly contract: ContractName;
  readonly abi: TAbi;
  readonly functionName: TName;
  readonly args: ContractFunctionArgs<TAbi, Writing, TName>;
  /** Who would call. */
  readonly from: Hex;
}

/**
 * What a call of one of the network's contracts would return if it were sent now; nothing is sent.
 *
 * @throws LoamError what the contract would refuse (`CHAIN_…`), `CHAIN_UNREACHABLE`
 */
export async function simulateContract<
  const TAbi extends Abi,
  TName extends ContractFunctionName<TAbi, Writing>,
>(
  chain: ChainClient,
  { contract, abi, functionName, args, from }: ContractTrial<TAbi, TName>,
): Promise<ContractFunctionReturnType<TAbi, Writing, TName, ContractFunctionArgs<TAbi, Writing, TName>>> {
  const address = chain.descriptor.contracts[contract];
  const parameters = { address, abi, functionName, args, account: from, blockTag: chain.blockTag };
  const { result } = await chain.reading(() =>
    chain.public.simulateContract(parameters as unknown as SimulateContractParameters),
  );
  return result as ContractFunctionReturnType<
    TAbi,
    Writing,
    TName,
    ContractFunctionArgs<TAbi, Writing, TName>
  >;
}
