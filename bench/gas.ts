/**
 * Gas and bytes of every step of an epoch: runs the contracts' gas tests afresh, measures call data and code, and lives
 * through whole epochs of a public network on a chain of its own. Arguments: --json, --submissions n, --validators n.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Abi, encodeFunctionData, keccak256, toHex } from 'viem';
import { byteLength, readArtifact } from '../contracts/script/artifacts.ts';
import { forge } from '../contracts/script/forge.ts';
import { DEPLOYMENT_ORDER } from '../protocol/chain/deployment-order.ts';
import { PUBLIC_NETWORK_PARAMETERS } from '../protocol/chain/public-parameters.ts';
import { encodeBatch } from '../protocol/submission/batch-leaf.ts';
import { BenchChain } from './gas/bench-chain.ts';
import { EpochRun, type GasBySteps } from './gas/epoch-run.ts';
import { type Figure, figure, printFigures } from './print-figures.ts';

const BATCH = 256;
/** What the snapshots must hold, and the goals beside them. */
const GOALS = {
  submit: 35_000,
  submitBatch256: 3_000,
  commit: 50_000,
  reveal: 50_000,
  commitBatch100: 15_000,
  revealBatch100: 15_000,
  draw1k: 300_000,
  draw100k: 450_000,
  settle7: 150_000,
  claim: 70_000,
} as const;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    submissions: { type: 'string', default: '1000' },
    validators: { type: 'string', default: '100' },
  },
});

const measured = gasTests();
const figures: Record<string, Figure> = {};
for (const [id, goal] of Object.entries(GOALS)) {
  const gas = measured[id];
  if (gas === undefined) throw new Error(`The gas tests measured no ${id}.`);
  figures[id] = figure(gas, `gas, goal ${goal}`);
}
for (const [step, gas] of Object.entries(measured))
  if (!(step in GOALS)) figures[camelCase(step)] = figure(gas, `gas: ${step}`);
const perSubmission = `bytes of call data per submission in a batch of ${BATCH}`;
figures.bytesLeaf = figure(batchBytes('submitBatch'), `${perSubmission}, goal 64`);
figures.bytesRoot = figure(batchBytes('submitRoot'), `${perSubmission}, goal 1`);
Object.assign(figures, largestContract());
Object.assign(figures, await wholeEpoch(Number(values.submissions), Number(values.validators)));
printFigures('gas', figures, values.json);

/** Gas by step from a fresh run, which leaves the snapshots of the repository alone. */
function gasTests(): Record<string, number> {
  const folder = mkdtempSync(join(tmpdir(), 'loam-gas-'));
  try {
    process.env.FOUNDRY_SNAPSHOTS = folder;
    const flags = ['--gas-snapshot-check=false', '--gas-snapshot-emit=true'];
    const { code, output } = forge(['test', '--match-path', 'test/gas/*', ...flags]);
    if (code !== 0) throw new Error(`The gas tests failed:\n${output}`);
    const text: Record<string, string> = JSON.parse(readFileSync(join(folder, 'epoch.json'), 'utf8'));
    return Object.fromEntries(Object.entries(text).map(([step, gas]) => [step, Number(gas)]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Call data of a batch, for each of its submissions. */
function batchBytes(functionName: 'submitBatch' | 'submitRoot'): number {
  const hash = keccak256(toHex('any'));
  const leaves = encodeBatch(Array.from({ length: BATCH }, (_, node) => ({ node, structHash: hash })));
  const args = functionName === 'submitBatch' ? [leaves, hash] : [hash, BATCH, hash];
  const abi = readArtifact('EpochManager').abi as unknown as Abi;
  return byteLength(encodeFunctionData({ abi, functionName, args })) / BATCH;
}

function largestContract(): Record<string, Figure> {
  const sizes = DEPLOYMENT_ORDER.map((name) => ({ name, bytes: byteLength(readArtifact(name).deployed) }));
  const { name, bytes } = sizes.reduce((a, b) => (b.bytes > a.bytes ? b : a));
  return { largestContract: figure(bytes, `bytes, ${name}, most 24576`) };
}

/** The second epoch of a network: everybody has been here before, as later on always. */
async function wholeEpoch(submissions: number, validators: number): Promise<Record<string, Figure>> {
  const chain = await BenchChain.start();
  try {
    const run = await EpochRun.start(chain, PUBLIC_NETWORK_PARAMETERS, { learners: submissions, validators });
    await run.epoch();
    return perUpdate(await run.epoch(), submissions);
  } finally {
    chain.stop();
  }
}

function perUpdate(steps: GasBySteps, updates: number): Record<string, Figure> {
  const total = Object.values(steps).reduce((a, b) => a + b, 0);
  const result: Record<string, Figure> = {
    epochPerUpdate: figure(total / updates, 'gas per accepted update, whole epoch run on a chain'),
  };
  for (const [step, gas] of Object.entries(steps)) {
    const percent = ((100 * gas) / total).toFixed(1);
    const id = `epochPerUpdate${step.replace(/^./, (first) => first.toUpperCase())}`;
    result[id] = figure(gas / updates, `gas per accepted update, ${percent} % of the epoch`);
  }
  return result;
}

/** An id from a step's words. */
function camelCase(words: string): string {
  return words.replace(/[^A-Za-z0-9]+(.)/g, (_match, next: string) => next.toUpperCase());
}
