import { z } from 'zod';
import { selfEvaluationSchema } from '../../protocol/bundle/bundle-schemas.ts';
import { bytes32Schema } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { getState, setState } from '../database/network-state.ts';
import type { Database } from '../database/open-database.ts';
import { MAX_CANARIES } from './limits.ts';

/** A canary of this node: what its seal says and how far it is. */
export const canaryRecordSchema = z.strictObject({
  /** CID of its bundle. */
  cid: z.string().max(80),
  baseVersion: z.number().int().nonnegative(),
  /** The answer that is sealed in the seed of `evaluation`, and the salt that opens it. */
  pass: z.boolean(),
  utilityPpm: z.number().int(),
  salt: bytes32Schema,
  evaluation: selfEvaluationSchema,
  /**
   * ready: packed. sent: its transaction may be on its way. placed: in an epoch. proven: its committee, the first or a
   * larger one, came to the sealed answer. refuted: it did not. lost: never judged, or not opened in time.
   */
  state: z.enum(['ready', 'sent', 'placed', 'proven', 'refuted', 'lost']),
  epoch: z.number().int().nullable(),
  index: z.number().int().nullable(),
  /** Whether its seal was opened, and whether a larger committee had to judge then. */
  opened: z.boolean(),
  rerun: z.boolean(),
});
export type CanaryRecord = z.infer<typeof canaryRecordSchema>;

const KEY = 'canaries';

/** The canaries of one network, oldest first, kept in the database: without its salt a canary cannot be opened. */
export class CanaryBook {
  readonly #db: Database;
  readonly #network: string;

  constructor(db: Database, network: string) {
    this.#db = db;
    this.#network = network;
  }

  /** @throws LoamError `CANARIES_DAMAGED` */
  list(): CanaryRecord[] {
    const text = getState(this.#db, this.#network, KEY);
    if (text === null) return [];
    try {
      return z.array(canaryRecordSchema).parse(JSON.parse(text));
    } catch (cause) {
      throw new LoamError('CANARIES_DAMAGED', 'The list of planted canaries cannot be read.', { cause });
    }
  }

  /** Adds a canary or replaces the one with the same bundle. */
  save(record: CanaryRecord): void {
    this.#db.transaction(() => {
      const others = this.list().filter(({ cid }) => cid !== record.cid);
      const kept = [...others, record];
      const ended = kept.filter((r) => isEnded(r)).slice(0, Math.max(0, kept.length - MAX_CANARIES));
      setState(this.#db, this.#network, KEY, JSON.stringify(kept.filter((r) => !ended.includes(r))));
    });
  }
}

/** Whether nothing more happens to a canary. */
export function isEnded({ state }: CanaryRecord): boolean {
  return state === 'proven' || state === 'refuted' || state === 'lost';
}
