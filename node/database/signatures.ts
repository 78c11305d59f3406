import { z } from 'zod';
import { bytes32Schema } from '../../protocol/encoding/hex.ts';
import type { SigningRequest } from '../keys/signer.ts';
import { getState, setState } from './network-state.ts';
import type { Database } from './open-database.ts';
import { readRow } from './read-row.ts';

const keptSignatureSchema = z.object({
  id: z.string(),
  at: z.number(),
  kind: z.enum(['transaction', 'typed data', 'message']),
  chainId: z.number().nullable(),
  target: z.string().nullable(),
  subject: z.string().nullable(),
  digest: bytes32Schema,
});
/** A signature that the account gave, as it was written down before. Times are milliseconds since 1970. */
export type KeptSignature = z.infer<typeof keptSignatureSchema>;

/** Writes down what is about to be signed. */
export function insertSignature(db: Database, id: string, at: number, request: SigningRequest): void {
  db.run(
    'INSERT INTO signatures (id, at, kind, chain_id, target, subject, digest) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [id, at, request.kind, request.chainId, request.target, request.subject, request.digest],
  );
}

/** Adds every signature of `from` that `to` does not have yet. */
export function copySignatures(from: Database, to: Database): void {
  const since = getState(to, '', 'copied signatures') ?? '';
  const rows = from.all(
    'SELECT id, at, kind, chain_id, target, subject, digest FROM signatures WHERE id > ? ORDER BY id',
    [since],
  ) as Record<'id' | 'kind' | 'target' | 'subject' | 'digest', string>[] &
    Record<'at' | 'chain_id', number>[];
  to.transaction(() => {
    for (const { id, at, kind, chain_id, target, subject, digest } of rows) {
      to.run(
        'INSERT OR IGNORE INTO signatures (id, at, kind, chain_id, target, subject, digest) VALUES (?, ?, ?, ?, ?, ?, ?)',
        [id, at, kind, chain_id, target, subject, digest],
      );
    }
    const last = rows.at(-1);
    if (last !== undefined) setState(to, '', 'copied signatures', last.id);
  });
}

/** The newest `limit` signatures older than the row `before` (all when null), newest first. */
export function listSignatures(db: Database, before: string | null, limit: number): KeptSignature[] {
  return db
    .all(
      'SELECT id, at, kind, chain_id AS chainId, target, subject, digest FROM signatures WHERE ? IS NULL OR id < ? ORDER BY id DESC LIMIT ?',
      [before, before, limit],
    )
    .map((row) => readRow('signatures', keptSignatureSchema, row));
}

/** How many there are. */
export function countSignatures(db: Database): number {
  return (db.get('SELECT count(*) AS count FROM signatures') as { count: number }).count;
}
