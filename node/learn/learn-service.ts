import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Comparison, LearnEvent, LearningRun, Lesson } from '../../protocol/api/learn-schemas.ts';
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
  countLessons,
  deleteLesson,
  findLesson,
  insertLesson,
  type LessonOrigin,
  listLessons,
  markLessonsLearned,
  updateLesson,
} from '../database/lessons.ts';
import { type NodeContext, newRowId } from '../node-context.ts';
import {
  type AdapterStack,
  personalStack,
  runAdapterDir,
  TRAINED_MODEL_FILE,
  TRAINED_ON_FILE,
} from './adapter-stack.ts';
import { COMPARED_LESSONS, DEFAULT_PRACTICE_ITEMS, REMOVE_PAUSE_MS, REMOVE_TRIES } from './limits.ts';
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

/** Lessons and training runs. One run at a time. */
export class LearnService {
  readonly #context: NodeContext;
  readonly #chat: ChatService;
  readonly #network: () => NetworkAdapter;
  #running: string | null = null;

  constructor(context: NodeContext, chat: ChatService, network: () => NetworkAdapter) {
    this.#context = context;
    this.#chat = chat;
    this.#network = network;
  }

  /** Id of the run in progress. */
  get running(): string | null {
    return this.#running;
  }

  lessons(): Lesson[] {
    return listLessons(this.#context.db);
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
    const lesson: Lesson = { id: newRowId(this.#context), ...text, createdAt: now(), learnedAt: null };
    insertLesson(db, lesson, origin);
    return lesson;
  }

  /** Changes a lesson; it counts as not yet learned again. @throws LoamError `LESSON_UNKNOWN` */
  edit(id: string, text: { prompt: string; answer: string }): Lesson {
    this.#requireLesson(id);
    updateLesson(this.#context.db, id, text);
    return this.#requireLesson(id);
  }

  /** @throws LoamError `LESSON_UNKNOWN` */
  forget(id: string): void {
    this.#requireLesson(id);
    deleteLesson(this.#context.db, id);
  }

  /**
   * Trains on all lessons plus practice items, asks the lessons before and after.
   *
   * @throws LoamError `LEARNING_BUSY`, `LEARNING_NOTHING`, or what the worker reports
   */
  async *train(request: TrainRequest, signal?: AbortSignal): AsyncGenerator<LearnEvent, void, void> {
    if (this.#running !== null) {
      throw new LoamError('LEARNING_BUSY', 'A lesson is being learned already.', {
        hint: 'Wait for it or cancel it.',
      });
    }
    const { db, now } = this.#context;
    const lessons = this.lessons();
    const practice = practiceItems(request, this.#context);
    if (lessons.length === 0 && practice.items.length === 0) {
      throw new LoamError('LEARNING_NOTHING', 'There is nothing to learn yet.', {
        hint: 'Teach a lesson first.',
      });
    }
    const base = this.#network();
    const run: LearningRun = {
      id: newRowId(this.#context),
      state: 'running',
      startedAt: now(),
      finishedAt: null,
      baseVersion: base.version,
      lessons: lessons.length,
      practiceItems: practice.items.length,
      curve: [],
      comparisons: [],
      adapterBytes: null,
      error: null,
    };
    insertRun(db, run);
    this.#running = run.id;
    this.#context.hub.notify();
    let state: LearningRun['state'] = 'cancelled';
    let failure: string | null = null;
    try {
      yield* this.#run(run, { lessons, practice, base, request }, signal);
      state = 'done';
    } catch (error) {
      if (signal?.aborted !== true) {
        state = 'failed';
        failure = LoamError.wrap('LEARNING_FAILED', error).message;
        throw error;
      }
    } finally {
      this.#running = null;
      updateRun(db, run.id, { state, finishedAt: now(), error: failure });
      removeFolder(this.#checkpointsOf(run.id));
      removeFolder(this.#stagingOf(run.id));
      if (state !== 'done') removeFolder(runAdapterDir(this.#context, run.id));
      this.#context.hub.notify();
    }
    if (state === 'done') {
      // A lesson that was edited meanwhile is not learned yet.
      const same = lessons.filter(({ id, prompt, answer }) => {
        const kept = findLesson(db, id);
        return kept?.prompt === prompt && kept.answer === answer;
      });
      markLessonsLearned(
        db,
        same.map((lesson) => lesson.id),
        now(),
      );
      yield { type: 'done', run: this.requireRun(run.id) };
    }
  }

  /** @throws LoamError `RUN_UNKNOWN` */
  requireRun(id: string): LearningRun {
    const run = findRun(this.#context.db, id);
    if (run === null || run === undefined)
      throw new LoamError('RUN_UNKNOWN', 'This training run does not exist.');
    return run;
  }

  async *#run(
    run: LearningRun,
    task: { lessons: Lesson[]; practice: PracticeItems; base: NetworkAdapter; request: TrainRequest },
    signal: AbortSignal | undefined,
  ): AsyncGenerator<LearnEvent, void, void> {
    const { db, worker } = this.#context;
    await this.#context.model();
    const compared = task.lessons.slice(-COMPARED_LESSONS);
    const stack: AdapterStack = task.base.adapterDir === null ? [] : [{ dir: task.base.adapterDir }];

    yield { type: 'stage', runId: run.id, stage: 'asking-before' };
    const before = await this.#ask(compared, personalStack(this.#context, task.base.adapterDir), signal);

    const rehearsal = task.lessons.length === 0 ? [] : await this.#rehearsal(stack, signal);

    yield { type: 'stage', runId: run.id, stage: 'training' };
    // A cancelled worker may still be writing, so it writes beside the place where adapters count, and into folders
    // whose parents it does not make: once those are removed, nothing comes back.
    const outDir = join(this.#stagingOf(run.id), 'adapter');
    mkdirSync(this.#stagingOf(run.id), { recursive: true });
    mkdirSync(this.#checkpointsOf(run.id), { recursive: true });
    const seed = task.request.seed ?? run.id;
    const stream = trainThroughCrashes(
      worker,
      {
        examples: task.lessons.map(({ prompt, answer }) => ({ prompt, answer })),
        replay: [...task.practice.items, ...rehearsal],
        adapters: [...stack],
        outDir,
        checkpointDir: join(this.#checkpointsOf(run.id), 'training'),
        options: {
          seed,
          ...(task.request.steps === undefined ? {} : { steps: task.request.steps }),
          ...(task.request.learningRate === undefined ? {} : { learningRate: task.request.learningRate }),
        },
      },
      signal,
    );
    let result: Extract<TrainingEvent, { type: 'done' }> | undefined;
    for await (const event of stream) {
      if (event.type === 'done') {
        result = event;
        break;
      }
      appendCurvePoint(db, run.id, { step: event.step, loss: event.loss, heldOutLoss: event.heldOutLoss });
      yield event;
    }
    signal?.throwIfAborted();
    if (result === undefined || !existsSync(outDir)) {
      throw new LoamError('LEARNING_FAILED', 'Training ended without a result.', { hint: 'Start it again.' });
    }
    atomicWrite(join(outDir, TRAINED_MODEL_FILE), this.#context.modelId());
    if (task.base.adapterDir !== null) atomicWrite(join(outDir, TRAINED_ON_FILE), task.base.adapterDir);
    const adapterDir = runAdapterDir(this.#context, run.id);
    renameSync(outDir, adapterDir);
    saveRunDetails(db, run.id, {
      seed,
      practiceSeed: task.practice.seed,
      rank: result.rank,
      alpha: result.alpha,
      steps: result.steps,
      learningRate: result.learningRate,
      parameters: result.parameters,
      bytes: result.bytes,
    });

    yield { type: 'stage', runId: run.id, stage: 'asking-after' };
    const after = await this.#ask(compared, [...stack, { dir: adapterDir }], signal);
    const comparisons = compared.map(
      (lesson, i): Comparison => ({
        prompt: lesson.prompt,
        expected: lesson.answer,
        before: before[i] ?? '',
        after: after[i] ?? '',
      }),
    );
    updateRun(db, run.id, { comparisons, adapterBytes: result.bytes });
  }

  async #ask(
    lessons: readonly Lesson[],
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

  #stagingOf(runId: string): string {
    return join(this.#context.folder.paths.staging, `run-${runId}`);
  }

  #checkpointsOf(runId: string): string {
    return join(this.#context.folder.paths.checkpoints, `run-${runId}`);
  }

  #requireLesson(id: string): Lesson {
    const lesson = findLesson(this.#context.db, id);
    if (lesson === null || lesson === undefined)
      throw new LoamError('LESSON_UNKNOWN', 'This lesson does not exist any more.');
    return lesson;
  }
}

interface PracticeItems {
  readonly seed: string;
  readonly items: { prompt: string; answer: string }[];
}

/** Also while a worker writes into it. */
function removeFolder(dir: string): void {
  try {
    rmSync(dir, { recursive: true, force: true, maxRetries: REMOVE_TRIES, retryDelay: REMOVE_PAUSE_MS });
  } catch {
    // The next start empties these folders; how the run ended must be told all the same.
  }
}

function practiceItems(request: TrainRequest, context: NodeContext): PracticeItems {
  const seed = request.practice?.seed ?? Buffer.from(context.random(16)).toString('hex');
  const count = request.practice?.count ?? DEFAULT_PRACTICE_ITEMS;
  const families = request.practice?.families;
  const items =
    count === 0 ? [] : practiceSet({ seed, count, ...(families === undefined ? {} : { families }) });
  return { seed, items: items.map(({ prompt, answer }) => ({ prompt, answer })) };
}
