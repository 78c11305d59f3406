import { expect, test } from 'vitest';
import { keychainState } from './keychain-state.ts';

test.each([
  ['linux', 'gnome_libsecret', 'GNOME Keyring', true],
  ['linux', 'kwallet6', 'KWallet', true],
  ['linux', 'basic_text', 'basic_text', false],
  ['linux', 'unknown', 'unknown', false],
  ['linux', null, 'unknown', false],
  ['darwin', null, 'Keychain', true],
  ['win32', null, 'Windows', true],
] as const)('on %s with %s it is %s, usable: %s', (platform, backend, name, usable) => {
  const state = keychainState(platform, backend);
  expect(state).toMatchObject({ name, usable });
  expect(state.sentence.includes('passphrase')).toBe(!usable);
});
