import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { link, open, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CarWriter } from '@ipld/car';
import * as dagPb from '@ipld/dag-pb';
import type { CID } from 'multiformats/cid';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { VerifyingBlockstore } from '../peers/verifying-blockstore.ts';
import { blockKey } from './block-key.ts';
import type { CarReport } from './import-car.ts';

/** dag-pb, the codec of nodes that link to others. */
const DAG_PB = 0x70;

/**
 * Writes artifacts that are stored here as a CAR file, each block once, parents before what they link to. The file
 * appears under its name when it is whole and on disk.
 *
 * @throws LoamError `ARTIFACT_EXPORT_EXISTS`, `ARTIFACT_UNAVAILABLE`.
 */
export async function writeCar(
  blocks: VerifyingBlockstore,
  roots: readonly CID[],
  file: string,
): Promise<CarReport> {
  const exists = await stat(file).then(
    () => true,
    () => false,
  );
  if (exists) throw alreadyThere(file);
  const temporary = `${file}.${randomBytes(6).toString('hex')}.part`;
  const { writer, out } = CarWriter.create([...roots]);
  try {
    const [report] = await Promise.all([
      putAll(blocks, roots, writer),
      pipeline(Readable.from(out), createWriteStream(temporary, { flags: 'wx' })),
    ]);
    const handle = await open(temporary, 'r+');
    await handle.sync().finally(() => handle.close());
    // A link never takes the place of a file that came in the meantime.
    await link(temporary, file).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EEXIST' ? alreadyThere(file) : error;
    });
    return report;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function putAll(
  blocks: VerifyingBlockstore,
  roots: readonly CID[],
  writer: ReturnType<typeof CarWriter.create>['writer'],
): Promise<CarReport> {
  const seen = new Set<string>();
  const queue = [...roots].reverse();
  let bytes = 0;
  try {
    for (let cid = queue.pop(); cid !== undefined; cid = queue.pop()) {
      const key = `${cid.code} ${blockKey(cid)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const block = blocks.inspect(cid);
      if (block.state !== 'valid') {
        throw new LoamError('ARTIFACT_UNAVAILABLE', `${cid.toString()} is not here any more`, {
          hint: 'Pin the artifact before it is exported.',
        });
      }
      bytes += block.bytes.length;
      await writer.put({ cid, bytes: block.bytes });
      if (cid.code === DAG_PB)
        queue.push(
          ...dagPb
            .decode(block.bytes)
            .Links.map((l) => l.Hash)
            .reverse(),
        );
    }
  } finally {
    await writer.close();
  }
  return { roots: roots.map(String), blocks: seen.size, bytes };
}

function alreadyThere(file: string): LoamError {
  return new LoamError('ARTIFACT_EXPORT_EXISTS', `${file} exists already`, { hint: 'Choose a new name.' });
}
