import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Status } from '../protocol/api/network-schemas.ts';
import type { DesktopState } from '../protocol/desktop/desktop-contract.ts';
import type { AppUnderTest } from './hosts/app-under-test.ts';
import { callDesktop, callNode } from './hosts/call-node.ts';
import { takePicture } from './hosts/check-view.ts';
import { openInElectron } from './hosts/open-in-electron.ts';
import { READY_MS } from './limits.ts';

const SECRET = 'a word that nobody else writes: zwiebelturm';

async function keysOf({ page }: AppUnderTest): Promise<Status['keys']> {
  await page.waitForLoadState('load');
  let keys: Status['keys'];
  await expect(async () => {
    keys = ((await callNode(page, 'system/status')) as Status).keys;
    expect(keys).toBeDefined();
  }).toPass({ timeout: READY_MS });
  return keys;
}

/** Every file of a folder that holds the text as it is. */
function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(text));
}

test('with a keychain it holds what opens the keys, and no file does', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'loam-profile-'));
  const app = await openInElectron(profile);
  try {
    expect(await keysOf(app)).toMatchObject({ state: 'open', protectedBy: 'keychain' });
    const data = join(profile, 'data');
    expect(JSON.parse(readFileSync(join(data, 'keys.json'), 'utf8'))).toMatchObject({ lock: 'keychain' });
    expect(existsSync(join(data, 'machine.key'))).toBe(false);
    await callNode(app.page, 'learn/teach', { prompt: SECRET, answer: SECRET });
    expect(filesWith(data, SECRET)).toEqual([]);
  } finally {
    await app.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

test('without a keychain plain text is refused: a passphrase protects the keys, and nothing opens without it', async () => {
  const info = test.info();
  const profile = mkdtempSync(join(tmpdir(), 'loam-profile-'));
  const data = join(profile, 'data');
  try {
    const first = await openInElectron(profile, {}, { keyring: false });
    expect(await keysOf(first)).toMatchObject({ state: 'unprotected', protectedBy: null });
    expect(((await callDesktop(first.page, 'state')) as DesktopState).keychain).toMatchObject({
      name: 'basic_text',
      usable: false,
    });
    await expect(callNode(first.page, 'chat/list')).rejects.toThrow(/KEYS_LOCKED/);
    expect(existsSync(join(data, 'keys.json'))).toBe(false);
    const { page } = first;
    await expect(page.getByTestId('keys-gate')).toBeVisible();
    await takePicture(page, info, 'keys-unprotected');
    await page.getByTestId('passphrase').fill('zwiebel turm 9');
    await page.getByTestId('passphrase-again').fill('zwiebel turm');
    await expect(page.getByTestId('keys-open')).toBeDisabled();
    await page.getByTestId('passphrase-again').fill('zwiebel turm 9');
    await page.getByTestId('keys-open').click();
    await expect(page.getByTestId('chat-input')).toBeVisible({ timeout: READY_MS });
    await callNode(page, 'learn/teach', { prompt: SECRET, answer: SECRET });
    expect(JSON.parse(readFileSync(join(data, 'keys.json'), 'utf8'))).toMatchObject({ lock: 'passphrase' });
    expect(existsSync(join(data, 'machine.key'))).toBe(false);
    await first.close();
    expect([...filesWith(profile, SECRET), ...filesWith(profile, 'zwiebel turm 9')]).toEqual([]);

    const second = await openInElectron(profile, {}, { keyring: false });
    expect(await keysOf(second)).toMatchObject({ state: 'locked', protectedBy: 'passphrase' });
    await second.page.getByTestId('passphrase').fill('zwiebel turm 8');
    await second.page.getByTestId('keys-open').click();
    await expect(second.page.getByRole('alert')).toHaveAttribute('data-code', 'KEYS_PASSPHRASE_WRONG');
    await second.page.getByTestId('passphrase').fill('zwiebel turm 9');
    await second.page.keyboard.press('Enter');
    await expect(second.page.getByTestId('chat-input')).toBeVisible({ timeout: READY_MS });
    expect(await callNode(second.page, 'learn/lessons')).toMatchObject([{ prompt: SECRET }]);
    await second.close();
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
