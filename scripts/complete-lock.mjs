import fs from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inRoot } from './root.mjs';
import { runMain, say } from './say.mjs';

// `node scripts/complete-lock.mjs` after `npm install <package>`.
//
// npm leaves an optional package out of package-lock.json when the registry in use does not have it (a mirror that
// keeps one platform's binaries only), and `npm ci` then refuses the whole lock file, here and on the platform
// that wanted the binary. Binaries of other platforms are always asked for by exact version, so the entry can be
// written without the registry.

const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
/** @type {Record<string, string>} */
const processors = {
  amd64: 'x64',
  x64: 'x64',
  arm64: 'arm64',
  eabi: 'arm',
  gnueabihf: 'arm',
  musleabihf: 'arm',
  arm: 'arm',
  ia32: 'ia32',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
};

/**
 * The platform that the name of a binary package ends with, as in "@scope/tool-linux-arm64-musl".
 * @param {string} name
 */
export function platformOf(name) {
  const words = name.split(/[-/]/);
  const os = words.find((word) => systems.includes(word));
  const cpu = words.map((word) => processors[word]).find((word) => word !== undefined);
  const libc = words.includes('musl') ? 'musl' : words.includes('gnu') ? 'glibc' : undefined;
  return os === undefined || cpu === undefined ? undefined : { os, cpu, libc };
}

/**
 * @typedef {object} LockEntry
 * @property {string} [version]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [optionalDependencies]
 */

/**
 * Optional packages that the lock file asks for and has no entry for: their place and what the entry should say.
 * @param {{ packages: Record<string, LockEntry> }} lock
 */
export function findMissingEntries(lock) {
  /** @type {Map<string, LockEntry>} */
  const missing = new Map();
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (resolvePlace(lock.packages, place, name)) continue;
      const platform = platformOf(name);
      missing.set(`node_modules/${name}`, {
        version,
        ...(entry.dev === true ? { dev: true } : {}),
        optional: true,
        ...(platform === undefined ? {} : { os: [platform.os], cpu: [platform.cpu] }),
        ...(platform?.libc === undefined ? {} : { libc: [platform.libc] }),
      });
    }
  }
  return missing;
}

/**
 * Whether a package asked for at a place of the tree is found there or above it.
 * @param {Record<string, LockEntry>} packages
 * @param {string} place
 * @param {string} name
 */
function resolvePlace(packages, place, name) {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`] !== undefined) return true;
    if (at === '') return false;
  }
}

/** @returns {{ packages: Record<string, LockEntry> }} */
export const readLock = () => JSON.parse(fs.readFileSync(inRoot('package-lock.json'), 'utf8'));

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await runMain(async () => {
    const lock = readLock();
    const missing = findMissingEntries(lock);
    const entries = Object.entries({ ...lock.packages, ...Object.fromEntries(missing) });
    entries.sort(([a], [b]) => a.localeCompare(b, 'en'));
    const text = JSON.stringify({ ...lock, packages: Object.fromEntries(entries) }, null, 2);
    if (missing.size > 0) fs.writeFileSync(inRoot('package-lock.json'), `${text}\n`);
    say(
      `${missing.size} optional packages added to package-lock.json${[...missing.keys()].map((place) => `\n  ${place}`).join('')}`,
    );
    return 0;
  });
