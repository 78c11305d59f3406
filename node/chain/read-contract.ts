import type {
  Abi,
  ContractFunctionArgs,
  ContractFunctionName,
  ContractFunctionReturnType,
  ReadContractParameters,
} from 'viem';
import type { ContractName } from '../../protocol/chain/deployment-order.ts';
import type { ChainClient } from './chain-client.ts';

type Reading = 'view' | 'pure';

/** A call that only reads. */
export interface ContractRead<TAbi extends Abi, TName extends ContractFunctionName<TAbi, Reading>> {
  readonly contract: ContractName;
  readonly abi: TAbi;
  readonly functionName: TName;
  readonly args: ContractFunctionArgs<TAbi, Reading, TName>;
}

/**
 * Reads from one of the network's contracts at the chain's present time.
 *
 * @throws LoamError what the contract refused (`CHAIN_…`), `CHAIN_UNREACHABLE`
 */
export function readContract<const TAbi extends Abi, TName extends ContractFunctionName<TAbi, Reading>>(
  chain: ChainClient,
  { contract, abi, functionName, args }: ContractRead<TAbi, TName>,
): Promise<ContractFunctionReturnType<TAbi, Reading, TName, ContractFunctionArgs<TAbi, Reading, TName>>> {
  const address = chain.descriptor.contracts[contract];
  const parameters = { address, abi, functionName, args, blockTag: chain.blockTag };
  return chain.reading(() => chain.public.readContract(parameters as ReadContractParameters)) as Promise<
    ContractFunctionReturnType<TAbi, Reading, TName, ContractFunctionArgs<TAbi, Reading, TName>>
  >;
}
