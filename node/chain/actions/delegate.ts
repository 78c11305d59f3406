import type { Hex } from '../../../protocol/encoding/hex.ts';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import { loamTokenAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { writeContract } from '../write-contract.ts';

/**
 * Gives the votes of this account's tokens to an account, its own unless told otherwise. Tokens count in votes only
 * once that is done. Returns the transaction's hash.
 */
export async function delegate(chain: ChainClient, args: { readonly to?: Hex } = {}): Promise<Hex> {
  const to = args.to ?? chain.account?.address;
  if (to === undefined)
    throw new LoamError('CHAIN_NO_ACCOUNT', 'This connection to the chain can only read.');
  const receipt = await writeContract(chain, {
    contract: 'LoamToken',
    abi: loamTokenAbi,
    functionName: 'delegate',
    args: [to],
  });
  return receipt.transactionHash;
}
