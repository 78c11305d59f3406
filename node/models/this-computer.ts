import { z } from 'zod';
import { modelIdSchema } from '../../protocol/api/models-schemas.ts';
import { getState, setState } from '../database/network-state.ts';
import type { Database } from '../database/open-database.ts';

/** Where these settings lie in the table of states: they belong to no network. */
const PLACE = 'this computer';
const KEY = 'models';

const storedSchema = z.strictObject({
  /** The chosen model; null: the bundled one. */
  model: modelIdSchema.nullable(),
  /** Threads of the model process; null: as the host thinks best. */
  threads: z.number().int().min(1).max(64).nullable(),
  /** Where downloaded models are kept; null: in the data folder. */
  folder: z.string().max(4_096).nullable(),
  /** The last measurement of this computer's speed. */
  speed: z
    .strictObject({ tokensPerSecond: z.number().positive(), parameters: z.number().positive() })
    .nullable(),
});
type Stored = z.infer<typeof storedSchema>;

const NOTHING: Stored = { model: null, threads: null, folder: null, speed: null };

/** What the owner chose for this computer, and what was measured on it; kept over restarts. */
export class ThisComputer {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** What is kept; nothing chosen when it cannot be read. */
  get settings(): Stored {
    const text = getState(this.#db, PLACE, KEY);
    if (text === null) return NOTHING;
    try {
      return storedSchema.parse(JSON.parse(text));
    } catch {
      return NOTHING;
    }
  }

  change(change: Partial<Stored>): void {
    setState(this.#db, PLACE, KEY, JSON.stringify(storedSchema.parse({ ...this.settings, ...change })));
  }
}
