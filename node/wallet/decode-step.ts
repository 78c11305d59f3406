import { type Abi, type AbiParameter, decodeFunctionData } from 'viem';
import type { PreparedStep } from '../../protocol/api/wallet-schemas.ts';
import type { ContractName } from '../../protocol/chain/deployment-order.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { CONTRACT_ABIS } from '../chain/contract-abis.ts';
import { MAX_ARGUMENT_CHARS } from './limits.ts';
import type { PlannedStep } from './plan.ts';

/** Contract, function and arguments of a call as people read them; nulls where the contract is not the network's. */
export function decodeStep(
  chain: Pick<ChainClient, 'everyAddress'>,
  { to, data }: Pick<PlannedStep, 'to' | 'data'>,
): Pick<PreparedStep, 'contract' | 'functionName' | 'arguments'> {
  const contract = (Object.keys(CONTRACT_ABIS) as ContractName[]).find((name) =>
    chain.everyAddress[name].some((address) => address.toLowerCase() === to.toLowerCase()),
  );
  if (contract === undefined) return { contract: null, functionName: null, arguments: [] };
  try {
    const abi = CONTRACT_ABIS[contract] as Abi;
    const { functionName, args = [] } = decodeFunctionData({ abi, data });
    const inputs = inputsOf(abi, functionName, args.length);
    return {
      contract,
      functionName,
      arguments: args.map((value, i) => ({
        name: inputs[i]?.name ?? '',
        type: inputs[i]?.type ?? '',
        value: textOf(value).slice(0, MAX_ARGUMENT_CHARS),
      })),
    };
  } catch {
    return { contract, functionName: null, arguments: [] };
  }
}

function inputsOf(abi: Abi, functionName: string, count: number): readonly AbiParameter[] {
  const item = abi.find(
    (entry) => entry.type === 'function' && entry.name === functionName && entry.inputs.length === count,
  );
  return item?.type === 'function' ? item.inputs : [];
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, part]) => `${name}: ${textOf(part)}`)
      .join(', ');
  return String(value);
}
