import { hash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as dagPb from '@ipld/dag-pb';
import type { CID } from 'multiformats/cid';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { VerifyingBlockstore } from '../peers/verifying-blockstore.ts';
import type { ArtifactKeeper } from './artifact-keeper.ts';
import { blockKey } from './block-key.ts';
import { isAskable } from './block-protocol.ts';
import { CarFile, type CarSection } from './car-file.ts';
import { MAX_CAR_BYTES, SWEEP_BATCH_BLOCKS } from './limits.ts';

const DAG_PB = 0x70;
const RAW = 0x55;

/** What went into or came out of a CAR file. */
export interface CarReport {
  readonly roots: readonly string[];
  readonly blocks: number;
  readonly bytes: number;
}

/** What an import needs. */
export interface ImportCarOptions {
  readonly blocks: VerifyingBlockstore;
  readonly keeper: ArtifactKeeper;
  readonly file: string;
  /** Bytes of the file. */
  readonly maxBytes?: number;
}

/**
 * Takes artifacts from a CAR file: first everything is checked, then what the roots lead to is stored.
 *
 * @throws LoamError `CAR_UNREADABLE`, `CAR_TOO_LARGE`, `CAR_MALFORMED`, `CAR_BAD_BLOCK`, `CAR_INCOMPLETE`,
 * `ARTIFACT_QUOTA`.
 */
export async function importCar({
  blocks,
  keeper,
  file,
  maxBytes = MAX_CAR_BYTES,
}: ImportCarOptions): Promise<CarReport> {
  const car = new CarFile(file, maxBytes);
  try {
    const sections = new Map<string, CarSection>();
    for (const section of car.sections()) {
      if (sections.size % SWEEP_BATCH_BLOCKS === 0) await nextTurn();
      checkBlock(section.cid, car.bytes(section));
      sections.set(blockKey(section.cid), section);
    }
    const plans = car.roots.map((root) => ({ root, cids: walk(root, sections, car, blocks) }));
    const stored = new Map<string, number>();
    for (const { root, cids } of plans) {
      const work = keeper.begin(root);
      try {
        for (const cid of cids) {
          work.meet(cid);
          if (stored.size % SWEEP_BATCH_BLOCKS === 0) await nextTurn();
          const section = sections.get(blockKey(cid));
          const here = blocks.inspect(cid);
          if (here.state === 'valid') work.saw(cid, here.bytes.length);
          else if (section === undefined) throw incomplete(cid);
          else {
            const bytes = car.bytes(section);
            blocks.store(cid, bytes, () => work.reserve(cid, bytes.length));
          }
          stored.set(blockKey(cid), here.state === 'valid' ? here.bytes.length : (section?.length ?? 0));
        }
        work.end(root, true);
      } finally {
        work.end(root, false);
      }
    }
    const bytes = [...stored.values()].reduce((sum, length) => sum + length, 0);
    return { roots: car.roots.map(String), blocks: stored.size, bytes };
  } finally {
    car.close();
  }
}

/** Everything below a root, root first. */
function walk(
  root: CID,
  sections: ReadonlyMap<string, CarSection>,
  car: CarFile,
  blocks: VerifyingBlockstore,
): CID[] {
  const seen = new Set<string>();
  const cids: CID[] = [];
  const queue = [root];
  for (let cid = queue.pop(); cid !== undefined; cid = queue.pop()) {
    if (seen.has(cid.toString())) continue;
    seen.add(cid.toString());
    checkCid(cid);
    cids.push(cid);
    const section = sections.get(blockKey(cid));
    const local = section === undefined ? blocks.inspect(cid) : undefined;
    if (local !== undefined && local.state !== 'valid') throw incomplete(cid);
    if (cid.code !== DAG_PB) continue;
    const bytes = section === undefined ? local?.bytes : car.bytes(section);
    try {
      for (const link of dagPb.decode(bytes ?? new Uint8Array()).Links) queue.push(link.Hash);
    } catch (cause) {
      throw badBlock(cid, 'is no node of an artifact', cause);
    }
  }
  return cids;
}

function checkBlock(cid: CID, bytes: Uint8Array): void {
  checkCid(cid);
  if (Buffer.compare(hash('sha256', bytes, 'buffer'), cid.multihash.digest) !== 0)
    throw badBlock(cid, 'does not hash to its name');
}

function checkCid(cid: CID): void {
  if (!isAskable(cid) || (cid.code !== DAG_PB && cid.code !== RAW))
    throw badBlock(cid, 'is of a kind that artifacts do not have');
}

function badBlock(cid: CID, what: string, cause?: unknown): LoamError {
  return new LoamError(
    'CAR_BAD_BLOCK',
    `The block ${cid.toString()} of the CAR file ${what}. Nothing was taken.`,
    {
      hint: 'Get the file again from where it came.',
      data: { cid: cid.toString() },
      ...(cause === undefined ? {} : { cause }),
    },
  );
}

function incomplete(cid: CID): LoamError {
  return new LoamError(
    'CAR_INCOMPLETE',
    `The CAR file lacks the block ${cid.toString()}. Nothing was taken.`,
    {
      hint: 'Export the whole artifact.',
      data: { cid: cid.toString() },
    },
  );
}
