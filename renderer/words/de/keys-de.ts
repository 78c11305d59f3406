import type { keysEn } from '../en/keys-en.ts';
import type { Words } from '../language.ts';

/** German for {@link keysEn}. */
export const keysDe: Words<typeof keysEn> = {
  lockedTitle: 'Deine Chats sind verschlossen',
  unprotectedTitle: 'Wähle ein Kennwort',
  unprotectedWhy:
    'Loam verschlüsselt deine Chats. Dieser Arbeitsplatz hat keinen Schlüsselbund, der den Schlüssel halten könnte; darum öffnet sie ein Kennwort von dir. Niemand kann es dir wiederbringen.',
  passphrase: 'Kennwort',
  again: 'Noch einmal',
  different: 'Die beiden sind nicht gleich.',
  tooShort: (least) => `Mindestens ${least} Zeichen.`,
  open: 'Öffnen',
  choose: 'Schützen und beginnen',
  tryKeychain: 'Den Schlüsselbund noch einmal fragen',
  opening: 'Wird geöffnet',
};
