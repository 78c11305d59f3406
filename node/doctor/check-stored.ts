import { existsSync } from 'node:fs';
import { hexToBytes } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { DataFolder } from '../data-folder/open-data-folder.ts';
import { openDatabase } from '../database/open-database.ts';
import { hasKeystore, type KeystorePlace, keystoreLock, loadSecrets } from '../keys/keystore-secrets.ts';
import { type Finding, fine } from './finding.ts';

/** Whether keys and database of an open data folder can be read, and whether the keys have a backup. */
export async function checkStored(folder: DataFolder, place: KeystorePlace): Promise<Finding[]> {
  if (!hasKeystore(folder.dir)) return [fine('keys', 'There are no keys yet; the first start makes them.')];
  let databaseKey: Uint8Array;
  const findings: Finding[] = [];
  try {
    const { words, account, database } = await loadSecrets(place);
    databaseKey = hexToBytes(database);
    const opened = `The keys of ${privateKeyToAccount(account).address} open (by ${keystoreLock(folder.dir)}).`;
    findings.push(
      words === undefined
        ? {
            id: 'keys',
            state: 'warn',
            sentence: `${opened} No words bring them back.`,
            mend: 'Keep a copy of the data folder somewhere else.',
          }
        : fine('keys', opened),
    );
  } catch (error) {
    return [failed('keys', error)];
  }
  return [...findings, checkDatabase(folder.paths.database, databaseKey)];
}

function checkDatabase(file: string, key: Uint8Array): Finding {
  if (!existsSync(file)) return fine('database', 'There is no database yet.');
  try {
    const db = openDatabase({ file, key });
    try {
      const row = db.get('PRAGMA quick_check') as Record<string, unknown> | undefined;
      const answer = String(Object.values(row ?? {})[0]);
      if (answer === 'ok') return fine('database', 'The database is whole.');
      return {
        id: 'database',
        state: 'fail',
        sentence: `The database is damaged: ${answer}.`,
        mend: 'Restore loam.db from a copy of the data folder; keep the damaged one aside.',
      };
    } finally {
      db.close();
    }
  } catch (error) {
    return failed('database', error);
  }
}

function failed(id: string, error: unknown): Finding {
  const { message, hint } = LoamError.wrap('UNEXPECTED', error);
  return { id, state: 'fail', sentence: message, mend: hint ?? 'Restore the data folder from a copy.' };
}
