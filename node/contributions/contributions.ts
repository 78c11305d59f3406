import type { Contribution, ContributionPreview, LearningRun } from '../../protocol/api/learn-schemas.ts';
import type { SelfEvaluation } from '../../protocol/bundle/bundle-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import {
  findContribution,
  insertContribution,
  listContributions,
  listOpenContributions,
  updateContribution,
} from '../database/contributions.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { type NodeContext, newRowId } from '../node-context.ts';
import { pause } from '../roles/role-loop.ts';
import { contributionSentence } from './contribution-sentence.ts';
import { followContribution } from './follow-contribution.ts';
import { packContribution, previewContribution } from './pack-contribution.ts';
import { submitContribution } from './submit-contribution.ts';

/** States in which nothing more happens. */
const ENDED: ReadonlySet<Contribution['state']> = new Set(['paid', 'rejected', 'unresolved', 'failed']);

/** Trouble of a chain or worker that is being started again: what was being done is done once more. */
const PASSING =
  /^(WORKER_CRASHED|PORT_CLOSED|EVALUATION_CUT|CHAIN_(UNREACHABLE|UNCONFIRMED|NONCE_TAKEN|FAILED|REVERTED|NOT_ACTIVE))$/;
/** Tries before a contribution counts as failed; with growing pauses about a minute. */
const MAX_TRIES = 12;
const RETRY_MS = 800;

/** @param placed whether it is on the chain already: then the chain's answers decide its fate, its troubles do not */
function isPassing(error: unknown, placed: boolean): boolean {
  return error instanceof LoamError && (PASSING.test(error.code) || (placed && /^CHAIN_/.test(error.code)));
}

/** Whether the network ended up without this contribution through no fault of its own, so that it may be shared once more. */
export function canBeSharedAgain({ state, modelVersion }: Contribution): boolean {
  return state === 'failed' || state === 'unresolved' || (state === 'paid' && modelVersion === null);
}

/** Whether a contribution's story is over. */
export function isEnded(contribution: Contribution): boolean {
  return ENDED.has(contribution.state);
}

/**
 * Shares finished runs with the network and follows each to its end. Every state is in the database first, so a
 * restart goes on where it was: {@link Contributions.resume} is called whenever a network has been joined.
 */
export class Contributions {
  readonly #context: NodeContext;
  readonly #session: () => NetworkSession | undefined;
  readonly #driven = new Set<string>();

  constructor(context: NodeContext, session: () => NetworkSession | undefined) {
    this.#context = context;
    this.#session = session;
  }

  list(): Contribution[] {
    return listContributions(this.#context.db);
  }

  /** @throws LoamError `CONTRIBUTION_UNKNOWN` */
  require(id: string): Contribution {
    const found = findContribution(this.#context.db, id);
    if (found === null || found === undefined)
      throw new LoamError('CONTRIBUTION_UNKNOWN', 'This contribution does not exist.');
    return found;
  }

  /** What a contribution of this run would contain, before anything leaves. */
  preview(run: LearningRun): ContributionPreview {
    return previewContribution(this.#context, run, this.#session());
  }

  /**
   * Starts sharing a finished run.
   *
   * @throws LoamError `NETWORK_OFF`, `RUN_NOT_DONE`, `ALREADY_SHARED`
   */
  contribute(run: LearningRun): Contribution {
    const session = this.#session();
    if (session === undefined || !session.roles.includes('learner')) {
      throw new LoamError('NETWORK_OFF', 'This computer has not joined a network.', {
        hint: 'Start the local network or join one first.',
      });
    }
    if (run.state !== 'done')
      throw new LoamError('RUN_NOT_DONE', 'Only a finished run can be shared.', {
        hint: 'Finish learning first.',
      });
    const earlier = this.list().find((c) => c.runId === run.id && !canBeSharedAgain(c));
    if (earlier !== undefined)
      throw new LoamError('ALREADY_SHARED', 'This run is shared already.', {
        hint: 'Learn something new to share again.',
      });
    const now = this.#context.now();
    const contribution: Contribution = {
      id: newRowId(this.#context),
      runId: run.id,
      createdAt: now,
      updatedAt: now,
      state: 'packing',
      sentence: '',
      cid: null,
      epoch: null,
      index: null,
      utilityPpm: null,
      stake: null,
      reward: null,
      modelVersion: null,
      error: null,
    };
    contribution.sentence = contributionSentence(contribution);
    insertContribution(this.#context.db, contribution);
    this.#drive(session, contribution.id);
    return contribution;
  }

  /** Goes on with everything that is not finished. */
  resume(session: NetworkSession): void {
    for (const contribution of listOpenContributions(this.#context.db)) this.#drive(session, contribution.id);
  }

  /** Snapshots of one contribution until it ends. */
  async *watch(id: string, signal: AbortSignal | undefined): AsyncGenerator<Contribution, void, void> {
    let last = '';
    for await (const _ of this.#context.hub.changes(signal, 100)) {
      const contribution = this.require(id);
      const text = JSON.stringify(contribution);
      if (text !== last) yield contribution;
      last = text;
      if (isEnded(contribution)) return;
    }
  }

  #drive(session: NetworkSession, id: string): void {
    if (this.#driven.has(id)) return;
    this.#driven.add(id);
    session.start(`contribution ${id}`, async () => {
      try {
        for (let attempt = 1; ; attempt++) {
          try {
            await this.#toTheEnd(session, id);
            return;
          } catch (error) {
            if (session.signal.aborted) return;
            if (!isPassing(error, this.require(id).epoch !== null) || attempt === MAX_TRIES) throw error;
            this.#context.log.warn('contribution interrupted, going on', error, { id, attempt });
            await pause(RETRY_MS * attempt, session.signal);
          }
        }
      } catch (error) {
        const loam = LoamError.wrap('CONTRIBUTION_FAILED', error);
        this.#context.log.warn('contribution failed', loam, { id });
        this.#update(id, {
          state: 'failed',
          error: loam.sentence,
        });
      } finally {
        this.#driven.delete(id);
      }
    });
  }

  async #toTheEnd(session: NetworkSession, id: string): Promise<void> {
    let evaluation: SelfEvaluation | undefined;
    if (this.require(id).state === 'packing') {
      const packed = await packContribution(session, this.require(id));
      ({ evaluation } = packed);
      this.#update(id, { state: 'submitting', cid: packed.cid });
    }
    for (;;) {
      if (this.require(id).state === 'submitting') {
        const placed = await submitContribution(session, this.require(id), evaluation);
        this.#update(id, { state: 'waiting', ...placed });
      }
      const outcome = await followContribution(
        session,
        () => this.require(id),
        (change) => this.#update(id, change),
      );
      if (outcome === 'ended') return;
      this.#context.log.info('the chain has forgotten the submission, submitting again', { id });
      this.#update(id, { state: 'submitting', epoch: null, index: null, utilityPpm: null });
    }
  }

  #update(id: string, change: Partial<Contribution>): void {
    const next = { ...this.require(id), ...change };
    updateContribution(this.#context.db, id, {
      ...change,
      sentence: contributionSentence(next),
      updatedAt: this.#context.now(),
    });
    this.#context.hub.notify();
  }
}
