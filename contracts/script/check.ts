/**
 * Every check of the contracts: build, tests (with the gas of each step compared to snapshots/epoch.json),
 * generated files, shared vectors, code sizes, lints. Prints one line per check and a summary; the exit code is the result.
 * `--update` writes the snapshots instead of comparing them.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEPLOYMENT_ORDER } from '../../protocol/chain/deployment-order.ts';
import { byteLength, readArtifact } from './artifacts.ts';
import { CONTRACTS, forge, tool } from './forge.ts';

/** Largest code that a chain accepts, bytes (EIP-170). */
const MAX_CODE_BYTES = 24_576;
/** Made by the epoch manager itself, so not part of a deployment's order. */
const MADE_BY_OTHERS = ['EpochSteps'] as const;
const SIZES = join(CONTRACTS, 'snapshots', 'sizes.json');

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** Shown when something failed. */
  readonly detail: string;
}

const update = process.argv.includes('--update');

function script(name: string): Outcome {
  const run = spawnSync(process.execPath, [join(CONTRACTS, 'script', name), ...(update ? [] : ['--check'])], {
    encoding: 'utf8',
  });
  return outcome(run.status === 0, `${run.stdout}${run.stderr}`);
}

function outcome(ok: boolean, detail: string): Outcome {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, detail };
}

function build(): Outcome {
  const { code, output } = forge(['build', '--quiet']);
  return outcome(code === 0, output);
}

function test(): Outcome {
  const flags = update ? ['--gas-snapshot-check=false', '--gas-snapshot-emit=true'] : [];
  const { code, output } = forge(['test', ...flags]);
  const counts = /(\d+) tests passed, (\d+) failed, (\d+) skipped/.exec(output);
  const passed = Number(counts?.[1] ?? 0);
  const failed = Number(counts?.[2] ?? 0) + Number(counts?.[3] ?? 0);
  // A gas difference fails the run without failing a test; no tests at all must not pass either.
  const otherwise = failed === 0 && (code !== 0 || passed === 0) ? 1 : 0;
  return { passed, failed: failed + otherwise, detail: failures(output) };
}

/** The lines of forge's report that say what went wrong. */
function failures(output: string): string {
  const lines = output.split('\n').filter((line) => /FAIL|rror|snapshot|differ|→|->/.test(line));
  return lines.length === 0 ? output : lines.join('\n');
}

function sizes(): Outcome {
  const now = Object.fromEntries(
    [...DEPLOYMENT_ORDER, ...MADE_BY_OTHERS].map((name) => [name, byteLength(readArtifact(name).deployed)]),
  );
  const content = `${JSON.stringify(now, undefined, 2)}\n`;
  const tooLarge = Object.entries(now).filter(([, bytes]) => bytes > MAX_CODE_BYTES);
  if (tooLarge.length > 0)
    return outcome(false, `larger than ${MAX_CODE_BYTES} bytes: ${tooLarge.join(', ')}`);
  if (update) writeFileSync(SIZES, content);
  return outcome(
    readFileSync(SIZES, 'utf8') === content,
    `sizes changed, run check.ts --update:\n${content}`,
  );
}

function forgeLint(): Outcome {
  const { code, output } = forge(['lint', 'src'], 'lint');
  const findings = /^(error|warning|note)\[/m.test(output);
  return outcome(code === 0 && !findings, output);
}

function solhint(): Outcome {
  const { code, output } = tool('solhint', ['--disc', '--max-warnings', '0', 'src/**/*.sol']);
  return outcome(code === 0, output);
}

const checks: readonly (readonly [string, () => Outcome])[] = [
  ['contracts compile', build],
  ['shared vectors are current', () => script('vectors.ts')],
  ['contract tests and gas', test],
  ['generated ABIs and bytecode are current', () => script('generate-abis.ts')],
  ['code sizes', sizes],
  ['forge lint', forgeLint],
  ['solhint', solhint],
];

let passed = 0;
let failed = 0;
for (const [name, run] of checks) {
  const started = performance.now();
  const result = run();
  passed += result.passed;
  failed += result.failed;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(
    `${result.failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${result.passed} passed (${seconds} s)\n`,
  );
  if (result.failed > 0) process.stdout.write(`${result.detail.trim()}\n`);
  if (name === 'contracts compile' && result.failed > 0) break;
}
process.stdout.write(`contracts: ${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
