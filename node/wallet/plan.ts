import { type Abi, encodeFunctionData } from 'viem';
import type { Move } from '../../protocol/api/wallet-schemas.ts';
import type { ContractName } from '../../protocol/chain/deployment-order.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { loamTokenAbi } from '../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { CONTRACT_ABIS } from '../chain/contract-abis.ts';
import { readContract } from '../chain/read-contract.ts';

/** One transaction as it will be sent. */
export interface PlannedStep {
  readonly to: Hex;
  readonly data: Hex;
  /** Wei of the chain's own currency. */
  readonly value: bigint;
}

/** What an action comes to. */
export interface Plan {
  readonly steps: readonly PlannedStep[];
  readonly moves: readonly Move[];
}

/** A call of one of the network's contracts as a step. */
export function callStep(
  chain: ChainClient,
  contract: ContractName,
  functionName: string,
  args: readonly unknown[],
): PlannedStep {
  const abi = CONTRACT_ABIS[contract] as Abi;
  return {
    to: chain.descriptor.contracts[contract],
    data: encodeFunctionData({ abi, functionName, args: [...args] }),
    value: 0n,
  };
}

/** A call that takes tokens of `from`, with the step before it that allows it to where that is needed. */
export async function stepsWithAllowance(
  chain: ChainClient,
  from: Hex,
  allowance: { readonly spender: ContractName; readonly amount: bigint },
  call: PlannedStep,
): Promise<PlannedStep[]> {
  const spender = chain.descriptor.contracts[allowance.spender];
  const allowed = await readContract(chain, {
    contract: 'LoamToken',
    abi: loamTokenAbi,
    functionName: 'allowance',
    args: [from, spender],
  });
  if (allowed >= allowance.amount) return [call];
  return [callStep(chain, 'LoamToken', 'approve', [spender, allowance.amount]), call];
}

/** One movement of LOAM. */
export function loamMove(amount: bigint, way: Move['way'], backAfterS: number | null = null): Move {
  return { asset: 'loam', amount: amount.toString(), way, backAfterS };
}
