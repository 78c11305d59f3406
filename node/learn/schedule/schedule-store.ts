import { z } from 'zod';
import { rowIdSchema } from '../../../protocol/api/chat-schemas.ts';
import {
  type LearningSchedule,
  type LearningScheduleChange,
  learningScheduleSchema,
} from '../../../protocol/api/learn-schemas.ts';
import { getState, setState } from '../../database/network-state.ts';
import type { Database } from '../../database/open-database.ts';

/** Where the schedule lies in the table of states: it belongs to no network. */
const PLACE = 'this computer';
const KEY = 'learning schedule';

const storedSchema = z.strictObject({
  schedule: learningScheduleSchema,
  /** The newest update that came about by itself, and what was decided about sharing it. */
  update: z
    .strictObject({
      runId: rowIdSchema,
      network: z.string().max(200).nullable(),
      utilityPpm: z.number().int().nullable(),
      consent: z.enum(['not asked', 'asked', 'given', 'refused']),
    })
    .nullable(),
});
type Stored = z.infer<typeof storedSchema>;

/** An update that came about by itself. */
export type AutoUpdate = NonNullable<Stored['update']>;

/** Off until the owner wants it; then carefully. */
export const DEFAULT_SCHEDULE: LearningSchedule = {
  enabled: false,
  paused: false,
  rules: { idleMinutes: 5, batteryPercent: null, hours: null, maxLoad: 0.5 },
  minLessons: 3,
  alwaysShare: [],
};

/** The schedule and the update it last led to, kept over restarts. */
export class ScheduleStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  get schedule(): LearningSchedule {
    return this.#read().schedule;
  }

  get update(): AutoUpdate | null {
    return this.#read().update;
  }

  /** @param network id of the network that `share` is about; null leaves the list as it is */
  change(change: LearningScheduleChange, network: string | null): void {
    const { share, rules, ...plain } = change;
    const before = this.#read();
    // A pause without an end, and the end of one, both forget when an earlier one would have ended.
    const until =
      change.paused === undefined ? {} : { pausedUntil: (change.paused && change.pausedUntil) || null };
    const chosen = (list: readonly string[], when: 'always' | 'never'): string[] => {
      if (share === undefined || network === null) return [...list];
      const others = list.filter((id) => id !== network);
      return share === when ? [...others, network] : others;
    };
    this.#write({
      ...before,
      schedule: learningScheduleSchema.parse({
        ...before.schedule,
        ...plain,
        ...until,
        rules: { ...before.schedule.rules, ...rules },
        alwaysShare: chosen(before.schedule.alwaysShare, 'always'),
        ...(share === undefined ? {} : { neverShare: chosen(before.schedule.neverShare ?? [], 'never') }),
      }),
    });
  }

  saveUpdate(update: AutoUpdate): void {
    this.#write({ ...this.#read(), update });
  }

  /** What is kept; the careful defaults when nothing is, or when it cannot be read: then nobody's consent counts. */
  #read(): Stored {
    const text = getState(this.#db, PLACE, KEY);
    if (text === null) return { schedule: DEFAULT_SCHEDULE, update: null };
    try {
      return storedSchema.parse(JSON.parse(text));
    } catch {
      return { schedule: DEFAULT_SCHEDULE, update: null };
    }
  }

  #write(stored: Stored): void {
    setState(this.#db, PLACE, KEY, JSON.stringify(stored));
  }
}
