import type { Hex } from '../../../protocol/encoding/hex.ts';
import { nodeRegistryAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { type Role, roleBits } from '../roles.ts';
import { writeContract } from '../write-contract.ts';

/** Replaces the roles of this account. Returns the transaction's hash. */
export async function setRoles(chain: ChainClient, args: { readonly roles: readonly Role[] }): Promise<Hex> {
  const receipt = await writeContract(chain, {
    contract: 'NodeRegistry',
    abi: nodeRegistryAbi,
    functionName: 'setRoles',
    args: [roleBits(args.roles)],
  });
  return receipt.transactionHash;
}
