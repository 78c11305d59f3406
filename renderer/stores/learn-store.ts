import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  AutoLearning,
  CurvePoint,
  Forgotten,
  LearnEvent,
  LearningProgress,
  LearningRun,
  LearningScheduleChange,
  Lesson,
  PrivacyLedger,
  RunLogLine,
} from '../../protocol/api/learn-schemas.ts';
import type { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NodeClient } from '../transport/node-client.ts';
import { fetchError, toLoamError } from './to-loam-error.ts';

/** A training run as the page watches it. */
export interface LiveRun {
  readonly stage: 'starting' | 'asking-before' | 'training' | 'asking-after';
  readonly step: number;
  /** 0 until the first step. */
  readonly steps: number;
  /** Steps that are safe on disk. */
  readonly savedStep: number;
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
  /** The run that is paused, while none is going on. */
  readonly paused: LearningProgress | null;
  /** Whether a word to pause, go on or give up is on its way. */
  readonly busy: boolean;
  /** How learning by itself stands; null until it was asked. */
  readonly auto: AutoLearning | null;
  /** What the last forgetting did; null when nothing needs to be said about it. */
  readonly forgotten: Forgotten | null;
  /** What happened in a run that was looked at. */
  readonly log: { readonly runId: string; readonly lines: readonly RunLogLine[] } | null;
  /** Programs that run now; null until somebody wants to choose one. */
  readonly programs: readonly string[] | null;
  readonly privacy: PrivacyLedger | null;
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
  /** Removes what was learned from a chat. */
  forgetChat(chatId: string): Promise<void>;
  /** Whether a lesson is learned although something personal was found in it. */
  allow(id: string, allowed: boolean): Promise<void>;
  /** Begins a run, whatever the rules say. */
  learn(): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  cancel(): Promise<void>;
  refreshAuto(): Promise<void>;
  setSchedule(change: LearningScheduleChange): Promise<void>;
  answerConsent(runId: string, answer: 'share' | 'keep' | 'always'): Promise<void>;
  loadLog(runId: string): Promise<void>;
  loadPrograms(): Promise<void>;
  loadPrivacy(): Promise<void>;
  askAgain(prompt: string): Promise<void>;
  dismissErrors(): void;
}

/** The state of the learn store. */
export type LearnStore = StoreApi<LearnState>;

const STARTING: LiveRun = {
  stage: 'starting',
  step: 0,
  steps: 0,
  savedStep: 0,
  etaMs: null,
  curve: [],
};

/** Store of lessons and learning. */
export function createLearnStore(client: NodeClient): LearnStore {
  let watching = false;
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
    /** Follows the run in progress, whoever began it; it goes on when the page leaves. */
    const watch = async (): Promise<void> => {
      if (watching) return;
      watching = true;
      try {
        for await (const event of await client.learn.watch()) {
          if (event.type === 'standing') set({ live: liveFrom(event.progress), paused: null });
          else if (event.type === 'done') set({ runs: newestFirst([...get().runs, event.run]) });
          else set({ live: withLearnEvent(get().live ?? STARTING, event) });
        }
      } catch (error) {
        set({ learnError: toLoamError(error) });
      } finally {
        watching = false;
        set({ live: null });
      }
      await get().refresh();
    };
    const say = async (work: () => Promise<unknown>): Promise<void> => {
      if (get().busy) return;
      set({ busy: true, learnError: null });
      try {
        await work();
      } catch (error) {
        set({ learnError: toLoamError(error), ...(watching ? {} : { live: null }) });
      } finally {
        set({ busy: false });
        await get().refresh();
      }
    };
    return {
      lessons: [],
      runs: [],
      loaded: false,
      live: null,
      paused: null,
      busy: false,
      auto: null,
      forgotten: null,
      log: null,
      programs: null,
      privacy: null,
      asked: null,
      lessonError: null,
      learnError: null,
      refresh: async () => {
        try {
          const [lessons, runs, current] = await Promise.all([
            client.learn.lessons(),
            client.learn.runs(),
            client.learn.current(),
          ]);
          const paused = current?.state === 'paused' ? current : null;
          set({ lessons, runs: newestFirst(runs), paused, loaded: true });
          if (current?.state !== 'running' && !watching) set({ live: null });
          if (current?.state === 'running') void watch();
          void get().refreshAuto();
        } catch (error) {
          set({ lessonError: fetchError(error) });
        }
      },
      teach: (text) => change(() => client.learn.teach(text)),
      edit: (id, text) => change(() => client.learn.edit({ id, ...text })),
      forget: async (id) => {
        await change(async () => set({ forgotten: await client.learn.forget({ id }) }));
        await get().refresh();
      },
      forgetChat: async (chatId) => {
        await change(async () => set({ forgotten: await client.learn.forgetChat({ chatId }) }));
        await get().refresh();
      },
      allow: async (id, allowed) => {
        await change(() => client.learn.allow({ id, allowed }));
        await get().refreshAuto();
      },
      learn: () =>
        say(async () => {
          set({ live: STARTING, paused: null });
          await client.learn.start({});
        }),
      pause: () => say(() => client.learn.pause()),
      resume: () => say(() => client.learn.resume()),
      cancel: () => say(() => client.learn.cancel()),
      refreshAuto: async () => {
        try {
          set({ auto: await client.learn.schedule() });
        } catch {
          // Shown as not known; the connection's own notice says why.
        }
      },
      setSchedule: async (change) => {
        try {
          set({ auto: await client.learn.setSchedule(change) });
        } catch (error) {
          set({ learnError: toLoamError(error) });
        }
      },
      answerConsent: (runId, answer) =>
        say(async () => {
          set({ auto: await client.learn.answerConsent({ runId, answer }) });
        }),
      loadLog: async (runId) => {
        try {
          set({ log: { runId, lines: await client.learn.log({ runId }) } });
        } catch (error) {
          set({ learnError: toLoamError(error) });
        }
      },
      loadPrograms: async () => {
        try {
          set({ programs: await client.learn.programs() });
        } catch (error) {
          set({ learnError: toLoamError(error) });
        }
      },
      loadPrivacy: async () => {
        try {
          set({ privacy: await client.learn.privacy() });
        } catch (error) {
          set({ learnError: toLoamError(error) });
        }
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
      dismissErrors: () => set({ lessonError: null, learnError: null, forgotten: null }),
    };
  });
}

/** A run as the page watches it, from how it stands. */
function liveFrom({ stage, step, steps, savedStep, etaMs, curve }: LearningProgress): LiveRun {
  return { stage, step, steps, savedStep, etaMs, curve };
}

/** The run in progress after one event of its stream. */
export function withLearnEvent(live: LiveRun, event: Exclude<LearnEvent, { type: 'done' }>): LiveRun {
  if (event.type === 'stage') return { ...live, stage: event.stage, etaMs: null };
  const { step, steps, loss, heldOutLoss, etaMs, savedStep } = event;
  return {
    stage: 'training',
    step,
    steps,
    savedStep,
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
