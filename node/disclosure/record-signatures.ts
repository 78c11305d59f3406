import { randomBytes } from 'node:crypto';
import type { Database } from '../database/open-database.ts';
import { rowIdSequence } from '../database/row-id.ts';
import { insertSignature } from '../database/signatures.ts';
import type { Signer } from '../keys/signer.ts';

/** Writes each signature of the account to `db` before it is given. */
export function recordSignatures(signer: Signer, db: Database): void {
  const nextRowId = rowIdSequence(Date.now, (bytes) => new Uint8Array(randomBytes(bytes)));
  signer.recordWith((request) => insertSignature(db, nextRowId(), Date.now(), request));
}
