import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { inRoot, root } from './root.mjs';
import { say } from './say.mjs';
import { ensureSystemPackages } from './system-packages.mjs';
import { countPlaywright, countSummary, countVitest } from './test-counts.mjs';

/**
 * @typedef {{ node: string, env: NodeJS.ProcessEnv }} Setup
 * @typedef {import('./test-counts.mjs').Counts} Counts
 * @typedef {{ title: string, run: (setup: Setup) => Promise<Counts> }} Stage
 */

/**
 * Runs a command with its output shown as it comes, and kept.
 * @param {Setup} setup
 * @param {readonly string[]} command a file of the checkout for Node, or a command of node_modules/.bin
 * @returns {Promise<{ code: number, output: string }>}
 */
function show({ node, env }, [file = '', ...args]) {
  const isScript = /\.(?:mjs|ts)$/.test(file);
  const child = spawn(isScript ? node : file, isScript ? [inRoot(file), ...args] : args, {
    cwd: root,
    env: process.stdout.isTTY ? { ...env, FORCE_COLOR: '1' } : env,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && !isScript,
  });
  let output = '';
  for (const [from, to] of /** @type {const} */ ([
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ]))
    from.setEncoding('utf8').on('data', (text) => {
      output += text;
      to.write(text);
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * The counts of a command that says nothing but whether it went well.
 * @param {{ code: number }} result
 * @param {string} name what to call it when it failed
 * @returns {Counts}
 */
const oneCheck = ({ code }, name) =>
  code === 0 ? { passed: 1, failed: 0, failures: [] } : { passed: 0, failed: 1, failures: [name] };

/**
 * The counts of a runner, corrected where it failed without a failed test (no tests, a crash).
 * @param {number} code
 * @param {Counts | undefined} counts
 */
function settle(code, counts = { passed: 0, failed: 0, failures: [] }) {
  const isBroken = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return isBroken
    ? { ...counts, failed: 1, failures: [`the runner ended with ${code}, no failed test is known`] }
    : counts;
}

/**
 * @param {Setup} setup
 * @returns {Promise<Counts>}
 */
async function checkTypes(setup) {
  const projects = fs
    .readdirSync(root)
    .filter((name) => fs.existsSync(inRoot(name, 'tsconfig.json')))
    .concat('.');
  /** @type {Counts} */
  const counts = { passed: 0, failed: 0, failures: [] };
  const queue = [...projects];
  const work = async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const { code } = await show(setup, ['tsc', '-p', `${name}/tsconfig.json`, '--noEmit']);
      if (code === 0) counts.passed++;
      else {
        counts.failed++;
        counts.failures.push(name === '.' ? 'tsconfig.json' : `${name}/tsconfig.json`);
      }
    }
  };
  await Promise.all([work(), work()]);
  say(`${counts.passed} of ${projects.length} folders are sound`);
  return counts;
}

/**
 * @param {Setup} setup
 * @param {string} name of the report
 * @param {string[]} args
 */
async function runVitest(setup, name, args) {
  const report = inRoot('.cache', 'reports', `${name}.json`);
  fs.rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code } = await show(setup, ['vitest', 'run', ...args, ...reporters]);
  return settle(code, countVitest(report));
}

/** @param {Setup} setup */
async function runJourneys(setup) {
  await ensureSystemPackages();
  const report = inRoot('.cache', 'reports', 'journeys.json');
  fs.rmSync(report, { force: true });
  const env = { ...setup.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  for (const script of ['e2e/electron/make-test-electron.mjs', 'scripts/build.mjs']) {
    const { code } = await show(setup, [script]);
    if (code !== 0) return oneCheck({ code }, script);
  }
  const projects = ['--project=electron', '--project=browser'];
  const { code } = await show({ ...setup, env }, [
    ...['playwright', 'test', '-c', 'e2e', '--reporter=list,json'],
    ...projects,
  ]);
  return settle(code, countPlaywright(report));
}

/** @param {Setup} setup */
async function runPackaged(setup) {
  if (`${process.platform} ${process.arch}` !== 'linux x64') {
    say(
      'The packaged app is driven on Linux on x64 only: there is no test build of Electron for this machine.',
    );
    return { passed: 0, failed: 0, failures: [] };
  }
  await ensureSystemPackages();
  const report = inRoot('.cache', 'reports', 'packaged.json');
  fs.rmSync(report, { force: true });
  const { code: packed } = await show(setup, ['scripts/package.mjs', '--test-electron']);
  if (packed !== 0) return oneCheck({ code: packed }, 'scripts/package.mjs');
  const env = { ...setup.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const { code } = await show({ ...setup, env }, [
    ...['playwright', 'test', '-c', 'e2e', '--reporter=list,json'],
    '--project=packaged',
  ]);
  return settle(code, countPlaywright(report));
}

/** @param {Setup} setup */
async function runNetwork(setup) {
  if (process.platform === 'linux' && process.getuid?.() === 0) await ensureSystemPackages();
  const { code } = await show(setup, ['e2e/network/can-make-namespaces.ts']);
  if (code === 3) return { passed: 0, failed: 0, failures: [] };
  return runVitest(setup, 'network', ['--config', 'e2e/network.vitest.config.ts']);
}

/** @type {Record<string, Stage>} */
export const stages = {
  types: { title: 'TypeScript, folder by folder', run: checkTypes },
  lint: {
    title: 'format and lint',
    run: async (setup) =>
      oneCheck(await show(setup, ['biome', 'check', '--error-on-warnings', '.']), 'biome check'),
  },
  layers: {
    title: 'who imports whom',
    run: async (setup) =>
      oneCheck(await show(setup, ['scripts/check-layers.mjs']), 'scripts/check-layers.mjs'),
  },
  unused: {
    title: 'files, exports and packages that nothing uses',
    run: async (setup) => oneCheck(await show(setup, ['knip', '--no-progress']), 'knip'),
  },
  contracts: {
    title: 'Solidity tests, and ABIs as generated',
    run: async (setup) => {
      const { code, output } = await show(setup, ['contracts/script/check.ts']);
      return settle(code, countSummary(output));
    },
  },
  units: { title: 'tests beside the code', run: (setup) => runVitest(setup, 'units', []) },
  demo: {
    title: 'one epoch with every part, from the command line',
    run: (setup) => runVitest(setup, 'demo', ['--config', 'e2e/demo.vitest.config.ts']),
  },
  network: { title: 'several hosts: routers, delay, loss, partition', run: runNetwork },
  packaged: { title: 'the app as it is installed', run: runPackaged },
  journeys: { title: 'the app in Electron and in a browser', run: runJourneys },
};
