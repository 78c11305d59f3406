import type { DesktopState } from '../protocol/desktop/desktop-contract.ts';

/**
 * What Electron's safe storage stands on. On Linux it falls back to `basic_text`, which is no protection: anybody who
 * reads the file reads the secret. Loam keeps no key there; its keys then open with a passphrase.
 *
 * @param backend Electron's name for it on Linux; null elsewhere
 */
export function keychainState(platform: NodeJS.Platform, backend: string | null): DesktopState['keychain'] {
  if (platform === 'darwin')
    return { name: 'Keychain', usable: true, sentence: 'The Keychain protects secrets.' };
  if (platform === 'win32')
    return { name: 'Windows', usable: true, sentence: 'Your Windows account protects secrets.' };
  if (backend === null || backend === 'basic_text' || backend === 'unknown')
    return {
      name: backend ?? 'unknown',
      usable: false,
      sentence:
        'This desktop has no keychain that is open, and keeping keys in plain text is refused. Choose a passphrase, or install and unlock GNOME Keyring or KWallet.',
    };
  const name = backend.startsWith('kwallet') ? 'KWallet' : 'GNOME Keyring';
  return { name, usable: true, sentence: `${name} protects secrets.` };
}
