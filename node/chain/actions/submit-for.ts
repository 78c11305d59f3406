import { epochManagerAbi } from '../../../protocol/generated/abis.ts';
import type { RelayedSubmission } from '../../../protocol/submission/relayed-submission.ts';
import type { ChainClient } from '../chain-client.ts';
import { eventOf } from '../event-of.ts';
import { writeContract } from '../write-contract.ts';
import type { Placed } from './submit.ts';

/** Posts a signed submission for its learner. Anyone may. */
export async function submitFor(chain: ChainClient, relayed: RelayedSubmission): Promise<Placed> {
  const { cid, metricsHash, learner, ...terms } = relayed.submission;
  const receipt = await writeContract(chain, {
    contract: 'EpochManager',
    abi: epochManagerAbi,
    functionName: 'submitFor',
    args: [cid, metricsHash, terms, learner, relayed.signature],
  });
  const { index } = eventOf(receipt, epochManagerAbi, 'Submitted').args;
  return { epoch: BigInt(terms.epoch), index, hash: receipt.transactionHash };
}
