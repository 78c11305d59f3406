import fs from 'node:fs';
import path from 'node:path';

/**
 * Runs in electron-builder after a package is laid out: what the test build of Electron brought along as an app of its
 * own goes.
 * @param {{ appOutDir: string, electronPlatformName: string }} context
 */
export async function afterPack({ appOutDir, electronPlatformName }) {
  if (electronPlatformName === 'darwin') return;
  fs.rmSync(path.join(appOutDir, 'resources', 'app'), { recursive: true, force: true });
}
