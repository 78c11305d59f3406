import { LoamError } from '../../protocol/errors/loam-error.ts';
import { type KeysContext, markChecked } from './backup-state.ts';
import { loadSecrets } from './keystore-secrets.ts';

/**
 * The words that bring the keys back, in order. Where a passphrase protects the keys it is asked for again.
 *
 * @throws LoamError `KEYS_NO_WORDS`, `KEYS_PASSPHRASE_WRONG`, `KEYS_PASSPHRASE_NEEDED`
 */
export async function ownWords(
  { folder, random }: Pick<KeysContext, 'folder' | 'random'>,
  passphrase: string | null,
): Promise<string[]> {
  const { words } = await loadSecrets({ dir: folder.dir, random, passphrase: passphrase ?? undefined });
  if (words !== undefined) return words.split(' ');
  throw new LoamError('KEYS_NO_WORDS', 'These keys have no words.', {
    hint: 'They were made before there were any, or the account was imported. Keep a copy of the data folder instead.',
  });
}

/** Which of the answers are wrong, by their places; when none is, it is kept that the words are written down. */
export async function checkWords(
  context: KeysContext,
  passphrase: string | null,
  answers: readonly { readonly place: number; readonly word: string }[],
): Promise<{ wrong: number[] }> {
  const words = await ownWords(context, passphrase);
  const places = new Set(answers.map(({ place }) => place));
  const wrong = answers.filter(({ place, word }) => words[place - 1] !== word.trim().toLowerCase());
  // The same place three times would be one word.
  if (wrong.length === 0 && places.size === answers.length) markChecked(context);
  return { wrong: wrong.map(({ place }) => place) };
}
