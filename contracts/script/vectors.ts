/**
 * Writes test/vectors/*.json: inputs and results of every formula that TypeScript and Solidity share, computed by protocol/.
 * The Solidity tests and protocol/vectors.test.ts both read them, so the two sides cannot drift apart. The keys behind
 * the signatures are public test keys. With `--check` it writes nothing and exits 1 when a file differs.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTRACTS } from './forge.ts';
import { drawVectors } from './vectors/draw-vectors.ts';
import { CHAIN_ID, EPOCH_MANAGER, hashVectors, VERDICTS } from './vectors/hash-vectors.ts';
import { numberVectors } from './vectors/number-vectors.ts';
import { phaseVectors } from './vectors/phase-vectors.ts';

const FOLDER = join(CONTRACTS, 'test', 'vectors');
const FILES = {
  'hashes.json': {
    chainId: CHAIN_ID,
    verdicts: VERDICTS,
    epochManager: EPOCH_MANAGER,
    ...(await hashVectors()),
  },
  'numbers.json': numberVectors(),
  'draws.json': drawVectors(),
  'phases.json': phaseVectors(),
};

for (const [name, content] of Object.entries(FILES)) {
  const path = join(FOLDER, name);
  const text = `${JSON.stringify(content, undefined, 1)}\n`;
  if (!process.argv.includes('--check')) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path, text);
  } else if (read(path) !== text) {
    process.stderr.write(`contracts/test/vectors/${name} is stale: run contracts/script/vectors.ts\n`);
    process.exitCode = 1;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
