import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { pathToFileURL } from 'node:url';
import { runMain, SetupError, say, showProgress } from './say.mjs';

/** What the tests need from the system: two browsers' libraries, a display without a screen, a keyring, networks of their own. */
const wanted = [
  'chromium',
  'xvfb',
  'xauth',
  'dbus',
  'gnome-keyring',
  'libsecret-1-0',
  'unzip',
  'util-linux',
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libatk-bridge2.0-0',
  'libcups2',
  'libdrm2',
  'libxkbcommon0',
  'fonts-dejavu-core',
  'iproute2',
  'nftables',
  'python3',
];

/** @returns {string[]} the wanted packages that dpkg does not have */
function findMissing() {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f=${Package} ${db:Status-Status}\n', ...wanted], {
    encoding: 'utf8',
  });
  const installed = new Set(
    stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  // Newer Debians and Ubuntus name libraries with 64-bit time "<name>t64" and let them provide the old name.
  const provided = spawnSync('dpkg-query', ['-W', '-f=${Provides}\n'], { encoding: 'utf8' }).stdout;
  return wanted.filter(
    (name) => !installed.has(name) && !new RegExp(`(^|[ ,])${name}( |,|$)`, 'm').test(provided),
  );
}

/**
 * @param {string[]} args
 * @param {string} title
 */
async function runApt(args, title) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const child = spawn('apt-get', args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let tail = '';
  /** @param {string} text */
  const read = (text) => {
    tail = `${tail}${text}`.slice(-4000);
  };
  child.stdout.setEncoding('utf8').on('data', read);
  child.stderr.setEncoding('utf8').on('data', read);
  const done = showProgress(title);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  done(code === 0 ? 'done' : 'failed');
  if (code === 0) return;
  const errors =
    tail
      .split('\n')
      .filter((line) => line.startsWith('E: '))
      .join('\n') || tail;
  throw new SetupError(
    `apt-get could not do it:\n${errors}`,
    'Check the network, then run the same command again.',
  );
}

/**
 * Installs the system packages of the end-to-end tests where this may be done (Debian or Ubuntu, as root).
 * @throws {SetupError} with the line to run, where it may not or did not work
 */
export async function ensureSystemPackages() {
  if (process.platform !== 'linux' || !fs.existsSync('/usr/bin/apt-get'))
    throw new SetupError(
      'The end-to-end tests need Chromium, Xvfb, a session bus and a keyring; this is not a Debian or Ubuntu, so they cannot be installed from here.',
      `On Debian their packages are: ${wanted.join(' ')}`,
    );
  const missing = findMissing();
  if (missing.length === 0) return;
  const line = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0)
    throw new SetupError('System packages for the end-to-end tests are missing.', `Run: sudo ${line}`);
  say(`System packages for the end-to-end tests are missing: ${missing.join(' ')}`);
  await runApt(['update', '-qq'], 'Reading the list of system packages');
  await runApt(['install', '-y', '-qq', '--no-install-recommends', ...missing], 'Installing system packages');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await runMain(async () => {
    await ensureSystemPackages();
    say('All system packages for the end-to-end tests are in place.');
    return 0;
  });
