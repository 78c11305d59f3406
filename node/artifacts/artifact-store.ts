import { unixfs } from '@helia/unixfs';
import drain from 'it-drain';
import type { CID } from 'multiformats/cid';
import { parseCid } from '../../protocol/cid/cid-digest.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { PeerHost } from '../peers/peer-host.ts';
import { checkArtifactPath, comparePaths } from './artifact-path.ts';
import { exportFiles } from './export-directory.ts';
import { fetchDag } from './fetch-dag.ts';
import { fetchWithin } from './fetch-within.ts';
import { IMPORT_OPTIONS } from './import-options.ts';
import { MAX_ARTIFACT_BYTES, MAX_ARTIFACT_FILES } from './limits.ts';
import { readDirectory, readFile } from './read-artifact.ts';
import { serveBlocks } from './serve-blocks.ts';
import { createTokenBucket } from './token-bucket.ts';
import { type DagReport, verifyDag } from './verify-dag.ts';

/** Limits of one fetch. */
export interface FetchOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds for the whole fetch; 60,000 unless given. */
  readonly timeoutMs?: number;
  /** Bytes of all files together. */
  readonly maxBytes?: number;
  /** Files in the directory. */
  readonly maxFiles?: number;
  /** Only what is stored here already. */
  readonly offline?: boolean;
}

/** Content-addressed files, stored here and fetched from peers. */
export interface ArtifactStore {
  /**
   * Stores a directory and returns its CID (CIDv1, dag-pb). Equal names and bytes give the equal CID, always.
   *
   * @param files by relative POSIX path.
   * @throws LoamError `ARTIFACT_EMPTY`, `ARTIFACT_BAD_NAME`, `ARTIFACT_TOO_LARGE`, `ARTIFACT_TOO_MANY_FILES`.
   */
  putDirectory(files: ReadonlyMap<string, Uint8Array>): Promise<CID>;
  /** Stores one file and returns its CID (CIDv1, dag-pb). */
  putFile(bytes: Uint8Array): Promise<CID>;
  /**
   * Reads a directory, fetching from peers what is not here. Every block is hashed before its bytes are used.
   *
   * @returns files by relative path, in path order.
   * @throws LoamError `ARTIFACT_CORRUPT` (`data.cid` names the damaged block), `ARTIFACT_UNAVAILABLE`,
   * `ARTIFACT_TOO_LARGE`, `ARTIFACT_TOO_MANY_FILES`, `ARTIFACT_BAD_NAME`, `ARTIFACT_MALFORMED`, `ARTIFACT_CANCELLED`.
   */
  getDirectory(cid: CID | string, options?: FetchOptions): Promise<Map<string, Uint8Array>>;
  /** Reads one file; errors as {@link getDirectory}. */
  getFile(cid: CID | string, options?: FetchOptions): Promise<Uint8Array>;
  /** Whether the whole artifact is stored here, intact. */
  has(cid: CID | string): Promise<boolean>;
  /** Protects an artifact from garbage collection, fetching what is not here. Doing it twice is the same as once. */
  pin(cid: CID | string, options?: Pick<FetchOptions, 'signal' | 'timeoutMs'>): Promise<void>;
  /** Hashes every locally stored block of the artifact again and reports what is damaged or missing; asks no peer. */
  verify(cid: CID | string, options?: Pick<FetchOptions, 'signal'>): Promise<DagReport>;
  /** Writes a directory's files below the new folder `directory`, all or nothing. */
  exportDirectory(cid: CID | string, directory: string, options?: FetchOptions): Promise<void>;
}

/** What an artifact store needs. */
export interface ArtifactStoreOptions {
  readonly host: PeerHost;
  /** Bytes a second that this node sends to peers for their fetches; 0, the default, for no cap. */
  readonly uploadBytesPerSecond?: number;
  /** Bytes a second that fetches of this node take from peers; 0, the default, for no cap. */
  readonly downloadBytesPerSecond?: number;
  /** Told of a peer that sends wrong blocks (`artifact-block`) or asks in a way it may not (`artifact-wants`). */
  readonly onMisconduct?: (peerId: string, reason: string) => void;
}

/** The artifact store on top of a running peer; it serves other peers too. It holds nothing that has to be closed. */
export function createArtifactStore(options: ArtifactStoreOptions): ArtifactStore {
  const { host } = options;
  const fs = unixfs(host.helia);
  const upload = createTokenBucket({ bytesPerSecond: options.uploadBytesPerSecond ?? 0 });
  const download = createTokenBucket({ bytesPerSecond: options.downloadBytesPerSecond ?? 0 });
  const setting = { ...options, download };
  host.blocks.beforeServing = (bytes) => upload.take(bytes);
  void serveBlocks({ ...options, upload });
  const getDirectory: ArtifactStore['getDirectory'] = (cid, options = {}) =>
    fetchWithin(setting, toCid(cid), options, (reader, limits) => readDirectory(reader, toCid(cid), limits));

  return {
    async putDirectory(files) {
      if (files.size === 0) throw new LoamError('ARTIFACT_EMPTY', 'an artifact needs at least one file');
      if (files.size > MAX_ARTIFACT_FILES) {
        throw new LoamError(
          'ARTIFACT_TOO_MANY_FILES',
          `an artifact has at most ${MAX_ARTIFACT_FILES} files`,
          {
            data: { files: files.size },
          },
        );
      }
      const paths = [...files.keys()].map(checkArtifactPath).sort(comparePaths);
      checkSize([...files.values()].reduce((sum, bytes) => sum + bytes.length, 0));
      const source = paths.map((path) => ({ path, content: files.get(path) ?? new Uint8Array() }));
      let root: CID | undefined;
      for await (const entry of fs.addAll(source, { ...IMPORT_OPTIONS, wrapWithDirectory: true }))
        root = entry.cid;
      if (root === undefined) throw new LoamError('ARTIFACT_EMPTY', 'nothing was stored');
      return root;
    },
    async putFile(bytes) {
      checkSize(bytes.length);
      return fs.addBytes(bytes, IMPORT_OPTIONS);
    },
    getDirectory,
    getFile: (cid, options = {}) =>
      fetchWithin(setting, toCid(cid), options, (reader, limits) => readFile(reader, toCid(cid), limits)),
    has: async (cid) => (await verifyDag(host.blocks, toCid(cid))).complete,
    async pin(cid, options = {}) {
      const root = toCid(cid);
      await fetchWithin(setting, root, options, async (reader, { signal }) => {
        await fetchDag(reader, root);
        try {
          await drain(host.helia.pins.add(root, { signal }));
        } catch (error) {
          if (!(error instanceof Error && error.name === 'AlreadyPinnedError')) throw error;
        }
      });
    },
    verify: (cid, options = {}) => verifyDag(host.blocks, toCid(cid), options.signal),
    async exportDirectory(cid, directory, options = {}) {
      await exportFiles(await getDirectory(cid, options), directory);
    },
  };
}

function toCid(cid: CID | string): CID {
  return typeof cid === 'string' ? parseCid(cid) : cid;
}

function checkSize(bytes: number): void {
  if (bytes <= MAX_ARTIFACT_BYTES) return;
  throw new LoamError('ARTIFACT_TOO_LARGE', `an artifact has at most ${MAX_ARTIFACT_BYTES} bytes`, {
    data: { bytes },
  });
}
