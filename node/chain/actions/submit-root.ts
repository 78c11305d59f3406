import { epochManagerAbi } from '../../../protocol/generated/abis.ts';
import { merkleRoot, orderedPair } from '../../../protocol/merkle/merkle-tree.ts';
import { batchLeafHash } from '../../../protocol/submission/batch-leaf.ts';
import { batchLeaf } from '../batch-leaves.ts';
import type { ChainClient } from '../chain-client.ts';
import { writeContract } from '../write-contract.ts';
import { type PlacedBatch, placedBatch, type SubmitBatchArgs } from './submit-batch.ts';

/** As {@link submitBatch}, with only the root on chain: the leaves are in the list behind `listCid` alone. */
export async function submitRoot(chain: ChainClient, args: SubmitBatchArgs): Promise<PlacedBatch> {
  const root = merkleRoot(
    args.submissions.map((relayed) => batchLeafHash(batchLeaf(relayed))),
    orderedPair,
  );
  const receipt = await writeContract(chain, {
    contract: 'EpochManager',
    abi: epochManagerAbi,
    functionName: 'submitRoot',
    args: [root, args.submissions.length, args.listCid],
  });
  return placedBatch(receipt);
}
