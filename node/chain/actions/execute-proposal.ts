import type { Hex } from '../../../protocol/encoding/hex.ts';
import { loamGovernorAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readProposalCalls } from '../reads/read-proposals.ts';
import { writeContract } from '../write-contract.ts';

/** Carries out a queued proposal whose wait is over. Anyone may. Returns the transaction's hash. */
export async function executeProposal(chain: ChainClient, args: { readonly id: bigint }): Promise<Hex> {
  const { targets, values, calldatas, descriptionHash } = await readProposalCalls(chain, args.id);
  const receipt = await writeContract(chain, {
    contract: 'LoamGovernor',
    abi: loamGovernorAbi,
    functionName: 'execute',
    args: [targets, values, calldatas, descriptionHash],
  });
  return receipt.transactionHash;
}
