import type { ContractName } from '../../../protocol/chain/deployment-order.ts';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import { loamTokenAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readContract } from '../read-contract.ts';
import { writeContract } from '../write-contract.ts';

/**
 * Lets one of the network's contracts take `amount` wei of LOAM from this account, when it may not already.
 * Returns the transaction's hash, null when there was nothing to do.
 */
export async function approve(
  chain: ChainClient,
  args: { readonly spender: ContractName; readonly amount: bigint },
): Promise<Hex | null> {
  const owner = chain.account?.address;
  if (owner === undefined)
    throw new LoamError('CHAIN_NO_ACCOUNT', 'This connection to the chain can only read.');
  const spender = chain.descriptor.contracts[args.spender];
  const allowed = await readContract(chain, {
    contract: 'LoamToken',
    abi: loamTokenAbi,
    functionName: 'allowance',
    args: [owner, spender],
  });
  if (allowed >= args.amount) return null;
  const receipt = await writeContract(chain, {
    contract: 'LoamToken',
    abi: loamTokenAbi,
    functionName: 'approve',
    args: [spender, args.amount],
  });
  return receipt.transactionHash;
}
