import type { Hex } from '../../../protocol/encoding/hex.ts';
import { guardianAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { writeContract } from '../write-contract.ts';

/** As a member of the elected guard: approves the end of a pause. Returns the transaction's hash. */
export async function approveLift(chain: ChainClient): Promise<Hex> {
  const receipt = await writeContract(chain, {
    contract: 'Guardian',
    abi: guardianAbi,
    functionName: 'approveLift',
    args: [],
  });
  return receipt.transactionHash;
}
