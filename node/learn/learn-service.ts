import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type {
  Comparison,
  Forgotten,
  LearnEvent,
  LearningProgress,
  LearningRun,
  Lesson,
  RunLogLine,
} from '../../protocol/api/learn-schemas.ts';
import type { Example, TrainingEvent } from '../../protocol/api/worker-contract.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_LESSONS } from '../../protocol/limits.ts';
import { EVERYDAY_QUESTIONS } from '../../protocol/practice/everyday-questions.ts';
import { practiceSet } from '../../protocol/practice/practice-set.ts';
import type { ChatService } from '../chat/chat-service.ts';
import { atomicWrite } from '../data-folder/atomic-write.ts';
import {
  appendCurvePoint,
  findRun,
  insertRun,
  listRuns,
  saveRunDetails,
  updateRun,
} from '../database/learning-runs.ts';
import {
  allowLesson,
  countLessons,
  findLesson,
  insertLesson,
  type LessonOrigin,
  lessonsOfChat,
  listLessons,
  markLessonsLearned,
  updateLesson,
} from '../database/lessons.ts';
import {
  addRunLog,
  listRunLog,
  pausedRun,
  type RunPlan,
  readPlan,
  readStanding,
  savePlan,
  saveRunLessons,
  saveStanding,
} from '../database/run-plans.ts';
import { type NodeContext, newRowId } from '../node-context.ts';
import { ActiveRun, type Ending } from './active-run.ts';
import {
  type AdapterStack,
  personalStack,
  runAdapterDir,
  TRAINED_MODEL_FILE,
  TRAINED_ON_FILE,
} from './adapter-stack.ts';
import { forgetLessons } from './forget-lessons.ts';
import { COMPARED_LESSONS, DEFAULT_PRACTICE_ITEMS, PAUSE_WAIT_MS } from './limits.ts';
import { withIdentifiers } from './privacy/with-identifiers.ts';
import { checkpointsOf, removeFolder, stagingOf } from './run-folders.ts';
import { trainThroughCrashes } from './train-through-crashes.ts';

/** What a run may be asked to do differently from the default. */
export interface TrainRequest {
  readonly practice?:
    | {
        readonly count: number;
        readonly seed?: string | undefined;
        readonly families?: readonly string[] | undefined;
      }
    | undefined;
  readonly steps?: number | undefined;
  readonly learningRate?: number | undefined;
  readonly seed?: string | undefined;
}

/** The network's newest model version on this machine. */
export interface NetworkAdapter {
  readonly version: number;
  readonly adapterDir: string | null;
}

/** How a run is begun. */
export interface BeginOptions {
  /** Whether the schedule begins it. */
  readonly byItself?: boolean;
  /** Threads that training may use; as many as answering unless given. */
  readonly threads?: number | undefined;
  /** What leaving the stream of {@link LearnService.train} means; giving up unless given. */
  readonly onLeave?: Ending;
}

/** Lessons and training runs. One run at a time; it goes on whoever watches, and can be paused over restarts. */
export class LearnService {
  readonly #context: NodeContext;
  readonly #chat: ChatService;
  readonly #network: () => NetworkAdapter;
  #active: ActiveRun | null = null;

  constructor(context: NodeContext, chat: ChatService, network: () => NetworkAdapter) {
    this.#context = context;
    this.#chat = chat;
    this.#network = network;
    context.stopping.addEventListener('abort', () => {
      this.#active?.ask('closing');
      this.#active?.abort();
    });
  }

  /** Id of the run in progress. */
  get running(): string | null {
    return this.#active?.id ?? null;
  }

  /** Resolves when nothing of it runs any more; the node must be stopping. */
  async stopped(): Promise<void> {
    await this.#active?.finished;
  }

  lessons(): Lesson[] {
    return listLessons(this.#context.db).map(withIdentifiers);
  }

  runs(): LearningRun[] {
    return listRuns(this.#context.db);
  }

  /** @param origin the answer in a chat that it is @throws LoamError `LESSONS_FULL` */
  teach(text: { prompt: string; answer: string }, origin?: LessonOrigin): Lesson {
    const { db, now } = this.#context;
    if (countLessons(db) >= MAX_LESSONS) {
      throw new LoamError('LESSONS_FULL', `There are ${MAX_LESSONS} lessons already.`, {
        hint: 'Forget some first.',
      });
    }
    const id = newRowId(this.#context);
    insertLesson(db, { id, ...text, createdAt: now(), learnedAt: null }, origin);
    return this.#requireLesson(id);
  }

  /** Changes a lesson; it counts as not yet learned again. @throws LoamError `LESSON_UNKNOWN` */
  edit(id: string, text: { prompt: string; answer: string }): Lesson {
    this.#requireLesson(id);
    updateLesson(this.#context.db, id, text);
    return this.#requireLesson(id);
  }

  /** Whether a lesson is learned although something personal was found in it. @throws LoamError `LESSON_UNKNOWN` */
  allow(id: string, allowed: boolean): Lesson {
    this.#requireLesson(id);
    allowLesson(this.#context.db, id, allowed);
    return this.#requireLesson(id);
  }

  /** Removes a lesson and every update that knows it. @throws LoamError `LESSON_UNKNOWN` */
  async forget(id: string): Promise<Forgotten> {
    this.#requireLesson(id);
    return this.#forget([id]);
  }

  /** Removes what was learned from a chat; the chat stays. */
  forgetChat(chatId: string): Promise<Forgotten> {
    return this.#forget(lessonsOfChat(this.#context.db, chatId));
  }

  /** The run that is going on or paused. */
  current(): LearningProgress | null {
    if (this.#active !== null) return this.#active.progress;
    const { db } = this.#context;
    const runId = pausedRun(db);
    return runId === null ? null : standing(this.requireRun(runId), 'paused', readStanding(db, runId));
  }

  /** What happened in a run. @throws LoamError `RUN_UNKNOWN` */
  log(runId: string): RunLogLine[] {
    return listRunLog(this.#context.db, this.requireRun(runId).id);
  }

  /**
   * Begins a run on all lessons plus practice items, which goes on by itself. A paused one is given up.
   *
   * @throws LoamError `LEARNING_BUSY`, `LEARNING_NOTHING`, `LEARNING_LEFT_OUT`
   */
  start(request: TrainRequest, options: BeginOptions = {}): ActiveRun {
    this.#requireIdle();
    const { db, now } = this.#context;
    const all = this.lessons();
    const lessons = all.filter((lesson) => lesson.allowed || lesson.identifiers.length === 0);
    const practice = {
      seed: request.practice?.seed ?? Buffer.from(this.#context.random(16)).toString('hex'),
      count: request.practice?.count ?? DEFAULT_PRACTICE_ITEMS,
      ...(request.practice?.families === undefined ? {} : { families: [...request.practice.families] }),
    };
    const items = practiceItems(practice);
    if (lessons.length === 0 && all.length > 0) {
      throw new LoamError(
        'LEARNING_LEFT_OUT',
        'Something personal was found in every lesson, so all were left out.',
        {
          hint: 'Look at the lessons and choose which of them to learn all the same.',
        },
      );
    }
    if (lessons.length === 0 && items.length === 0) {
      throw new LoamError('LEARNING_NOTHING', 'There is nothing to learn yet.', {
        hint: 'Teach a lesson first.',
      });
    }
    const paused = pausedRun(db);
    if (paused !== null) this.#giveUp(paused);
    const base = this.#network();
    const run: LearningRun = {
      id: newRowId(this.#context),
      state: 'running',
      startedAt: now(),
      finishedAt: null,
      baseVersion: base.version,
      lessons: lessons.length,
      practiceItems: items.length,
      curve: [],
      comparisons: [],
      adapterBytes: null,
      error: null,
    };
    const plan: RunPlan = {
      lessons: lessons.map(({ id, prompt, answer }) => ({ id, prompt, answer })),
      practice,
      seed: request.seed ?? run.id,
      ...(request.steps === undefined ? {} : { steps: request.steps }),
      ...(request.learningRate === undefined ? {} : { learningRate: request.learningRate }),
      ...(options.threads === undefined ? {} : { threads: options.threads }),
      adapterDir: base.adapterDir,
      modelId: this.#context.modelId(),
      before: null,
      rehearsal: null,
      byItself: options.byItself ?? false,
    };
    db.transaction(() => {
      insertRun(db, run);
      savePlan(db, run.id, plan);
      saveRunLessons(
        db,
        run.id,
        plan.lessons.map(({ id }) => id),
      );
    });
    this.#note(run.id, 'started');
    return this.#begin(new ActiveRun(standing(run, 'running'), plan));
  }

  /**
   * Goes on with the paused run.
   *
   * @throws LoamError `LEARNING_BUSY`, `LEARNING_NOT_PAUSED`, `LEARNING_OTHER_MODEL`
   */
  resume(options: Pick<BeginOptions, 'threads'> = {}): ActiveRun {
    this.#requireIdle();
    const { db } = this.#context;
    const runId = pausedRun(db);
    const kept = runId === null ? null : readPlan(db, runId);
    if (runId === null || kept === null) {
      throw new LoamError('LEARNING_NOT_PAUSED', 'No learning is paused.', { hint: 'Start it anew.' });
    }
    const plan = options.threads === undefined ? kept : { ...kept, threads: options.threads };
    if (plan.modelId !== this.#context.modelId()) {
      throw new LoamError('LEARNING_OTHER_MODEL', 'This learning was begun with another model.', {
        hint: 'Use that model again, or start anew with this one.',
      });
    }
    const { savedStep } = readStanding(db, runId);
    saveStanding(db, runId, { pausedBy: null });
    updateRun(db, runId, { state: 'running' });
    this.#note(runId, 'resumed', savedStep);
    return this.#begin(
      new ActiveRun(standing(this.requireRun(runId), 'running', { pausedBy: null, savedStep }), plan),
    );
  }

  /**
   * Pauses the run in progress and resolves when it can go on from where it is.
   *
   * @throws LoamError `LEARNING_NOT_RUNNING`
   */
  async pause(by: Exclude<Ending, 'cancel'>): Promise<LearningProgress> {
    const active = this.#active;
    if (active === null) {
      throw new LoamError('LEARNING_NOT_RUNNING', 'Nothing is being learned.', {
        hint: 'There is nothing to pause.',
      });
    }
    active.ask(by);
    await this.#stop(active);
    const current = this.current();
    if (current?.state !== 'paused' || current.runId !== active.id) {
      throw new LoamError('LEARNING_NOT_RUNNING', 'Learning ended before it could be paused.', {
        hint: 'Look at what came of it.',
      });
    }
    return current;
  }

  /** Gives up the run that is going on or paused. */
  async cancel(): Promise<void> {
    const active = this.#active;
    if (active !== null) {
      active.ask('cancel');
      active.abort();
      await active.finished;
      return;
    }
    const paused = pausedRun(this.#context.db);
    if (paused !== null) this.#giveUp(paused);
  }

  /**
   * Begins a run and follows it to its end; asks the lessons before and after. Leaving it gives it up.
   *
   * @throws LoamError what {@link start} throws, `LEARNING_PAUSED` when somebody pauses it, or what the worker reports
   */
  async *train(
    request: TrainRequest,
    signal?: AbortSignal,
    options: BeginOptions = {},
  ): AsyncGenerator<LearnEvent, void, void> {
    yield* this.follow(this.start(request, options), signal, options.onLeave);
  }

  /** Follows a run to its end. @param onLeave what happens to it when its reader leaves */
  async *follow(
    active: ActiveRun,
    signal?: AbortSignal,
    onLeave: Ending = 'cancel',
  ): AsyncGenerator<LearnEvent, void, void> {
    try {
      yield* active.events(signal);
    } finally {
      if (!active.over) {
        active.ask(onLeave);
        if (onLeave === 'cancel') {
          active.abort();
          await active.finished;
        } else await this.#stop(active);
      }
    }
    await active.finished;
    if (active.error !== undefined) throw active.error;
    if (active.ending === null) yield { type: 'done', run: this.requireRun(active.id) };
    else if (signal?.aborted !== true) throw new LoamError('LEARNING_PAUSED', 'Learning was stopped.');
  }

  /** Follows the run in progress without holding it. */
  async *watch(
    signal?: AbortSignal,
  ): AsyncGenerator<LearnEvent | { type: 'standing'; progress: LearningProgress }, void, void> {
    const active = this.#active;
    if (active === null) return;
    const events = active.events(signal);
    yield { type: 'standing', progress: active.progress };
    yield* events;
    if (signal?.aborted === true) return;
    await active.finished;
    if (active.error !== undefined) throw active.error;
    if (active.ending === null) yield { type: 'done', run: this.requireRun(active.id) };
  }

  /** @throws LoamError `RUN_UNKNOWN` */
  requireRun(id: string): LearningRun {
    const run = findRun(this.#context.db, id);
    if (run === null || run === undefined)
      throw new LoamError('RUN_UNKNOWN', 'This training run does not exist.');
    return run;
  }

  #begin(active: ActiveRun): ActiveRun {
    this.#active = active;
    active.finished = this.#drive(active);
    this.#context.hub.notify();
    return active;
  }

  /** Runs to the end, whatever that is; never rejects. */
  async #drive(active: ActiveRun): Promise<void> {
    const { db, now } = this.#context;
    const { id } = active;
    let done = false;
    try {
      await this.#run(active);
      done = active.ending === null;
    } catch (error) {
      if (active.ending === null) active.error = error;
    }
    try {
      const { ending } = active;
      if (done) this.#finish(active);
      else if (ending === null || ending === 'cancel') {
        const failure =
          active.error === undefined ? null : LoamError.wrap('LEARNING_FAILED', active.error).message;
        updateRun(db, id, {
          state: failure === null ? 'cancelled' : 'failed',
          finishedAt: now(),
          error: failure,
        });
        this.#note(id, failure === null ? 'cancelled' : 'failed', active.progress.step);
        this.#clear(id);
        removeFolder(runAdapterDir(this.#context, id));
      } else {
        saveStanding(db, id, { pausedBy: ending, savedStep: active.progress.savedStep });
        updateRun(db, id, { state: 'paused' });
        this.#note(id, 'paused', active.progress.savedStep);
        removeFolder(stagingOf(this.#context, id));
      }
    } catch (error) {
      active.error ??= error;
    } finally {
      this.#active = null;
      active.end();
      this.#context.hub.notify();
    }
  }

  #finish({ id, plan }: ActiveRun): void {
    const { db, now } = this.#context;
    updateRun(db, id, { state: 'done', finishedAt: now() });
    this.#note(id, 'done');
    this.#clear(id);
    // A lesson that was edited meanwhile is not learned yet.
    const same = plan.lessons.filter(({ id, prompt, answer }) => {
      const kept = findLesson(db, id);
      return kept?.prompt === prompt && kept.answer === answer;
    });
    markLessonsLearned(
      db,
      same.map((lesson) => lesson.id),
      now(),
    );
  }

  /** Lets a run in training save itself; one that is asking questions just ends. */
  async #stop(active: ActiveRun): Promise<void> {
    const { checkpointDir } = active;
    const saving =
      checkpointDir !== null &&
      (await this.#context.worker.client
        .pauseTraining({ checkpointDir })
        .then(({ paused }) => paused)
        .catch(() => false));
    if (saving) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, PAUSE_WAIT_MS);
      });
      await Promise.race([active.finished, late]);
      clearTimeout(timer);
    }
    if (!active.over) active.abort();
    await active.finished;
  }

  #giveUp(runId: string): void {
    const { db, now } = this.#context;
    updateRun(db, runId, { state: 'cancelled', finishedAt: now() });
    this.#note(runId, 'cancelled');
    this.#clear(runId);
    this.#context.hub.notify();
  }

  /** Removes what a run needed to go on. */
  #clear(runId: string): void {
    savePlan(this.#context.db, runId, null);
    removeFolder(checkpointsOf(this.#context, runId));
    removeFolder(stagingOf(this.#context, runId));
  }

  async #forget(ids: readonly string[]): Promise<Forgotten> {
    const knows = (plan: RunPlan | null): boolean =>
      plan?.lessons.some(({ id }) => ids.includes(id)) === true;
    const current = this.current();
    if (current !== null && knows(this.#active?.plan ?? readPlan(this.#context.db, current.runId)))
      await this.cancel();
    const forgotten = forgetLessons(this.#context, ids);
    this.#context.hub.notify();
    return forgotten;
  }

  async #run(active: ActiveRun): Promise<void> {
    const { db, modelId } = this.#context;
    const { id, signal } = active;
    let { plan } = active;
    await this.#context.model();
    const compared = plan.lessons.slice(-COMPARED_LESSONS);
    const stack: AdapterStack = plan.adapterDir === null ? [] : [{ dir: plan.adapterDir }];

    if (plan.before === null || plan.rehearsal === null) {
      active.tell({ type: 'stage', runId: id, stage: 'asking-before' });
      const before = await this.#ask(compared, personalStack(this.#context, plan.adapterDir), signal);
      const rehearsal = plan.lessons.length === 0 ? [] : await this.#rehearsal(stack, signal);
      plan = { ...plan, before, rehearsal };
      savePlan(db, id, plan);
      this.#note(id, 'asked');
    }

    active.tell({ type: 'stage', runId: id, stage: 'training' });
    this.#note(id, 'training', active.progress.savedStep);
    const result = await this.#train(active, plan, stack);
    if (result === undefined) return;
    const outDir = join(stagingOf(this.#context, id), 'adapter');
    if (!existsSync(outDir)) {
      throw new LoamError('LEARNING_FAILED', 'Training ended without a result.', { hint: 'Start it again.' });
    }
    atomicWrite(join(outDir, TRAINED_MODEL_FILE), modelId());
    if (plan.adapterDir !== null) atomicWrite(join(outDir, TRAINED_ON_FILE), plan.adapterDir);
    saveRunDetails(db, id, {
      seed: plan.seed,
      practiceSeed: plan.practice.seed,
      rank: result.rank,
      alpha: result.alpha,
      steps: result.steps,
      learningRate: result.learningRate,
      parameters: result.parameters,
      bytes: result.bytes,
    });

    active.tell({ type: 'stage', runId: id, stage: 'asking-after' });
    const after = await this.#ask(compared, [...stack, { dir: outDir }], signal);
    const comparisons = compared.map(
      (lesson, i): Comparison => ({
        prompt: lesson.prompt,
        expected: lesson.answer,
        before: plan.before?.[i] ?? '',
        after: after[i] ?? '',
      }),
    );
    // From here on it answers.
    renameSync(outDir, runAdapterDir(this.#context, id));
    updateRun(db, id, { comparisons, adapterBytes: result.bytes });
  }

  /** Trains to the end; undefined when it was paused. */
  async #train(
    active: ActiveRun,
    plan: RunPlan,
    stack: AdapterStack,
  ): Promise<Extract<TrainingEvent, { type: 'done' }> | undefined> {
    const { db, worker } = this.#context;
    const { id, signal } = active;
    // A cancelled worker may still be writing, so it writes beside the place where adapters count, and into folders
    // whose parents it does not make: once those are removed, nothing comes back.
    mkdirSync(stagingOf(this.#context, id), { recursive: true });
    mkdirSync(checkpointsOf(this.#context, id), { recursive: true });
    active.checkpointDir = join(checkpointsOf(this.#context, id), 'training');
    const stream = trainThroughCrashes(
      worker,
      {
        examples: plan.lessons.map(({ prompt, answer }) => ({ prompt, answer })),
        replay: [...practiceItems(plan.practice), ...(plan.rehearsal ?? [])],
        adapters: [...stack],
        outDir: join(stagingOf(this.#context, id), 'adapter'),
        checkpointDir: active.checkpointDir,
        options: {
          seed: plan.seed,
          ...(plan.steps === undefined ? {} : { steps: plan.steps }),
          ...(plan.learningRate === undefined ? {} : { learningRate: plan.learningRate }),
          ...(plan.threads === undefined ? {} : { threads: plan.threads }),
        },
      },
      signal,
    );
    try {
      for await (const event of stream) {
        if (event.type === 'done') return event;
        if (event.type === 'paused') {
          this.#saved(active, event.step);
          return undefined;
        }
        appendCurvePoint(db, id, { step: event.step, loss: event.loss, heldOutLoss: event.heldOutLoss });
        if (event.savedStep > active.progress.savedStep) {
          saveStanding(db, id, { savedStep: event.savedStep });
          this.#note(id, 'saved', event.savedStep);
        }
        active.tell(event);
      }
      signal.throwIfAborted();
      throw new LoamError('LEARNING_FAILED', 'Training ended without a result.', { hint: 'Start it again.' });
    } finally {
      active.checkpointDir = null;
    }
  }

  #saved(active: ActiveRun, step: number): void {
    const point = active.progress.curve.find((known) => known.step === step);
    if (point !== undefined)
      active.tell({ type: 'step', ...point, steps: active.progress.steps, etaMs: 0, savedStep: step });
  }

  async #ask(
    lessons: readonly { readonly prompt: string }[],
    stack: AdapterStack,
    signal: AbortSignal | undefined,
  ): Promise<string[]> {
    const answers: string[] = [];
    for (const lesson of lessons) {
      answers.push(await this.#chat.answerOnce(lesson.prompt, stack, signal));
      // An aborted answer just ends; it must not count as what the model says.
      signal?.throwIfAborted();
    }
    return answers;
  }

  /** What the model answers to everyday questions now, to be practised so that it stays so. */
  async #rehearsal(stack: AdapterStack, signal: AbortSignal | undefined): Promise<Example[]> {
    const items: Example[] = [];
    for (const prompt of EVERYDAY_QUESTIONS) {
      const answer = await this.#chat.answerOnce(prompt, stack, signal);
      signal?.throwIfAborted();
      if (answer !== '') items.push({ prompt, answer });
    }
    return items;
  }

  #note(runId: string, what: RunLogLine['what'], step: number | null = null): void {
    addRunLog(this.#context.db, runId, { at: this.#context.now(), what, step });
  }

  #requireIdle(): void {
    if (this.#active === null) return;
    throw new LoamError('LEARNING_BUSY', 'A lesson is being learned already.', {
      hint: 'Wait for it or cancel it.',
    });
  }

  #requireLesson(id: string): Lesson {
    const lesson = findLesson(this.#context.db, id);
    if (lesson === null || lesson === undefined)
      throw new LoamError('LESSON_UNKNOWN', 'This lesson does not exist any more.');
    return withIdentifiers(lesson);
  }
}

function standing(
  run: LearningRun,
  state: LearningProgress['state'],
  kept: Pick<LearningProgress, 'pausedBy' | 'savedStep'> = { pausedBy: null, savedStep: 0 },
): LearningProgress {
  return {
    runId: run.id,
    state,
    stage: run.curve.length === 0 ? 'asking-before' : 'training',
    step: kept.savedStep,
    steps: 0,
    etaMs: null,
    ...kept,
    curve: run.curve.filter(({ step }) => step <= kept.savedStep),
  };
}

function practiceItems({ seed, count, families }: RunPlan['practice']): Example[] {
  const items =
    count === 0 ? [] : practiceSet({ seed, count, ...(families === undefined ? {} : { families }) });
  return items.map(({ prompt, answer }) => ({ prompt, answer }));
}
