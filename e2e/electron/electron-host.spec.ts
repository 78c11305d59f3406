import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { launchElectron } from './launch.ts';
import { isRoot } from './unprivileged.ts';

test('the test build of Electron runs an app unprivileged, sandboxed and with a real keyring', async () => {
  const userDataDir = mkdtempSync(path.join(tmpdir(), 'loam-trivial-'));
  const { app, close } = await launchElectron({
    appDir: path.join(import.meta.dirname, 'trivial-app'),
    userDataDir,
  });
  try {
    const page = await app.firstWindow();
    await expect(page.getByRole('heading')).toHaveText('ready');
    const findings = await app.evaluate(() => (globalThis as { findings?: Record<string, string> }).findings);
    expect(findings).toEqual({
      name: 'Trivial',
      version: '1.2.3',
      userData: userDataDir,
      keyring: 'gnome_libsecret',
      secret: 'a secret',
    });
    const renderer = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    );
    const status = readFileSync(`/proc/${renderer}/status`, 'utf8');
    expect(status).toMatch(/^Seccomp:\s+2$/m);
    expect(statSync(`/proc/${renderer}`).uid === 0).toBe(false);
    if (isRoot()) expect(statSync(userDataDir).uid).not.toBe(0);
  } finally {
    await close();
    rmSync(userDataDir, { recursive: true, force: true });
  }
});
