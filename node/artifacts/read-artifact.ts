import { type UnixFS, unixfs } from '@helia/unixfs';
import type { CID } from 'multiformats/cid';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { checkArtifactPath, comparePaths } from './artifact-path.ts';
import type { BlockReader } from './block-reader.ts';
import type { FetchLimits } from './fetch-within.ts';
import { MAX_PATH_DEPTH } from './limits.ts';

/** dag-pb, the codec of directories and of files in several blocks. */
const DAG_PB = 0x70;

/**
 * Reads every file of a UnixFS directory, depth first in path order.
 *
 * @throws LoamError `ARTIFACT_MALFORMED` when the root is no directory, `ARTIFACT_TOO_LARGE`,
 * `ARTIFACT_TOO_MANY_FILES`, `ARTIFACT_BAD_NAME`, and what the reader throws.
 */
export async function readDirectory(
  reader: BlockReader,
  root: CID,
  limits: FetchLimits,
): Promise<Map<string, Uint8Array>> {
  const fs = readOnly(reader);
  const budget = { bytes: limits.maxBytes };
  const files = new Map<string, Uint8Array>();
  let entries = 0;

  const walk = async (cid: CID, prefix: string, depth: number): Promise<void> => {
    if (depth > MAX_PATH_DEPTH)
      throw new LoamError('ARTIFACT_BAD_NAME', 'the folders of the artifact are nested too deep');
    for await (const entry of fs.ls(cid, { signal: limits.signal })) {
      entries += 1;
      if (entries > limits.maxFiles * 2) throw tooMany(limits.maxFiles);
      const path = checkArtifactPath(`${prefix}${entry.name}`);
      if (await isDirectory(fs, entry.cid, limits.signal)) {
        await walk(entry.cid, `${path}/`, depth + 1);
        continue;
      }
      if (files.size >= limits.maxFiles) throw tooMany(limits.maxFiles);
      if (files.has(path)) throw new LoamError('ARTIFACT_MALFORMED', `the artifact names ${path} twice`);
      files.set(path, await readBytes(fs, entry.cid, limits, budget));
    }
  };

  if (!(await isDirectory(fs, root, limits.signal))) {
    throw new LoamError('ARTIFACT_MALFORMED', `${root.toString()} is not a directory`, {
      data: { cid: root.toString() },
    });
  }
  await walk(root, '', 1);
  return new Map([...files].sort(([a], [b]) => comparePaths(a, b)));
}

/** Reads one UnixFS file; throws as {@link readDirectory}. */
export async function readFile(reader: BlockReader, cid: CID, limits: FetchLimits): Promise<Uint8Array> {
  return readBytes(readOnly(reader), cid, limits, { bytes: limits.maxBytes });
}

async function readBytes(
  fs: UnixFS,
  cid: CID,
  limits: FetchLimits,
  budget: { bytes: number },
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of fs.cat(cid, { signal: limits.signal })) {
    length += chunk.length;
    if (length > budget.bytes) {
      throw new LoamError('ARTIFACT_TOO_LARGE', `the artifact is larger than ${limits.maxBytes} bytes`, {
        data: { cid: cid.toString(), maxBytes: limits.maxBytes },
      });
    }
    chunks.push(chunk);
  }
  budget.bytes -= length;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

async function isDirectory(fs: UnixFS, cid: CID, signal: AbortSignal): Promise<boolean> {
  return cid.code === DAG_PB && (await fs.stat(cid, { signal })).type === 'directory';
}

function readOnly(reader: BlockReader): UnixFS {
  return unixfs({
    blockstore: {
      get: (cid) => reader.get(cid),
      has: () => Promise.resolve(true),
      put: () => Promise.reject(new LoamError('ARTIFACT_READ_ONLY', 'a fetch does not write')),
    },
  });
}

function tooMany(maxFiles: number): LoamError {
  return new LoamError('ARTIFACT_TOO_MANY_FILES', `the artifact has more than ${maxFiles} files`, {
    data: { maxFiles },
  });
}
