import { encodeFunctionData } from 'viem';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { modelRegistryAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { sendTransaction } from '../send-transaction.ts';

/** Proposes the merge of an epoch by the sha2-256 digests of its CIDs. Returns the transaction's hash. */
export async function propose(
  chain: ChainClient,
  args: { readonly epoch: bigint; readonly manifestCid: Hex; readonly adapterCid: Hex },
): Promise<Hex> {
  const receipt = await sendTransaction(chain, {
    to: chain.descriptor.contracts.ModelRegistry,
    data: encodeFunctionData({
      abi: modelRegistryAbi,
      functionName: 'propose',
      args: [args.epoch, args.manifestCid, args.adapterCid],
    }),
  });
  return receipt.transactionHash;
}
