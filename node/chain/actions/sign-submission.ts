import { LoamError } from '../../../protocol/errors/loam-error.ts';
import type { RelayedSubmission } from '../../../protocol/submission/relayed-submission.ts';
import {
  type SignedSubmission,
  SUBMISSION_TYPES,
  submissionDomain,
} from '../../../protocol/submission/submission-typed-data.ts';
import type { ChainClient } from '../chain-client.ts';
import { ownNumber } from '../own-number.ts';
import { readNextTerms } from '../reads/read-next-terms.ts';
import { stakeUnits } from '../stake-units.ts';
import { trustNetwork } from '../trust-network.ts';
import type { SubmitArgs } from './submit.ts';

/** Signs a submission to the open epoch (or the next one), so that a relayer can post it, alone or in a batch. */
export async function signSubmission(chain: ChainClient, args: SubmitArgs): Promise<RelayedSubmission> {
  const { account, descriptor } = chain;
  if (account === undefined)
    throw new LoamError('CHAIN_NO_ACCOUNT', 'This connection to the chain can only read.');
  await trustNetwork(chain);
  const { cid, metricsHash, baseVersion, confidencePpm } = args;
  const stake = stakeUnits(args.stake);
  const [{ epoch }, node] = await Promise.all([readNextTerms(chain), ownNumber(chain)]);
  const submission: SignedSubmission = {
    cid,
    metricsHash,
    epoch: Number(epoch),
    baseVersion,
    confidencePpm,
    stake,
    learner: account.address,
  };
  const signature = await account.signTypedData({
    domain: submissionDomain(descriptor.chainId, descriptor.contracts.EpochManager),
    types: SUBMISSION_TYPES,
    primaryType: 'Submission',
    message: submission,
  });
  return { submission, node, signature };
}
