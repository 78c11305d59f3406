import { bytesToHex } from 'viem';
import type {
  AutoLearning,
  Contribution,
  LearningSchedule,
  LearningScheduleChange,
} from '../../../protocol/api/learn-schemas.ts';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import { utilityPpm } from '../../../protocol/scoring/utility.ts';
import type { Contributions } from '../../contributions/contributions.ts';
import { findRun } from '../../database/learning-runs.ts';
import type { NetworkSession } from '../../network/network-session.ts';
import type { NodeContext } from '../../node-context.ts';
import { evaluationItems, measure } from '../../verification/evaluate-submission.ts';
import { runAdapterDir } from '../adapter-stack.ts';
import type { LearnService } from '../learn-service.ts';
import { SCHEDULE_CHECK_MS, SCHEDULE_RETRY_MS, WORTH_SHARING_PPM } from './limits.ts';
import { type LearningConditions, type MayLearn, mayLearn } from './may-learn.ts';
import { type AutoUpdate, ScheduleStore } from './schedule-store.ts';

/** The parts that learning by itself works with. */
export interface AutoLearnerParts {
  readonly learn: LearnService;
  readonly contributions: Contributions;
  readonly session: () => NetworkSession | undefined;
  /** @param waitFor programs that learning waits for */
  readonly conditions: (waitFor: readonly string[]) => Promise<LearningConditions>;
  /** What learning runs on; one thread of the processor unless given. */
  readonly device?: () => AutoLearning['device'];
  /** Whether there is room on the disk for more; there is unless given. */
  readonly hasRoom?: () => boolean;
  /** Milliseconds between two looks; {@link SCHEDULE_CHECK_MS} unless given. */
  readonly checkMs?: number;
}

/**
 * Learns by itself, when there are enough new lessons and the owner's rules allow it: trains, measures the result on
 * fresh public questions, shows what would leave, and shares it only with the owner's consent, given for this update or
 * beforehand for this network. What is asked and answered is kept over restarts.
 */
export class AutoLearner {
  readonly #context: NodeContext;
  readonly #parts: AutoLearnerParts;
  readonly #store: ScheduleStore;
  #doing: 'learning' | 'measuring' | null = null;
  #failure: { readonly at: number; readonly sentence: string } | null = null;
  #may: MayLearn = { may: false, why: 'The rules have not been looked at yet.', waitsFor: null };
  #cancel = new AbortController();
  #work: Promise<void> = Promise.resolve();

  constructor(context: NodeContext, parts: AutoLearnerParts) {
    this.#context = context;
    this.#parts = parts;
    this.#store = new ScheduleStore(context.db);
  }

  /** Looks at the rules now and then until the node stops. */
  start(): void {
    this.#work = this.#run();
  }

  /** Resolves when nothing of it runs any more; the node must be stopping. */
  stopped(): Promise<void> {
    return this.#work;
  }

  /** What the owner chose. */
  get schedule(): LearningSchedule {
    return this.#store.schedule;
  }

  /** {@link state} after a look at this computer. */
  async refreshed(): Promise<AutoLearning> {
    await this.#look();
    return this.state();
  }

  /** How it stands, in words; what the rules say is from the last look. */
  state(): AutoLearning {
    const { schedule } = this.#store;
    const { contributions } = this.#parts;
    const update = this.#update();
    const run = update === null ? undefined : this.#parts.learn.requireRun(update.runId);
    const asked = update?.consent === 'asked';
    const { may, why, waitsFor } = this.#may;
    return {
      ...this.#describe(),
      schedule,
      may,
      why,
      waitsFor,
      share: this.#sharing(),
      device: this.#parts.device?.() ?? { provider: 'CPU', threads: 1, most: 1 },
      newLessons: this.#newLessons(),
      update:
        update === null || run === undefined
          ? null
          : {
              runId: update.runId,
              utilityPpm: update.utilityPpm,
              preview: asked ? contributions.preview(run) : null,
              outcome: this.#shared(update)?.sentence ?? null,
            },
    };
  }

  /**
   * Changes the schedule; pausing ends a run in progress.
   *
   * @throws LoamError `NETWORK_OFF` when `share` is named outside a network
   */
  async change(change: LearningScheduleChange): Promise<AutoLearning> {
    const session = this.#parts.session();
    if (change.share !== undefined && session === undefined) {
      throw new LoamError('NETWORK_OFF', 'Consent is given for a network, and none is joined.', {
        hint: 'Join the network first.',
      });
    }
    this.#store.change(change, session?.descriptor.id ?? null);
    this.#failure = null;
    const { enabled, paused } = this.#store.schedule;
    if (!enabled || paused) this.#cancel.abort(new LoamError('LEARNING_PAUSED', 'Learning was paused.'));
    await this.#look();
    this.#context.hub.notify();
    return this.state();
  }

  /** Pauses a run in progress that the schedule began; it goes on when it may. */
  interrupt(): void {
    this.#cancel.abort(new LoamError('LEARNING_PAUSED', 'Learning was interrupted.'));
  }

  /**
   * The owner's answer to whether an update may leave this computer.
   *
   * @param answer `always` shares it and everything useful that comes after it on this network
   * @throws LoamError `CONSENT_NOT_ASKED`, and why it cannot be shared
   */
  async answer(runId: string, answer: 'share' | 'keep' | 'always'): Promise<AutoLearning> {
    const update = this.#update();
    if (update?.runId !== runId || update.consent !== 'asked') {
      throw new LoamError('CONSENT_NOT_ASKED', 'Nobody asked whether this update may be shared.', {
        hint: 'Look at what is asked now.',
      });
    }
    if (answer === 'keep') this.#store.saveUpdate({ ...update, consent: 'refused' });
    else {
      this.#share(update);
      if (answer === 'always') this.#store.change({ share: 'always' }, update.network);
    }
    this.#context.hub.notify();
    return this.state();
  }

  async #run(): Promise<void> {
    const { stopping, log, hub } = this.#context;
    while (!stopping.aborted) {
      try {
        await this.#look();
        if (this.#isDue()) await this.#learn();
        await this.#follow();
      } catch (error) {
        if (stopping.aborted) return;
        const loam = LoamError.wrap('LEARNING_FAILED', error);
        if (loam.code !== 'LEARNING_PAUSED') {
          log.warn('learning by itself failed', loam);
          this.#failure = { at: this.#context.now(), sentence: loam.message };
        }
      } finally {
        this.#doing = null;
      }
      if (stopping.aborted) return;
      hub.notify();
      await this.#wait();
    }
  }

  async #look(): Promise<void> {
    const { paused, pausedUntil } = this.#store.schedule;
    if (paused && pausedUntil != null && this.#context.now() >= pausedUntil) {
      this.#store.change({ paused: false }, null);
      this.#context.hub.notify();
    }
    const { rules } = this.#store.schedule;
    const conditions = await this.#parts.conditions(rules.programs ?? []);
    // While it learns, the processor is busy with that.
    const load = this.#parts.learn.running === null ? conditions.load : null;
    this.#may = mayLearn({ ...conditions, load }, rules, this.#context.now());
  }

  #isDue(): boolean {
    const { enabled, paused, minLessons } = this.#store.schedule;
    const rested = this.#failure === null || this.#context.now() - this.#failure.at >= SCHEDULE_RETRY_MS;
    const { learn } = this.#parts;
    const left = learn.current();
    const goesOn = left?.state === 'paused' && left.pausedBy !== 'owner';
    // What its owner paused waits for its owner; an answer that is asked for comes first.
    const busy =
      learn.running !== null ||
      (left !== null && !goesOn) ||
      (!goesOn && this.#update()?.consent === 'asked');
    const hasRoom = this.#parts.hasRoom?.() !== false;
    return (
      enabled &&
      !paused &&
      !busy &&
      hasRoom &&
      rested &&
      this.#may.may &&
      (goesOn || this.#mustLearnAgain() || this.#newLessons() >= minLessons)
    );
  }

  /** Trains and measures; what it says then is decided by {@link #follow}. */
  async #learn(): Promise<void> {
    const { stopping, hub } = this.#context;
    this.#failure = null;
    this.#cancel = new AbortController();
    const signal = AbortSignal.any([stopping, this.#cancel.signal]);
    this.#doing = 'learning';
    hub.notify();
    let runId: string | undefined;
    const { learn } = this.#parts;
    const threads = this.#store.schedule.rules.threads ?? undefined;
    const active =
      learn.current()?.state === 'paused'
        ? learn.resume({ threads })
        : learn.start({}, { byItself: true, threads });
    const watching = setInterval(
      () => void this.#pauseWhenForbidden(),
      this.#parts.checkMs ?? SCHEDULE_CHECK_MS,
    );
    try {
      for await (const event of learn.follow(active, signal, 'rules'))
        if (event.type === 'done') runId = event.run.id;
    } finally {
      clearInterval(watching);
      if (this.#store.schedule.pauseAfterRun === true)
        this.#store.change({ paused: true, pauseAfterRun: false }, null);
    }
    signal.throwIfAborted();
    if (runId === undefined)
      throw new LoamError('LEARNING_FAILED', 'Training ended without a result.', {
        hint: 'It is tried again.',
      });
    this.#store.saveUpdate({ runId, network: null, utilityPpm: null, consent: 'not asked' });
  }

  /** Measures an update that was not, and asks for consent or shares it. */
  async #follow(): Promise<void> {
    const update = this.#update();
    const session = this.#parts.session();
    if (update?.consent !== 'not asked' || session?.roles.includes('learner') !== true) return;
    const network = session.descriptor.id;
    this.#doing = 'measuring';
    this.#context.hub.notify();
    const measured = { ...update, network, utilityPpm: await this.#measure(session, update.runId) };
    if (measured.utilityPpm < WORTH_SHARING_PPM || this.#sharing() === 'never') {
      this.#store.saveUpdate({ ...measured, consent: 'refused' });
    } else if (this.#store.schedule.alwaysShare.includes(network)) this.#share(measured);
    else this.#store.saveUpdate({ ...measured, consent: 'asked' });
  }

  async #measure(session: NetworkSession, runId: string): Promise<number> {
    const { base, patched } = await measure(session, {
      adapters: session.adapterDir === null ? [] : [{ dir: session.adapterDir }],
      candidate: runAdapterDir(this.#context, runId),
      items: evaluationItems(bytesToHex(this.#context.random(32)), 0n),
      signal: AbortSignal.any([session.signal, this.#context.stopping]),
    });
    return utilityPpm(base, patched);
  }

  /** Only called with a consent. @throws LoamError when another network is joined than the one it was given for */
  #share(update: AutoUpdate): void {
    if (update.network === null || this.#parts.session()?.descriptor.id !== update.network) {
      throw new LoamError(
        'CONSENT_OTHER_NETWORK',
        'The network that this was asked about is not joined now.',
        {
          hint: 'Join it again, then answer.',
        },
      );
    }
    this.#parts.contributions.contribute(this.#parts.learn.requireRun(update.runId));
    this.#store.saveUpdate({ ...update, consent: 'given' });
  }

  #shared({ runId }: AutoUpdate): Contribution | undefined {
    return this.#parts.contributions.list().find((c) => c.runId === runId);
  }

  /** The newest update that came about by itself, while its result is there. */
  #update(): AutoUpdate | null {
    const { update } = this.#store;
    const run = update === null ? undefined : findRun(this.#context.db, update.runId);
    return run?.state === 'done' ? update : null;
  }

  #sharing(): AutoLearning['share'] {
    const network = this.#parts.session()?.descriptor.id;
    const { alwaysShare, neverShare = [] } = this.#store.schedule;
    if (network === undefined) return 'ask';
    return neverShare.includes(network) ? 'never' : alwaysShare.includes(network) ? 'always' : 'ask';
  }

  async #pauseWhenForbidden(): Promise<void> {
    await this.#look();
    if (!this.#may.may) this.interrupt();
  }

  /** Whether lessons lost what they had taught, because an update was forgotten with another lesson in it. */
  #mustLearnAgain(): boolean {
    return (
      this.#newLessons() > 0 &&
      this.#parts.learn.runs().find(({ state }) => state === 'done' || state === 'forgotten')?.state ===
        'forgotten'
    );
  }

  #newLessons(): number {
    return this.#parts.learn
      .lessons()
      .filter(
        ({ learnedAt, allowed, identifiers }) => learnedAt === null && (allowed || identifiers.length === 0),
      ).length;
  }

  #describe(): Pick<AutoLearning, 'state' | 'sentence'> {
    const { enabled, paused, minLessons } = this.#store.schedule;
    const update = this.#update();
    const lessons = this.#newLessons();
    if (this.#doing === 'learning') return { state: 'learning', sentence: 'Learning what was taught.' };
    if (this.#doing === 'measuring')
      return { state: 'measuring', sentence: 'Measuring on fresh questions whether it helps others too.' };
    if (update?.consent === 'asked')
      return {
        state: 'awaiting consent',
        sentence: `It learned something that makes answers better by ${percent(update.utilityPpm)}. Nothing leaves this computer unless you say so.`,
      };
    if (!enabled) return { state: 'off', sentence: 'It learns only when you tell it to.' };
    if (paused) return { state: 'paused', sentence: 'You paused learning.' };
    if (this.#failure !== null)
      return { state: 'failed', sentence: `${this.#failure.sentence} It is tried again later.` };
    if (update?.consent === 'given' && this.#isOnItsWay(update))
      return { state: 'sharing', sentence: this.#shared(update)?.sentence ?? 'Sharing what it learned.' };
    if (lessons < minLessons && !this.#mustLearnAgain())
      return {
        state: 'collecting',
        sentence: `${lessons} of ${minLessons} new lessons; it learns when there are enough.`,
      };
    return { state: 'waiting', sentence: this.#may.may ? 'It learns in a moment.' : this.#may.why };
  }

  #isOnItsWay(update: AutoUpdate): boolean {
    const state = this.#shared(update)?.state;
    return state !== undefined && !['paid', 'rejected', 'unresolved', 'failed'].includes(state);
  }

  #wait(): Promise<void> {
    const { stopping } = this.#context;
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        stopping.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, this.#parts.checkMs ?? SCHEDULE_CHECK_MS);
      stopping.addEventListener('abort', end, { once: true });
    });
  }
}

function percent(ppm: number | null): string {
  return `${((ppm ?? 0) / 10_000).toFixed(1)} %`;
}
