import { join } from 'node:path';
import { listLessons } from '../../node/database/lessons.ts';
import { openDatabase } from '../../node/database/open-database.ts';
import { openKeystore } from '../../node/keys/open-keystore.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { networkFolder } from './demo-chain.ts';

/** Members of the demo, as design.md and the command line's help name them. */
export const HONEST = ['learner-1', 'learner-2', 'learner-3'] as const;
export const ATTACKER = 'attacker-1';
export const VALIDATORS = ['validator-1', 'validator-2', 'validator-3'] as const;
export const AGGREGATOR = 'aggregator-1';
export const MEMBERS = [...VALIDATORS, AGGREGATOR, ...HONEST, ATTACKER] as const;

/** Account of a member. */
export async function addressOf(dataDir: string, member: string): Promise<Hex> {
  const keystore = await openKeystore({ dir: join(networkFolder(dataDir), member) });
  return keystore.signer.address.toLowerCase() as Hex;
}

/** What a member was taught, from its database. */
export async function lessonsOf(dataDir: string, member: string): Promise<string[]> {
  const dir = join(networkFolder(dataDir), member);
  const keystore = await openKeystore({ dir });
  const db = openDatabase({ file: join(dir, 'loam.db'), key: keystore.databaseKey() });
  try {
    return listLessons(db).map((lesson) => lesson.prompt);
  } finally {
    db.close();
  }
}
