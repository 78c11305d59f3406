import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../node/database/open-database.ts';
import { openKeystore } from '../../node/keys/open-keystore.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';

/** A member's account and database, opened beside the process that may be using them. */
export interface OpenMember {
  readonly address: Hex;
  readonly db: Database;
}

/** Opens a member's folder; undefined when it has no keys or no database yet: nothing may be made here. */
export async function openMember(dir: string): Promise<OpenMember | undefined> {
  const file = join(dir, 'loam.db');
  if (!existsSync(join(dir, 'keys.json')) || !existsSync(file)) return undefined;
  const keystore = await openKeystore({ dir });
  return {
    address: keystore.signer.address.toLowerCase() as Hex,
    db: openDatabase({ file, key: keystore.databaseKey() }),
  };
}
