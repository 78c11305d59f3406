import { encodeFunctionData } from 'viem';
import { modelRegistryAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { eventOf } from '../event-of.ts';
import { sendTransaction } from '../send-transaction.ts';

/** Makes the proposal whose challenge is over the latest version. Anyone may. Returns its number. */
export async function finalize(chain: ChainClient, _args: { readonly epoch?: bigint } = {}): Promise<number> {
  const receipt = await sendTransaction(chain, {
    to: chain.descriptor.contracts.ModelRegistry,
    data: encodeFunctionData({ abi: modelRegistryAbi, functionName: 'finalize' }),
  });
  return Number(eventOf(receipt, modelRegistryAbi, 'VersionFinalized').args.version);
}
