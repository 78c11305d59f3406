import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { LoamError } from '../../protocol/errors/loam-error.ts';

const COPIES = ['state-a.json', 'state-b.json'] as const;

/** The local chain's own state file; the chain writes it in place every second. */
export function stateFile(dir: string): string {
  return join(dir, 'state.json');
}

/**
 * Makes sure that the chain finds a state it can read: being killed in the middle of writing leaves half a file.
 * Then the newest whole copy takes its place and the damaged file is kept aside.
 *
 * @returns true when a copy had to be taken
 * @throws LoamError `CHAIN_STATE_LOST` when there was a state and nothing of it can be read
 */
export function repairState(dir: string): boolean {
  const file = stateFile(dir);
  if (existsSync(file) && isWhole(file)) return false;
  const copies = COPIES.map((name) => join(dir, name))
    .filter((copy) => existsSync(copy))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (!existsSync(file) && copies.length === 0) return false;
  const good = copies.find(isWhole);
  if (good === undefined) {
    throw new LoamError('CHAIN_STATE_LOST', 'The state of the local chain cannot be read.', {
      hint: `Restore ${file} from a copy, or move the folder ${dir} away to start a new local network.`,
    });
  }
  if (existsSync(file)) renameSync(file, join(dir, 'state.damaged.json'));
  copyFileSync(good, `${file}.tmp`);
  renameSync(`${file}.tmp`, file);
  return true;
}

/** Copies the state to the older of two copies when it has changed and looks whole; cheap enough for every few seconds. */
export function copyState(dir: string): void {
  const file = stateFile(dir);
  if (!existsSync(file) || !endsWhole(file)) return;
  const [oldest] = COPIES.map((name) => join(dir, name)).sort((a, b) => modified(a) - modified(b));
  if (oldest === undefined) return;
  copyFileSync(file, `${oldest}.tmp`);
  if (endsWhole(`${oldest}.tmp`)) renameSync(`${oldest}.tmp`, oldest);
}

/**
 * Number of the block up to which the state and all its copies reach; undefined when one is missing or does not say.
 * Blocks up to it are needed nowhere else.
 */
export function coveredBlock(dir: string): number | undefined {
  const heads = [stateFile(dir), ...COPIES.map((name) => join(dir, name))].map(headOf);
  return heads.includes(undefined) ? undefined : Math.min(...heads.map((head) => head ?? 0));
}

/** Number of the newest block in a state file, which stands in its first bytes; undefined when it does not. */
function headOf(file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  const start = Buffer.alloc(64);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, start, 0, start.length, 0);
  } finally {
    closeSync(descriptor);
  }
  const number = /^\{"block":\{"number":"(0x[0-9a-f]+)"/.exec(start.toString('latin1'))?.[1];
  return number === undefined ? undefined : Number(number);
}

/** Number of the newest block that the chain's own state holds; undefined when there is none or it does not say. */
export function stateHead(dir: string): number | undefined {
  return headOf(stateFile(dir));
}

function modified(file: string): number {
  return existsSync(file) ? statSync(file).mtimeMs : 0;
}

function endsWhole(file: string): boolean {
  const { size } = statSync(file);
  if (size === 0) return false;
  const descriptor = openSync(file, 'r');
  try {
    const last = Buffer.alloc(1);
    readSync(descriptor, last, 0, 1, size - 1);
    return last.toString() === '}';
  } finally {
    closeSync(descriptor);
  }
}

function isWhole(file: string): boolean {
  try {
    const state: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof state === 'object' && state !== null && 'accounts' in state;
  } catch {
    return false;
  }
}
