import { type Abi, encodeFunctionData, type Hex as ViemHex } from 'viem';
import type { ContractName } from '../../protocol/chain/deployment-order.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import type { ChainClient } from './chain-client.ts';
import { CONTRACT_ABIS } from './contract-abis.ts';
import { explainChainError } from './explain-chain-error.ts';

/** A call of one of the network's contracts. */
export interface RehearsedCall {
  readonly contract: ContractName;
  readonly functionName: string;
  readonly args: readonly unknown[];
}

/**
 * Tries calls one after the other as if they were sent now; nothing is sent.
 *
 * @param from who would send them
 * @returns `whole` when all were tried; `first` when the server can only try calls alone, so only the first was
 * @throws LoamError what a contract would refuse (`CHAIN_…`), `CHAIN_UNREACHABLE`
 */
export async function rehearse(
  chain: ChainClient,
  from: Hex,
  calls: readonly RehearsedCall[],
): Promise<'whole' | 'first'> {
  const encoded = calls.map(({ contract, functionName, args }) => ({
    to: chain.descriptor.contracts[contract],
    data: encodeFunctionData({ abi: CONTRACT_ABIS[contract] as Abi, functionName, args: [...args] }),
  }));
  const [first] = encoded;
  if (first === undefined) return 'whole';
  await chain.reading(() => chain.public.call({ account: from, ...first, blockTag: chain.blockTag }));
  if (encoded.length === 1) return 'whole';
  const [block] = await chain
    .reading(() =>
      chain.public.simulateBlocks({
        blocks: [{ calls: encoded.map((call) => ({ account: from, ...call })) }],
      }),
    )
    .catch((error: unknown) => {
      if (explainChainError(error).code === 'CHAIN_UNREACHABLE') throw error;
      // Not every server knows eth_simulateV1.
      return [];
    });
  if (block === undefined) return 'first';
  for (const { status, data } of block.calls as readonly { status: string; data: ViemHex }[])
    if (status !== 'success') throw explainChainError({ data });
  return 'whole';
}
