import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { runNpm } from './npm-command.mjs';
import { inRoot } from './root.mjs';
import { say } from './say.mjs';

const stampFile = inRoot('node_modules', '.loam-setup');

/** What the installed packages depend on: the lock file and the platform they were chosen for. */
function wantedStamp() {
  const lock = fs.readFileSync(inRoot('package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
}

/** @param {string} file */
function readIfThere(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Whether npm itself already left exactly what the lock file asks for (a developer's own `npm install`).
 * npm writes this record last, so an interrupted install has none.
 */
function isInstalledByHand() {
  const record = readIfThere(inRoot('node_modules', '.package-lock.json'));
  if (record === undefined) return false;
  /** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean, link?: boolean }} Entry */
  /** @type {Record<string, Entry>} */
  const installed = JSON.parse(record).packages ?? {};
  /** @type {Record<string, Entry>} */
  const wanted = JSON.parse(fs.readFileSync(inRoot('package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([place, entry]) => {
    const found = installed[place];
    if (place === '' || entry.link === true) return true;
    if (found === undefined) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/** Whether node_modules is what package-lock.json says, as far as the stamp of the last setup tells. */
export function arePackagesReady() {
  return readIfThere(stampFile) === wantedStamp();
}

/**
 * Makes node_modules what package-lock.json says. Free when it already is. Packages are installed in a folder beside
 * and moved in when they are whole: an interrupted install leaves what was there, and programs that run keep running.
 * @param {string} node the Node that runs npm, so that packages are chosen for it
 */
export async function ensurePackages(node) {
  if (arePackagesReady()) return;
  if (!isInstalledByHand()) {
    const isThere = fs.existsSync(inRoot('node_modules'));
    if (isThere) say('node_modules is not what package-lock.json asks for: its packages are installed anew.');
    else say('First run: the packages this project is built from go into node_modules (about 1.3 GB).');
    await installBeside(node);
  }
  fs.writeFileSync(stampFile, wantedStamp());
}

/** @param {string} node */
async function installBeside(node) {
  const work = inRoot('.cache', 'install');
  const old = inRoot('.cache', 'old-node-modules');
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(work, { recursive: true });
  for (const file of ['package.json', 'package-lock.json', '.npmrc'])
    fs.copyFileSync(inRoot(file), path.join(work, file));
  await runNpm(node, ['ci', '--include=dev', '--include=optional'], {
    cwd: work,
    title: 'Installing packages',
  });
  fs.rmSync(old, { recursive: true, force: true });
  if (fs.existsSync(inRoot('node_modules'))) fs.renameSync(inRoot('node_modules'), old);
  fs.renameSync(path.join(work, 'node_modules'), inRoot('node_modules'));
  fs.rmSync(work, { recursive: true, force: true });
  fs.rmSync(old, { recursive: true, force: true });
}
