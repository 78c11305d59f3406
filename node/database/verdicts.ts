import { z } from 'zod';
import type { JsonValue } from '../../protocol/encoding/canonical-json.ts';
import { addressSchema, bytes32Schema, type Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_DETAILS_CHARS } from './limits.ts';
import type { Database, SqlValue } from './open-database.ts';
import { jsonColumn, parseColumn, type Row, readRow } from './read-row.ts';

const integer = z
  .string()
  .regex(/^-?\d{1,78}$/)
  .transform(BigInt);

const dutySchema = z.object({
  network: z.string(),
  validator: addressSchema,
  epoch: integer,
  index: integer,
  /** `decided` the verdict stands here; `committed` its hash is on chain; `revealed` the verdict is; `closed` settled. */
  state: z.enum(['decided', 'committed', 'revealed', 'closed']),
  pass: z.boolean(),
  utilityPpm: integer,
  uniquenessPpm: z.number().int(),
  /** Round of committees in which the seat was drawn, from 1. */
  round: z.number().int(),
  digest: bytes32Schema,
  salt: bytes32Schema,
  commitment: bytes32Schema,
  signature: z.custom<Hex>((v) => typeof v === 'string' && /^0x[0-9a-f]{130}$/.test(v)).nullable(),
  outcome: z.string().nullable(),
  evidence: z.unknown(),
  decidedAt: z.number(),
  updatedAt: z.number(),
});

/** A validator's duty for one submission, from the moment it has decided. */
export type Duty = z.infer<typeof dutySchema>;

/** Names one duty. `network` is the network's id. */
export interface DutyKey {
  readonly network: string;
  readonly validator: Hex;
  readonly epoch: bigint;
  readonly index: bigint;
}

/** What a validator found, with the salt and commitment that hide it. `evidence` is kept beside it, at most 64 KiB of JSON. */
export interface Decision {
  readonly pass: boolean;
  readonly utilityPpm: bigint;
  /** 0 (a copy) to 1,000,000. */
  readonly uniquenessPpm: number;
  /** Round of committees in which the seat was drawn, from 1. */
  readonly round: number;
  readonly digest: Hex;
  readonly salt: Hex;
  readonly commitment: Hex;
  readonly evidence?: JsonValue;
}

const COLUMNS = `network, validator, epoch, submission AS "index", state, pass, utility_ppm AS utilityPpm,
  uniqueness_ppm AS uniquenessPpm, round, digest,
  salt, commitment, signature, outcome, evidence, decided_at AS decidedAt, updated_at AS updatedAt`;
const KEY = 'network = ? AND validator = ? AND epoch = ? AND submission = ?';
const STATES: readonly Duty['state'][] = ['decided', 'committed', 'revealed', 'closed'];

const keyOf = (key: DutyKey): SqlValue[] => [
  key.network,
  key.validator.toLowerCase(),
  String(key.epoch),
  String(key.index),
];

function read(row: unknown): Duty {
  const { pass, evidence } = row as Row;
  return readRow('verdicts', dutySchema, {
    ...(row as Row),
    pass: pass === 1,
    evidence: parseColumn('verdicts', evidence),
  });
}

/**
 * Decides a duty, once and for all, before anything leaves the node. When it is decided already, the stored
 * decision is returned (with its salt) if it says the same, so that a restarted validator goes on with it.
 *
 * @throws LoamError `VERDICT_ALREADY_DECIDED` when the stored verdict differs: signing both would be an offence
 */
export function decideDuty(db: Database, key: DutyKey, decision: Decision, now: number): Duty {
  return db.transaction(() => {
    const before = findDuty(db, key);
    if (before !== undefined) {
      const same =
        before.pass === decision.pass &&
        before.utilityPpm === decision.utilityPpm &&
        before.uniquenessPpm === decision.uniquenessPpm &&
        before.digest === decision.digest;
      if (same) return before;
      throw new LoamError(
        'VERDICT_ALREADY_DECIDED',
        `This validator has already decided on submission ${key.index} of epoch ${key.epoch}, differently.`,
        { hint: 'The first verdict stands. Two runs of the same check must agree; look at the runtime.' },
      );
    }
    db.run(
      `INSERT INTO verdicts (network, validator, epoch, submission, state, pass, utility_ppm, uniqueness_ppm,
        round, digest, salt, commitment, evidence, decided_at, updated_at)
        VALUES (?, ?, ?, ?, 'decided', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        ...keyOf(key),
        decision.pass ? 1 : 0,
        String(decision.utilityPpm),
        decision.uniquenessPpm,
        decision.round,
        decision.digest,
        decision.salt,
        decision.commitment,
        jsonColumn(decision.evidence ?? null, MAX_DETAILS_CHARS),
        now,
        now,
      ],
    );
    return requireDuty(db, key);
  });
}

/** Forgets a decision on a question that the chain has taken back; nothing of it may have left the node. */
export function forgetDuty(db: Database, key: DutyKey): void {
  db.run(`DELETE FROM verdicts WHERE ${KEY}`, keyOf(key));
}

/** Notes that the commitment is on chain. */
export function markCommitted(db: Database, key: DutyKey, now: number): Duty {
  return advance(db, key, 'committed', now);
}

/** Keeps the signature over the attestation. */
export function saveSignature(db: Database, key: DutyKey, signature: Hex, now: number): Duty {
  requireDuty(db, key);
  db.run(`UPDATE verdicts SET signature = ?, updated_at = ? WHERE ${KEY}`, [signature, now, ...keyOf(key)]);
  return requireDuty(db, key);
}

/** Notes that the verdict is on chain. */
export function markRevealed(db: Database, key: DutyKey, now: number): Duty {
  return advance(db, key, 'revealed', now);
}

/** Notes how the submission was settled, in words. */
export function closeDuty(db: Database, key: DutyKey, outcome: string, now: number): Duty {
  advance(db, key, 'closed', now);
  db.run(`UPDATE verdicts SET outcome = ? WHERE ${KEY}`, [outcome, ...keyOf(key)]);
  return requireDuty(db, key);
}

/** One duty, if it was decided. */
export function findDuty(db: Database, key: DutyKey): Duty | undefined {
  const row = db.get(`SELECT ${COLUMNS} FROM verdicts WHERE ${KEY}`, keyOf(key));
  return row === undefined ? undefined : read(row);
}

/** The duties of a validator in a network, oldest first; of one epoch when given. */
export function listDuties(
  db: Database,
  filter: { network: string; validator: Hex; epoch?: bigint | undefined },
): Duty[] {
  const where = filter.epoch === undefined ? '' : 'AND epoch = ?';
  const values = [filter.network, filter.validator.toLowerCase()];
  return db
    .all(
      `SELECT ${COLUMNS} FROM verdicts WHERE network = ? AND validator = ? ${where}
        ORDER BY length(epoch), epoch, length(submission), submission`,
      filter.epoch === undefined ? values : [...values, String(filter.epoch)],
    )
    .map(read);
}

/** The duties that are not closed yet. */
export function listOpenDuties(db: Database, filter: { network: string; validator: Hex }): Duty[] {
  return listDuties(db, filter).filter((duty) => duty.state !== 'closed');
}

/** States only go forward, so a late or repeated note changes nothing. */
function advance(db: Database, key: DutyKey, state: Duty['state'], now: number): Duty {
  const before = requireDuty(db, key);
  if (STATES.indexOf(state) > STATES.indexOf(before.state)) {
    db.run(`UPDATE verdicts SET state = ?, updated_at = ? WHERE ${KEY}`, [state, now, ...keyOf(key)]);
  }
  return requireDuty(db, key);
}

function requireDuty(db: Database, key: DutyKey): Duty {
  const duty = findDuty(db, key);
  if (duty !== undefined) return duty;
  throw new LoamError(
    'VERDICT_UNKNOWN',
    `Nothing was decided on submission ${key.index} of epoch ${key.epoch}.`,
  );
}
