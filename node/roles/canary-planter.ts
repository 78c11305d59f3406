import { cidToDigest } from '../../protocol/cid/cid-digest.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { evaluationHash, metricsHash } from '../../protocol/submission/metrics-hash.ts';
import { placedLearners } from '../batches/placed-learners.ts';
import { CanaryBook, type CanaryRecord, isEnded } from '../canaries/canary-book.ts';
import { canaryCoin } from '../canaries/canary-coin.ts';
import { makeCanary } from '../canaries/make-canary.ts';
import { openCanary } from '../chain/actions/open-canary.ts';
import { readCurrentEpoch } from '../chain/reads/read-current-epoch.ts';
import { CHAIN_PHASES, type EpochState, readEpoch } from '../chain/reads/read-epoch.ts';
import { readSubmissions, type SubmissionState } from '../chain/reads/read-submission.ts';
import { readLatestVersion } from '../chain/reads/read-versions.ts';
import { placeSubmission } from '../contributions/place-submission.ts';
import { statedConfidence, submissionStake } from '../contributions/submit-contribution.ts';
import { listOpenContributions } from '../database/contributions.ts';
import { insertEvent } from '../database/events.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { newRowId } from '../node-context.ts';
import { roleLoop } from './role-loop.ts';

/**
 * Plants a canary now and then: a submission that looks like a lesson, whose right verdict this node knows beforehand
 * and has sealed in it (docs/economy.md, "Canaries"). Only beside lessons of others, never while a contribution of this
 * node is open, since a learner has one place in an epoch. Every canary is in the database before it is submitted, and
 * this node opens its seal in the contest, after a restart too; whoever answered without looking is fined then.
 */
export class CanaryPlanter {
  readonly #session: NetworkSession;
  readonly #chance: number;
  readonly #book: CanaryBook;

  /** @param chance of planting one in an epoch, 0 … 1 */
  constructor(session: NetworkSession, chance: number) {
    this.#session = session;
    this.#chance = chance;
    this.#book = new CanaryBook(session.context.db, session.descriptor.id);
  }

  /** Runs until the session ends. */
  run(): Promise<void> {
    return roleLoop(this.#session, 'canary planter', () => this.#step());
  }

  async #step(): Promise<void> {
    const epoch = await readCurrentEpoch(this.#session.chain);
    for (const record of this.#book.list()) if (!isEnded(record)) await this.#follow(record);
    const state = epoch === 0n ? undefined : await readEpoch(this.#session.chain, epoch);
    if (state?.phase === 'submit') await this.#plant(state);
    else if (state === undefined || state.phase === 'final') await this.#prepare(epoch + 1n);
  }

  /** Has a canary at hand when the coin of the epoch that comes next asks for one: submitting does not wait for long. */
  async #prepare(epoch: bigint): Promise<void> {
    if (this.#ready() !== undefined || (await canaryCoin(this.#session, epoch)) >= this.#chance) return;
    this.#book.save(await makeCanary(this.#session));
  }

  async #plant({ epoch }: EpochState): Promise<void> {
    const { chain, context } = this.#session;
    if ((await canaryCoin(this.#session, epoch)) >= this.#chance || !(await this.#hasRoom(epoch))) return;
    let record = this.#ready();
    if (record === undefined || record.baseVersion !== (await readLatestVersion(chain))) {
      if (record !== undefined) this.#book.save({ ...record, state: 'lost' });
      record = await makeCanary(this.#session);
      this.#book.save(record);
    }
    // Making it took a while.
    if ((await readEpoch(chain, epoch)).phase !== 'submit' || !(await this.#hasRoom(epoch))) return;
    this.#book.save({ ...record, state: 'sent', epoch: Number(epoch) });
    const placed = await placeSubmission(this.#session, {
      cid: cidToDigest(record.cid),
      baseVersion: record.baseVersion,
      metricsHash: metricsHash(record.evaluation),
      confidencePpm: await statedConfidence(chain, record.evaluation.utilityPpm),
      stake: await submissionStake(chain),
    });
    this.#book.save({ ...record, state: 'placed', ...placed });
    context.log.info('canary planted', { ...placed });
    this.#session.changes.notify();
  }

  /** Whether the epoch has a lesson of somebody else and nothing of this node, which wants to share nothing either. */
  async #hasRoom(epoch: bigint): Promise<boolean> {
    const { chain, context, batches, address } = this.#session;
    if (listOpenContributions(context.db).length > 0) return false;
    const { learners } = await placedLearners(chain, epoch, batches.lists.open);
    return learners.size > 0 && !learners.has(address.toLowerCase());
  }

  async #follow(record: CanaryRecord): Promise<void> {
    if (record.epoch === null) return;
    const { chain } = this.#session;
    const epoch = BigInt(record.epoch);
    const { phase } = await readEpoch(chain, epoch);
    const digest = cidToDigest(record.cid);
    const found = (await readSubmissions(chain, epoch)).find((s) => s.cid === digest && this.#isOwn(s));
    if (found === undefined) {
      // Its transaction never made it, or a chain that was killed has lost it: it can be planted another time.
      // One in a batch shows when the draw opens it.
      if (phase !== 'submit' && phase !== 'salt' && phase !== 'draw')
        this.#book.save({ ...record, state: 'ready', epoch: null, index: null });
      return;
    }
    if (record.state === 'sent') this.#book.save({ ...record, state: 'placed', index: found.index });
    if (found.status === 'void') return this.#end(record, 'lost');
    const at = CHAIN_PHASES.indexOf(phase) - CHAIN_PHASES.indexOf('contest');
    if (at > 0) return this.#end(record, endOf(record, found));
    if (at === 0 && found.status !== 'pending' && found.status !== 'canary' && !record.rerun)
      await this.#open({ ...record, state: 'placed', index: found.index });
  }

  async #open(record: CanaryRecord): Promise<void> {
    const { chain, context } = this.#session;
    const { pass, utilityPpm, salt } = record;
    const place = { epoch: BigInt(record.epoch ?? 0), index: BigInt(record.index ?? 0) };
    try {
      const { rerun } = await openCanary(chain, {
        ...place,
        evaluationHash: evaluationHash(record.evaluation),
        pass,
        utilityPpm,
        salt,
      });
      this.#book.save({ ...record, opened: true, rerun });
      context.log.info('canary opened', { epoch: record.epoch, index: record.index, rerun });
      this.#session.changes.notify();
    } catch (error) {
      // Opened before this node noted it, decided by nobody, or the contest has just ended.
      if (!(error instanceof LoamError) || !/^CHAIN_(NOT_CONTESTABLE|WRONG_PHASE)$/.test(error.code))
        throw error;
    }
  }

  #end(record: CanaryRecord, state: CanaryRecord['state']): void {
    const { context } = this.#session;
    this.#book.save({ ...record, state });
    insertEvent(context.db, {
      id: newRowId(context),
      at: context.now(),
      kind: `canary.${state}`,
      sentence: SENTENCES[state] ?? '',
      data: { epoch: record.epoch, index: record.index },
    });
    context.log.info('canary ended', { epoch: record.epoch, index: record.index, state });
  }

  #ready(): CanaryRecord | undefined {
    return this.#book.list().find(({ state }) => state === 'ready');
  }

  #isOwn({ learner }: SubmissionState): boolean {
    return learner.toLowerCase() === this.#session.address.toLowerCase();
  }
}

const SENTENCES: Partial<Record<CanaryRecord['state'], string>> = {
  proven: 'A test submission of this node was judged rightly. Whoever judged otherwise is fined.',
  refuted:
    'A test submission of this node was judged otherwise by a larger committee too. That costs a fine.',
  lost: 'A test submission of this node was not opened in time. It costs nothing.',
};

function endOf(record: CanaryRecord, { status }: SubmissionState): CanaryRecord['state'] {
  if (status === 'canary') return 'proven';
  return record.opened && status === 'rejected' ? 'refuted' : 'lost';
}
