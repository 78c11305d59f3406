import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { CarWriter } from '@ipld/car';
import * as dagCbor from '@ipld/dag-cbor';
import * as dagPb from '@ipld/dag-pb';
import { CID } from 'multiformats/cid';
import { create as createDigest } from 'multiformats/hashes/digest';
import type { ArchivedFacts, AuditArchiveHeader } from '../../protocol/audit/audit-archive-schemas.ts';
import { AUDIT_CHUNK_BYTES } from './limits.ts';

const SHA2_256 = 0x12;
const DAG_PB = 0x70;
const DAG_CBOR = 0x71;

/** A content-addressed block. */
export interface Block {
  readonly cid: CID;
  readonly bytes: Uint8Array;
}

/** What goes into an archive. */
export interface ArchiveContents {
  readonly header: AuditArchiveHeader;
  readonly facts: ArchivedFacts;
  readonly artifacts: readonly CID[];
  /** A block of an artifact; undefined when it is not at hand. */
  readonly block: (cid: CID) => Promise<Uint8Array | undefined>;
}

/** What was written. */
export interface WrittenArchive {
  readonly root: CID;
  readonly blocks: number;
  readonly bytes: number;
}

/** Writes an audit archive as one CAR file, all or nothing. Artifacts that share blocks share them here too. */
export async function writeAuditArchive(file: string, contents: ArchiveContents): Promise<WrittenArchive> {
  const chunks = chunked(contents.facts).map((chunk) => cborBlock(chunk));
  const root = cborBlock({
    ...contents.header,
    facts: chunks.map(({ cid }) => cid),
    artifacts: [...contents.artifacts],
  });
  const partial = `${file}.partial-${process.pid}`;
  const { writer, out } = CarWriter.create([root.cid]);
  const sink = createWriteStream(partial);
  let bytes = 0;
  const writing = (async () => {
    for await (const piece of out) {
      bytes += piece.length;
      if (!sink.write(piece)) await once(sink, 'drain');
    }
    sink.end();
    await once(sink, 'close');
  })();
  // A full disk is told by whoever waits for it below.
  writing.catch(() => undefined);
  try {
    let blocks = 0;
    const put = async (block: Block): Promise<void> => {
      blocks++;
      await Promise.race([writer.put(block), writing]);
    };
    for (const block of [root, ...chunks]) await put(block);
    for await (const block of walk(contents)) await put(block);
    await writer.close();
    await writing;
    await rename(partial, file);
    return { root: root.cid, blocks, bytes };
  } catch (error) {
    sink.destroy();
    await rm(partial, { force: true });
    throw error;
  }
}

/** Every block of the artifacts once, parents first. */
async function* walk({ artifacts, block }: ArchiveContents): AsyncGenerator<Block> {
  const seen = new Set<string>();
  const queue = [...artifacts].reverse();
  for (let cid = queue.pop(); cid !== undefined; cid = queue.pop()) {
    if (seen.has(cid.toString())) continue;
    seen.add(cid.toString());
    const bytes = await block(cid);
    if (bytes === undefined) continue;
    yield { cid, bytes };
    if (cid.code === DAG_PB) queue.push(...dagPb.decode(bytes).Links.map(({ Hash }) => Hash));
  }
}

function chunked({ logs, searches, answers }: ArchivedFacts): ArchivedFacts[] {
  const chunks: {
    logs: ArchivedFacts['logs'];
    searches: ArchivedFacts['searches'];
    answers: ArchivedFacts['answers'];
  }[] = [];
  let size = Number.POSITIVE_INFINITY;
  const current = (bytes: number) => {
    if (size + bytes > AUDIT_CHUNK_BYTES) {
      chunks.push({ logs: [], searches: [], answers: [] });
      size = 0;
    }
    size += bytes;
    return chunks.at(-1) ?? { logs: [], searches: [], answers: [] };
  };
  for (const log of logs) current(JSON.stringify(log).length).logs.push(log);
  for (const search of searches) current(JSON.stringify(search).length).searches.push(search);
  for (const answer of answers) current(JSON.stringify(answer).length).answers.push(answer);
  return chunks;
}

/** A value as a dag-cbor block. */
export function cborBlock(value: unknown): Block {
  const bytes = dagCbor.encode(value);
  const digest = createHash('sha256').update(bytes).digest();
  return { cid: CID.createV1(DAG_CBOR, createDigest(SHA2_256, digest)), bytes };
}
