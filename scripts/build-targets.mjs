import fs from 'node:fs';
import { hashContents } from './content-hash.mjs';
import { inRoot } from './root.mjs';

/**
 * @typedef {object} Target
 * @property {string} entry source file, relative to the checkout
 * @property {string} output file that must exist when it is built
 * @property {string[]} inputs folders and files whose contents decide whether it is stale
 * @property {'page' | 'esm' | 'cjs'} kind
 */

const always = ['package-lock.json', 'scripts/build.mjs', 'scripts/build-targets.mjs'];

/** @type {Record<string, Target>} */
export const targets = {
  page: {
    entry: 'renderer/index.html',
    output: 'out/renderer/index.html',
    inputs: ['renderer', 'protocol', ...always],
    kind: 'page',
  },
  main: {
    entry: 'main/main.ts',
    output: 'out/main/main.js',
    inputs: ['main', 'protocol', ...always],
    kind: 'esm',
  },
  preload: {
    entry: 'preload/preload.ts',
    output: 'out/preload/preload.cjs',
    inputs: ['preload', 'protocol', ...always],
    kind: 'cjs',
  },
  node: {
    entry: 'node/node-process.ts',
    output: 'out/node/node-process.js',
    inputs: ['node', 'protocol', ...always],
    kind: 'esm',
  },
  // Beside the bundle that starts it.
  blocks: {
    entry: 'node/peers/block-thread.ts',
    output: 'out/node/block-thread.js',
    inputs: ['node/peers', ...always],
    kind: 'esm',
  },
  worker: {
    entry: 'worker/worker-process.ts',
    output: 'out/worker/worker-process.js',
    inputs: ['worker', 'protocol', ...always],
    kind: 'esm',
  },
};

const stampFile = inRoot('out', '.built.json');

/** @returns {Record<string, string>} */
function readStamps() {
  try {
    return JSON.parse(fs.readFileSync(stampFile, 'utf8'));
  } catch {
    return {};
  }
}

/**
 * Which of the named targets must be built, and which cannot because their source is not there.
 * @param {readonly string[]} names
 */
export function findStale(names) {
  const stamps = readStamps();
  /** @type {string[]} */
  const stale = [];
  /** @type {string[]} */
  const absent = [];
  for (const name of names) {
    const target = targets[name];
    if (target === undefined) throw new Error(`No build target is named ${name}`);
    if (!fs.existsSync(inRoot(target.entry))) absent.push(name);
    else if (!fs.existsSync(inRoot(target.output)) || stamps[name] !== hashContents(target.inputs))
      stale.push(name);
  }
  return { stale, absent };
}

/**
 * Remembers that a target was built from these contents.
 * @param {string} name
 * @param {string} contents hash taken before the build began
 */
export function markBuilt(name, contents) {
  const temporary = `${stampFile}.${process.pid}`;
  fs.writeFileSync(temporary, JSON.stringify({ ...readStamps(), [name]: contents }, null, 2));
  fs.renameSync(temporary, stampFile);
}
