import type { Contribution } from '../../protocol/api/learn-schemas.ts';
import { cidToDigest } from '../../protocol/cid/cid-digest.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { claimLearner } from '../chain/actions/claim-learner.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readAllotment } from '../chain/reads/read-allotment.ts';
import { readClaimable } from '../chain/reads/read-claimable.ts';
import { readCurrentEpoch } from '../chain/reads/read-current-epoch.ts';
import { readDue } from '../chain/reads/read-due.ts';
import { CHAIN_PHASES, type ChainPhase, readEpoch } from '../chain/reads/read-epoch.ts';
import { readEpochLog } from '../chain/reads/read-epoch-log.ts';
import { readFinalizable } from '../chain/reads/read-finalizable.ts';
import { readSubmissions } from '../chain/reads/read-submission.ts';
import { readVersions } from '../chain/reads/read-versions.ts';
import { CLAIM_SETTLES_MS } from '../network/limits.ts';
import type { NetworkSession } from '../network/network-session.ts';

/**
 * Follows a submitted contribution through its epoch until it is paid or has failed.
 *
 * @returns `lost` when the chain has forgotten the submission (it was killed before it wrote its last second, or
 * changed its mind about its last blocks): it has to be submitted again
 */
export async function followContribution(
  session: NetworkSession,
  current: () => Contribution,
  update: (change: Partial<Contribution>) => void,
): Promise<'ended' | 'lost'> {
  const { chain, address } = session;
  const { epoch: number, index, cid } = current();
  if (number === null || index === null || cid === null) return 'lost';
  const digest = cidToDigest(cid);
  let claimedAt: number | undefined;
  const epoch = BigInt(number);
  for await (const _ of session.changes.changes(session.signal, 150)) {
    const { phase } = await readEpoch(chain, epoch);
    const submission = (await readSubmissions(chain, epoch)).find((s) => s.index === index);
    if (submission === undefined && (await isLeafAhead(chain, epoch, { index, phase }))) continue;
    if (submission === undefined || submission.cid !== digest) return 'lost';
    const state = current().state;
    if (state === 'waiting' && phase !== 'submit' && phase !== 'salt' && phase !== 'draw')
      update({ state: 'checking' });
    if (submission.status === 'pending' || submission.status === 'canary') continue;
    // The chain keeps one submission of a learner in an epoch: the last.
    if (submission.status === 'void') return 'lost';
    // A watcher may still have it judged again.
    if (submission.status !== 'accepted' && CHAIN_PHASES.indexOf(phase) <= CHAIN_PHASES.indexOf('contest'))
      continue;
    if (submission.status === 'rejected' || submission.status === 'unresolved') {
      update({
        state: submission.status,
        utilityPpm: submission.status === 'rejected' ? submission.utilityPpm : null,
        ...(submission.status === 'rejected' && submission.utilityPpm === 0
          ? { error: 'The bundle did not pass the checks.' }
          : {}),
      });
      return 'ended';
    }
    if (current().state === 'checking' || current().state === 'waiting') {
      update({ state: 'accepted', utilityPpm: submission.utilityPpm });
    }
    if (phase !== 'final') continue;
    if ((await readCurrentEpoch(chain)) === epoch && (await readFinalizable(chain))) continue;
    const version = (await readVersions(chain)).find((v) => v.epoch === number && v.finalizedAt !== null);
    if (version !== undefined && current().state === 'accepted')
      update({ state: 'merged', modelVersion: version.version });
    // What is due is known once the reward is allotted.
    if ((await readAllotment(chain, epoch)) === undefined) continue;
    const { learner } = await readClaimable(chain, epoch, address);
    if (learner.some((due) => due.index === BigInt(index))) {
      await claimLearner(chain, { epoch, index: BigInt(index) });
      claimedAt = session.context.now();
    }
    // A payment counts when the chain still knows it a while later.
    if (claimedAt !== undefined && session.context.now() - claimedAt < CLAIM_SETTLES_MS) continue;
    update({ state: 'paid', reward: (await readDue(chain, epoch, address)).asLearner.toString() });
    return 'ended';
  }
  throw new LoamError('NETWORK_LEFT', 'The network was left before the contribution came to its end.');
}

/** Whether a position belongs to a leaf of a batch that the draw can still open. */
async function isLeafAhead(
  chain: ChainClient,
  epoch: bigint,
  { index, phase }: { readonly index: number; readonly phase: ChainPhase },
): Promise<boolean> {
  if (phase !== 'submit' && phase !== 'salt' && phase !== 'draw') return false;
  const { batches, voidPositions } = await readEpochLog(chain, epoch);
  return (
    !voidPositions.has(index) && batches.some(({ first, leaves }) => index >= first && index < first + leaves)
  );
}
