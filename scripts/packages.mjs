import { createHash } from 'node:crypto';
import fs from 'node:fs';
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
 * Makes node_modules what package-lock.json says. Free when it already is.
 * @param {string} node the Node that runs npm, so that packages are chosen for it
 */
export async function ensurePackages(node) {
  const stamp = wantedStamp();
  const found = readIfThere(stampFile);
  if (found === stamp) return;
  if (!isInstalledByHand()) {
    if (found !== undefined)
      say('package-lock.json has changed: the packages in node_modules are installed anew.');
    else if (fs.existsSync(inRoot('node_modules'))) say('The last install did not finish: it starts again.');
    else say('First run: the packages this project is built from go into node_modules (about 1.5 GB).');
    fs.rmSync(stampFile, { force: true });
    await runNpm(node, ['ci', '--include=dev', '--include=optional'], {
      cwd: inRoot(),
      title: 'Installing packages',
    });
  }
  fs.writeFileSync(stampFile, stamp);
}
