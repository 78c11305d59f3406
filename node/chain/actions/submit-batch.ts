import type { TransactionReceipt } from 'viem';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { epochManagerAbi } from '../../../protocol/generated/abis.ts';
import { encodeBatch } from '../../../protocol/submission/batch-leaf.ts';
import type { RelayedSubmission } from '../../../protocol/submission/relayed-submission.ts';
import { batchLeaf } from '../batch-leaves.ts';
import type { ChainClient } from '../chain-client.ts';
import { eventOf } from '../event-of.ts';
import { writeContract } from '../write-contract.ts';

/** Signed submissions to be posted together, in an order that stays. */
export interface SubmitBatchArgs {
  readonly submissions: readonly RelayedSubmission[];
  /** sha2-256 digest of the CID of the list of them, which whoever draws committees needs. */
  readonly listCid: Hex;
}

/** Where a batch landed. */
export interface PlacedBatch {
  readonly epoch: bigint;
  /** Position of its first submission. */
  readonly first: bigint;
  readonly hash: Hex;
}

/**
 * As an active node: posts many signed submissions at once, 36 bytes each. Their data must be opened in the draw
 * ({@link draw}); for each that nobody opens in time this account pays.
 */
export async function submitBatch(chain: ChainClient, args: SubmitBatchArgs): Promise<PlacedBatch> {
  const receipt = await writeContract(chain, {
    contract: 'EpochManager',
    abi: epochManagerAbi,
    functionName: 'submitBatch',
    args: [encodeBatch(args.submissions.map(batchLeaf)), args.listCid],
  });
  return placedBatch(receipt);
}

/** Reads off a receipt where its batch landed. */
export function placedBatch(receipt: TransactionReceipt): PlacedBatch {
  const { epoch, first } = eventOf(receipt, epochManagerAbi, 'BatchSubmitted').args;
  return { epoch, first, hash: receipt.transactionHash };
}
