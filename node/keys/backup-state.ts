import { z } from 'zod';
import type { BackupStatus } from '../../protocol/api/keys-schemas.ts';
import { getState, setState } from '../database/network-state.ts';
import type { Database } from '../database/open-database.ts';
import type { NodeContext } from '../node-context.ts';
import { loadSecrets } from './keystore-secrets.ts';
import { REMIND_MS } from './limits.ts';

/** Not a network: what is kept of this computer's keys. */
const PLACE = '';
const stateSchema = z.strictObject({
  address: z.string(),
  checkedAt: z.number().nullable(),
  remindAt: z.number(),
});
type State = z.infer<typeof stateSchema>;

/** What of the node {@link readBackup} needs. */
export type KeysContext = Pick<NodeContext, 'db' | 'folder' | 'keystore' | 'now' | 'random'>;

/** How well this account could be brought back. */
export async function readBackup(context: KeysContext): Promise<BackupStatus> {
  const { db, keystore, now } = context;
  const { address } = keystore.signer;
  const { checkedAt, remindAt } = readState(db, address);
  const hasWords = await knowsWords(context);
  return { address, hasWords, checkedAt, isDue: hasWords && checkedAt === null && now() >= remindAt };
}

/** Keeps that the words are written down. */
export function markChecked({ db, keystore, now }: KeysContext): void {
  keep(db, { address: keystore.signer.address, checkedAt: now(), remindAt: 0 });
}

/** Reminds of the words later. */
export function remindLater({ db, keystore, now }: KeysContext): void {
  const { address } = keystore.signer;
  keep(db, { ...readState(db, address), remindAt: now() + REMIND_MS });
}

/** Whether there are words. A passphrase is not there to look, but keys that one protects were made with words, or say so when asked. */
async function knowsWords({ folder, keystore, random }: KeysContext): Promise<boolean> {
  if (keystore.lock === 'passphrase') return true;
  return (await loadSecrets({ dir: folder.dir, random })).words !== undefined;
}

function readState(db: Database, address: string): State {
  const text = getState(db, PLACE, 'words');
  const known = text === null ? undefined : stateSchema.safeParse(JSON.parse(text)).data;
  return known?.address === address ? known : { address, checkedAt: null, remindAt: 0 };
}

function keep(db: Database, state: State): void {
  setState(db, PLACE, 'words', JSON.stringify(state));
}
