/** English of opening and protecting the keys. */
export const keysEn = {
  lockedTitle: 'Your chats are locked',
  unprotectedTitle: 'Choose a passphrase',
  unprotectedWhy:
    'Loam encrypts your chats. This desktop has no keychain that could hold the key, so a passphrase of yours opens them. Nobody can bring it back for you.',
  passphrase: 'Passphrase',
  again: 'Once more',
  different: 'The two are not the same.',
  tooShort: (least: number) => `At least ${least} characters.`,
  open: 'Open',
  choose: 'Protect and begin',
  tryKeychain: 'Ask the keychain again',
  opening: 'Opening',
} as const;
