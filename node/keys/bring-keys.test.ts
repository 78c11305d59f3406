import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { openDatabase } from '../database/open-database.ts';
import { exportHistory, importHistory } from '../signing-history/history-file.ts';
import { openSigningHistory } from '../signing-history/open-signing-history.ts';
import { type KeysContext, markChecked, readBackup, remindLater } from './backup-state.ts';
import { bringKeys } from './bring-keys.ts';
import { deriveSecrets, wordsOf } from './derive-secrets.ts';
import { openKeystore } from './open-keystore.ts';
import { checkWords, ownWords } from './own-words.ts';
import { createSigner } from './signer.ts';

const root = mkdtempSync(join(tmpdir(), 'loam-bring-keys-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const WORDS = wordsOf(new Uint8Array(32).fill(9));
const OTHER = createSigner(deriveSecrets(WORDS).account).address;

/** A folder with keys of its own, as a running node has it. */
async function computer(name: string, passphrase?: string) {
  const dir = mkdtempSync(join(root, `${name}-`));
  const keystore = await openKeystore({ dir, passphrase });
  const db = openDatabase({ file: join(dir, 'loam.db'), key: keystore.databaseKey() });
  const clock = { now: 5_000 };
  const context = { db, keystore, random, now: () => clock.now, folder: { dir } } as unknown as KeysContext;
  return { dir, keystore, context, clock };
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  );

test('the reminder comes at once, again a week after it was put off, and never after the words were checked', async () => {
  const { context, clock } = await computer('reminder');
  expect(await readBackup(context)).toMatchObject({ hasWords: true, checkedAt: null, isDue: true });
  remindLater(context);
  expect((await readBackup(context)).isDue).toBe(false);
  clock.now += 7 * 86_400_000;
  expect((await readBackup(context)).isDue).toBe(true);

  const words = await ownWords(context, null);
  expect(words).toHaveLength(24);
  const answer = (place: number) => ({ place, word: ` ${words[place - 1]?.toUpperCase()} ` });
  expect(await checkWords(context, null, [answer(3), { place: 9, word: 'no' }, answer(20)])).toEqual({
    wrong: [9],
  });
  expect((await readBackup(context)).checkedAt).toBeNull();
  await checkWords(context, null, [answer(3), answer(3), answer(3)]);
  expect((await readBackup(context)).checkedAt, 'one word three times is not three words').toBeNull();
  expect(await checkWords(context, null, [answer(3), answer(9), answer(20)])).toEqual({ wrong: [] });
  expect(await readBackup(context)).toMatchObject({ checkedAt: clock.now, isDue: false });
});

test('keys that a passphrase protects show their words only to who knows it', async () => {
  const { context } = await computer('locked', 'a long enough passphrase');
  expect(await codeOf(ownWords(context, null))).toBe('KEYS_PASSPHRASE_NEEDED');
  expect(await codeOf(ownWords(context, 'another one'))).toBe('KEYS_PASSPHRASE_WRONG');
  expect(await ownWords(context, 'a long enough passphrase')).toHaveLength(24);
});

test('keys come along with their signing history; the keys from before are kept', async () => {
  const { context, dir, keystore } = await computer('import');
  const elsewhere = mkdtempSync(join(root, 'elsewhere-'));
  const source = openSigningHistory({ dir: elsewhere });
  const owner = { network: 'testing', validator: OTHER.toLowerCase() as Hex };
  source.record(owner, {
    kind: 'salt',
    epoch: 7n,
    hash: `0x${'12'.repeat(32)}`,
  });
  const text = exportHistory(source.ledger, owner);
  source.close();
  const here = openSigningHistory({ dir });
  const take = (validator: Hex, file: Parameters<typeof importHistory>[2]) =>
    importHistory(here.ledger, { network: file.network, validator }, file, 1);
  const input = { text: WORDS, filePassphrase: '', passphrase: null, history: text, onlyHere: true as const };

  // A history of other keys is refused before anything changes.
  const own = (await ownWords(context, null)).join(' ');
  expect(await codeOf(bringKeys(context, { ...input, text: own }, take))).toBe('SIGNING_HISTORY_OTHER');
  expect(await codeOf(bringKeys(context, { ...input, text: 'only three words' }, take))).toBe(
    'KEYS_WORDS_INVALID',
  );
  expect(readdirSync(dir).filter((name) => name.startsWith('keys-before'))).toEqual([]);

  const brought = await bringKeys(context, input, take);
  expect(brought).toMatchObject({ address: OTHER, history: { taken: 1, ignored: 0 } });
  expect(readdirSync(dir)).toContain(brought.kept);
  here.close();
  const again = await openKeystore({ dir });
  expect(again.signer.address).toBe(OTHER);
  expect(again.databaseKey(), 'the database still opens').toEqual(keystore.databaseKey());
  markChecked(context);
});
