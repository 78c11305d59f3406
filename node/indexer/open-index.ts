import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NetworkDescriptor } from '../../protocol/network/network-descriptor.ts';
import { type Database, openDatabase } from '../database/open-database.ts';
import { INDEX_MIGRATIONS } from './index-schema.ts';

/** Where the index of a network lies in a data folder. */
export function indexFile(dataDir: string, networkId: string): string {
  return join(dataDir, 'index', `${networkId}.db`);
}

/**
 * Opens the index of a network, and makes it the first time. It holds only what everybody can read from the chain and
 * the gossip, so it is not encrypted; and since it can be built again, one that is damaged, of another network or of
 * another version is thrown away.
 */
export function openIndex(file: string, descriptor: NetworkDescriptor): Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const network = networkKey(descriptor);
  try {
    const db = open(file);
    const stored = db.get(`SELECT value FROM meta WHERE key = 'network'`) as { value: string } | undefined;
    if (stored === undefined) db.run(`INSERT INTO meta (key, value) VALUES ('network', ?)`, [network]);
    if (stored === undefined || stored.value === network) return db;
    db.close();
  } catch (error) {
    if (!(error instanceof LoamError)) throw error;
    if (!['DATABASE_NEWER', 'DATABASE_KEY_WRONG', 'DATABASE_FAILED'].includes(error.code)) throw error;
  }
  dropIndex(file);
  const db = open(file);
  db.run(`INSERT INTO meta (key, value) VALUES ('network', ?)`, [network]);
  return db;
}

/** Throws an index away; it is built again from the chain. */
export function dropIndex(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
}

function open(file: string): Database {
  return openDatabase({ file, key: null, migrations: INDEX_MIGRATIONS });
}

/** What an index belongs to: a chain that was made anew with the same id has its contracts elsewhere or later. */
function networkKey({ id, chainId, deploymentBlock, contracts }: NetworkDescriptor): string {
  return JSON.stringify({ id, chainId, deploymentBlock, modules: contracts.Modules });
}
