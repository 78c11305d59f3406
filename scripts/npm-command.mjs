import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { explainNpmFailure } from './npm-failure.mjs';
import { SetupError, showProgress } from './say.mjs';

const tailLines = 60;
/** @type {NodeJS.Signals[]} */
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Finds npm's own script, so that any Node can run it. */
function findNpmScript() {
  const folders = [path.dirname(process.execPath), ...(process.env.PATH ?? '').split(path.delimiter)];
  const candidates = folders.flatMap((folder) => [
    path.join(folder, 'npm'),
    path.join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(folder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ]);
  for (const candidate of [process.env.npm_execpath ?? '', ...candidates]) {
    if (!fs.existsSync(candidate)) continue;
    const file = fs.realpathSync(candidate);
    if (path.basename(file) === 'npm-cli.js') return file;
  }
  throw new SetupError(
    'npm was not found.',
    'Install Node.js 20 or newer together with npm, then run this again.',
  );
}

/**
 * Runs npm quietly with progress, and turns its failure into one message that names the package.
 * @param {string} node the Node that runs npm
 * @param {readonly string[]} args
 * @param {{ cwd: string, title: string, env?: NodeJS.ProcessEnv }} options
 */
export async function runNpm(node, args, { cwd, title, env = process.env }) {
  const fixed = [
    '--prefix',
    cwd,
    '--no-audit',
    '--no-fund',
    '--no-progress',
    '--prefer-offline',
    '--ignore-scripts',
  ];
  const patience = ['--fetch-retries=2', '--fetch-retry-factor=3', '--fetch-retry-mintimeout=1000'];
  const child = spawn(node, [findNpmScript(), ...args, ...fixed, ...patience, '--loglevel=http'], {
    cwd,
    env: {
      ...env,
      PATH: `${path.dirname(node)}${path.delimiter}${env.PATH ?? ''}`,
      ONNXRUNTIME_NODE_INSTALL: 'skip',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = () => {
    child.kill();
    process.exit(130);
  };
  for (const signal of stopSignals) process.once(signal, stop);
  let archives = 0;
  let tail = '';
  /** @param {string} text */
  const read = (text) => {
    archives += text.match(/http (?:fetch|cache) \S*(?: \S+)*?\.tgz/g)?.length ?? 0;
    tail = `${tail}${text}`.split('\n').slice(-tailLines).join('\n');
  };
  child.stdout.setEncoding('utf8').on('data', read);
  child.stderr.setEncoding('utf8').on('data', read);
  const done = showProgress(title, () =>
    archives === 0 ? 'asking for packages' : `${archives} packages fetched`,
  );
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  for (const signal of stopSignals) process.off(signal, stop);
  done(code === 0 ? 'done' : 'failed');
  if (code !== 0) throw explainNpmFailure(tail);
}
