import { encodeFunctionData } from 'viem';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { epochManagerAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { eventOf } from '../event-of.ts';
import { sendTransaction } from '../send-transaction.ts';

/** What a learner submits. */
export interface SubmitArgs {
  /** sha2-256 digest of the bundle's CID. */
  readonly cid: Hex;
  /** Model version that the update builds on. */
  readonly baseVersion: number;
  /** keccak-256 of the canonical self-evaluation. */
  readonly metricsHash: Hex;
  /** 0 … 1 000 000. */
  readonly confidencePpm: number;
  /** Wei of LOAM, locked until the verdict. */
  readonly stake: bigint;
}

/** Submits an update to the open epoch, or opens one. Says where it landed. */
export async function submit(
  chain: ChainClient,
  args: SubmitArgs,
): Promise<{ epoch: bigint; index: bigint; hash: Hex }> {
  const receipt = await sendTransaction(chain, {
    to: chain.descriptor.contracts.EpochManager,
    data: encodeFunctionData({
      abi: epochManagerAbi,
      functionName: 'submit',
      args: [args.cid, args.baseVersion, args.metricsHash, args.confidencePpm, args.stake],
    }),
  });
  const { epoch, index } = eventOf(receipt, epochManagerAbi, 'Submitted').args;
  return { epoch, index, hash: receipt.transactionHash };
}
