import { unixfs } from '@helia/unixfs';
import type { CID } from 'multiformats/cid';
import { parseCid } from '../../protocol/cid/cid-digest.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { checkArtifactPath, comparePaths } from '../artifacts/artifact-path.ts';
import type { BlockReader } from '../artifacts/block-reader.ts';
import { IMPORT_OPTIONS } from '../artifacts/import-options.ts';
import { MAX_ARTIFACT_BYTES, MAX_ARTIFACT_FILES } from '../artifacts/limits.ts';
import { readDirectory } from '../artifacts/read-artifact.ts';
import type { VerificationPlace } from '../verification/verification-place.ts';
import type { ArchiveBlocks } from './archive-blocks.ts';

/** Artifacts out of a file that was read: nothing is fetched, nothing is stored. */
export function archiveArtifacts({
  blocks,
  damaged,
}: Pick<ArchiveBlocks, 'blocks' | 'damaged'>): VerificationPlace['artifacts'] {
  const reader: BlockReader = {
    async *get(cid: CID): AsyncGenerator<Uint8Array> {
      const bytes = blocks.get(cid.toString());
      if (bytes !== undefined) yield bytes;
      else throw lacking(cid, damaged.has(cid.toString()));
    },
  };
  return {
    getDirectory: async (cid, options = {}) =>
      readDirectory(reader, typeof cid === 'string' ? parseCid(cid) : cid, {
        signal: options.signal ?? new AbortController().signal,
        maxBytes: options.maxBytes ?? MAX_ARTIFACT_BYTES,
        maxFiles: options.maxFiles ?? MAX_ARTIFACT_FILES,
        arrived: true,
      }),
    putDirectory: directoryCid,
    pin: async () => undefined,
  };
}

/** The CID that a directory of these files has; nothing is stored. */
export async function directoryCid(files: ReadonlyMap<string, Uint8Array>): Promise<CID> {
  return (await directoryBlocks(files)).root;
}

/** The blocks of a directory of these files; nothing is stored. */
export async function directoryBlocks(
  files: ReadonlyMap<string, Uint8Array>,
): Promise<{ root: CID; blocks: Map<string, Uint8Array> }> {
  const blocks = new Map<string, Uint8Array>();
  const fs = unixfs({
    blockstore: {
      put: async (cid, value) => {
        if (value instanceof Uint8Array) blocks.set(cid.toString(), value);
        return cid;
      },
      has: async () => false,
      // A directory's node is made from its children's CIDs and sizes; nothing is read back.
      get: () => {
        throw new LoamError('ARTIFACT_READ_ONLY', 'nothing was stored');
      },
    },
  });
  const paths = [...files.keys()].map(checkArtifactPath).sort(comparePaths);
  const source = paths.map((path) => ({ path, content: files.get(path) ?? new Uint8Array() }));
  let root: CID | undefined;
  for await (const entry of fs.addAll(source, { ...IMPORT_OPTIONS, wrapWithDirectory: true }))
    root = entry.cid;
  if (root !== undefined) return { root, blocks };
  throw new LoamError('ARTIFACT_EMPTY', 'an artifact needs at least one file');
}

function lacking(cid: CID, isDamaged: boolean): LoamError {
  const data = { cid: cid.toString() };
  return isDamaged
    ? new LoamError('ARTIFACT_CORRUPT', `the archive's bytes of ${cid.toString()} do not hash to it`, {
        data,
      })
    : new LoamError('ARTIFACT_UNAVAILABLE', `the archive does not hold ${cid.toString()}`, { data });
}
