import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CurvePoint, LearnEvent, LearningRun, Lesson } from '../../protocol/api/learn-schemas.ts';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NodeClient } from '../transport/node-client.ts';
import { fetchError, toLoamError } from './to-loam-error.ts';

/** A training run as the page watches it. */
export interface LiveRun {
  readonly stage: 'starting' | 'asking-before' | 'training' | 'asking-after';
  readonly step: number;
  /** 0 until the first step. */
  readonly steps: number;
  readonly etaMs: number | null;
  readonly curve: readonly CurvePoint[];
}

/** A question asked again from Learn. */
export interface AskedAgain {
  readonly prompt: string;
  readonly answer: string;
  readonly busy: boolean;
}

/** Lessons, training runs, and the run in progress. */
export interface LearnState {
  readonly lessons: readonly Lesson[];
  /** Newest first. */
  readonly runs: readonly LearningRun[];
  readonly loaded: boolean;
  readonly live: LiveRun | null;
  readonly asked: AskedAgain | null;
  /** What went wrong with the list of lessons. */
  readonly lessonError: LoamError | null;
  /** What went wrong with learning or asking. */
  readonly learnError: LoamError | null;
  refresh(): Promise<void>;
  /** Resolves to whether it was kept. */
  teach(text: { prompt: string; answer: string }): Promise<boolean>;
  edit(id: string, text: { prompt: string; answer: string }): Promise<boolean>;
  forget(id: string): Promise<void>;
  learn(): Promise<void>;
  cancel(): void;
  askAgain(prompt: string): Promise<void>;
  dismissErrors(): void;
}

/** The state of the learn store. */
export type LearnStore = StoreApi<LearnState>;

const STARTING: LiveRun = { stage: 'starting', step: 0, steps: 0, etaMs: null, curve: [] };

/** Store of lessons and learning. */
export function createLearnStore(client: NodeClient): LearnStore {
  let training: AbortController | null = null;
  return createStore<LearnState>((set, get) => {
    const change = async (work: () => Promise<unknown>): Promise<boolean> => {
      try {
        await work();
        set({ lessons: await client.learn.lessons(), lessonError: null });
        return true;
      } catch (error) {
        set({ lessonError: toLoamError(error) });
        return false;
      }
    };
    return {
      lessons: [],
      runs: [],
      loaded: false,
      live: null,
      asked: null,
      lessonError: null,
      learnError: null,
      refresh: async () => {
        try {
          const [lessons, runs] = await Promise.all([client.learn.lessons(), client.learn.runs()]);
          set({ lessons, runs: newestFirst(runs), loaded: true });
        } catch (error) {
          set({ lessonError: fetchError(error) });
        }
      },
      teach: (text) => change(() => client.learn.teach(text)),
      edit: (id, text) => change(() => client.learn.edit({ id, ...text })),
      forget: async (id) => {
        await change(() => client.learn.forget({ id }));
      },
      learn: async () => {
        if (training !== null) return;
        const mine = new AbortController();
        training = mine;
        set({ live: STARTING, learnError: null });
        try {
          for await (const event of await client.learn.train({}, { signal: mine.signal })) {
            if (mine.signal.aborted) break;
            if (event.type === 'done') set({ runs: newestFirst([...get().runs, event.run]) });
            else set({ live: withLearnEvent(get().live ?? STARTING, event) });
          }
        } catch (error) {
          if (!mine.signal.aborted) set({ learnError: toLoamError(error) });
        } finally {
          if (training === mine) {
            training = null;
            set({ live: null });
          }
          await get().refresh();
        }
      },
      cancel: () => {
        training?.abort();
        training = null;
        set({ live: null });
      },
      askAgain: async (prompt) => {
        if (get().asked?.busy) return;
        set({ asked: { prompt, answer: '', busy: true }, learnError: null });
        try {
          await askOnce(client, prompt, (answer) => set({ asked: { prompt, answer, busy: true } }));
        } catch (error) {
          set({ learnError: toLoamError(error) });
        } finally {
          set({ asked: { prompt, answer: get().asked?.answer ?? '', busy: false } });
        }
      },
      dismissErrors: () => set({ lessonError: null, learnError: null }),
    };
  });
}

/** The run in progress after one event of its stream. */
export function withLearnEvent(live: LiveRun, event: Exclude<LearnEvent, { type: 'done' }>): LiveRun {
  if (event.type === 'stage') return { ...live, stage: event.stage, etaMs: null };
  const { step, steps, loss, heldOutLoss, etaMs } = event;
  return {
    stage: 'training',
    step,
    steps,
    etaMs,
    curve: [...live.curve.filter((point) => point.step < step), { step, loss, heldOutLoss }],
  };
}

/** Asks in a chat that lives for this one question. */
async function askOnce(client: NodeClient, prompt: string, onText: (answer: string) => void): Promise<void> {
  const { id: chatId } = await client.chat.create({ title: prompt.slice(0, 80) });
  try {
    let answer = '';
    for await (const event of await client.chat.send({ chatId, text: prompt })) {
      if (event.type === 'text') answer += event.text;
      if (event.type === 'done') answer = event.answer.text;
      onText(answer);
    }
  } finally {
    await client.chat.remove({ chatId });
  }
}

function newestFirst(runs: readonly LearningRun[]): LearningRun[] {
  return [...runs].sort((a, b) => b.startedAt - a.startedAt);
}
