import { signSubmission } from '../chain/actions/sign-submission.ts';
import { type SubmitArgs, submit } from '../chain/actions/submit.ts';
import type { NetworkSession } from '../network/network-session.ts';

/** Where a submission of this node stands. */
export interface SubmissionPlace {
  readonly epoch: number;
  /** Position in the epoch. */
  readonly index: number;
}

/**
 * Brings a submission onto the chain: where this node hands its submissions over, in somebody's batch if anybody posts
 * one in time, otherwise by a transaction of its own. Lessons and canaries go the same way, so that the way does not
 * tell them apart.
 *
 * @throws LoamError the chain's reasons, such as `CHAIN_WRONG_PHASE`
 */
export async function placeSubmission(session: NetworkSession, args: SubmitArgs): Promise<SubmissionPlace> {
  const { chain, context } = session;
  if (session.handsOver) {
    const leaf = await session.batches.handOver(await signSubmission(chain, args));
    if (leaf !== null) {
      context.log.info('submitted in a batch', { epoch: Number(leaf.epoch), index: leaf.index });
      return { epoch: Number(leaf.epoch), index: leaf.index };
    }
    session.signal.throwIfAborted();
  }
  const { epoch, index } = await submit(chain, args);
  context.log.info('submitted', { epoch: Number(epoch), index: Number(index) });
  return { epoch: Number(epoch), index: Number(index) };
}
