import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from './root.mjs';
import { runChild } from './run-child.mjs';
import { say } from './say.mjs';

const failureFile = inRoot('.cache', 'electron-not-fetched');
const retryAfterMs = 24 * 3600 * 1000;

const hasDisplay = () =>
  process.platform === 'win32' ||
  process.platform === 'darwin' ||
  Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

/** Where Electron's binary is, as its own package lays it down or ELECTRON_OVERRIDE_DIST_PATH says. */
function locateBinary() {
  const inside = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
  const name =
    process.platform === 'win32' || process.platform === 'darwin' ? inside[process.platform] : 'electron';
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? inRoot('node_modules', 'electron', 'dist');
  const binary = path.join(dist, name);
  return fs.existsSync(binary) ? binary : undefined;
}

function failedLately() {
  const written = fs.statSync(failureFile, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Date.now() - written < retryAfterMs;
}

/**
 * The Electron to open the app in, fetched when it is not there yet. Without a display, or when it cannot be had,
 * undefined: the page opens in a browser instead, and a line says why.
 * @param {{ node: string, env: NodeJS.ProcessEnv }} setup
 * @returns {Promise<string | undefined>}
 */
export async function findElectron({ node, env }) {
  if (!hasDisplay()) return undefined;
  if (process.getuid?.() === 0) {
    say('Electron does not run as root: Loam opens in the browser instead.');
    return undefined;
  }
  const found = locateBinary();
  if (found !== undefined) return found;
  if (failedLately()) {
    say(
      `Electron could not be fetched today: Loam opens in the browser instead. Remove ${failureFile} to try again.`,
    );
    return undefined;
  }
  say('Fetching Electron, once (about 110 MB) …');
  const code = await runChild(node, [inRoot('node_modules', 'electron', 'install.js')], { env });
  if (code === 0) return locateBinary();
  fs.writeFileSync(failureFile, '');
  say('Electron could not be fetched: Loam opens in the browser instead.');
  return undefined;
}
