import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_STATE_KEY_CHARS, MAX_STATE_VALUE_CHARS } from './limits.ts';
import type { Database } from './open-database.ts';

/** What is kept for a network under a key; null when nothing is. */
export function getState(db: Database, network: string, key: string): string | null {
  const row = db.get('SELECT value FROM network_state WHERE network = ? AND key = ?', [network, key]);
  return row === undefined ? null : (row as { value: string }).value;
}

/** Keeps a value for a network. @throws LoamError `STATE_TOO_BIG` */
export function setState(db: Database, network: string, key: string, value: string): void {
  if (key.length > MAX_STATE_KEY_CHARS || value.length > MAX_STATE_VALUE_CHARS) {
    throw new LoamError('STATE_TOO_BIG', `The value of ${key.slice(0, MAX_STATE_KEY_CHARS)} is too long.`, {
      data: { limit: MAX_STATE_VALUE_CHARS },
    });
  }
  db.run('INSERT OR REPLACE INTO network_state (network, key, value) VALUES (?, ?, ?)', [
    network,
    key,
    value,
  ]);
}

/** Forgets a value. */
export function deleteState(db: Database, network: string, key: string): void {
  db.run('DELETE FROM network_state WHERE network = ? AND key = ?', [network, key]);
}
