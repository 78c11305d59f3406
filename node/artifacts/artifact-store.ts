import { dirname, join } from 'node:path';
import type { CID } from 'multiformats/cid';
import { parseCid } from '../../protocol/cid/cid-digest.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { unlessFull } from '../data-folder/unless-full.ts';
import type { PeerHost } from '../peers/peer-host.ts';
import {
  ArtifactKeeper,
  type ArtifactUsage,
  type CollectionReport,
  type CollectOptions,
} from './artifact-keeper.ts';
import { checkArtifactPath, comparePaths } from './artifact-path.ts';
import { keyToCid } from './block-key.ts';
import { exportFiles } from './export-directory.ts';
import { fetchDag } from './fetch-dag.ts';
import { type FetchSetting, fetchWithin } from './fetch-within.ts';
import { type CarReport, importCar } from './import-car.ts';
import { IMPORT_OPTIONS } from './import-options.ts';
import { ARTIFACT_QUOTA_BYTES, MAX_ARTIFACT_BYTES, MAX_ARTIFACT_FILES } from './limits.ts';
import { readDirectory, readFile } from './read-artifact.ts';
import { RootRecords } from './root-records.ts';
import { serveBlocks } from './serve-blocks.ts';
import { storeFiles } from './store-files.ts';
import { createTokenBucket } from './token-bucket.ts';
import { type DagReport, verifyDag } from './verify-dag.ts';
import { writeCar } from './write-car.ts';

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
  /** Brings a whole artifact here, as {@link getDirectory} does, without reading its files into memory. */
  fetch(cid: CID | string, options?: FetchOptions): Promise<void>;
  /**
   * Protects an artifact from garbage collection and eviction, fetching what is not here. When it returns, all of it
   * survives a power cut. Doing it twice is the same as once.
   *
   * @throws LoamError `ARTIFACT_QUOTA`, and as {@link getDirectory}; the artifact is then not pinned, unless it was.
   */
  pin(cid: CID | string, options?: Pick<FetchOptions, 'signal' | 'timeoutMs' | 'offline'>): Promise<void>;
  /** Ends the protection; its blocks stay until they are collected or evicted. Returns whether it was pinned. */
  unpin(cid: CID | string): boolean;
  /** Every artifact that is here, wholly or in part, most recently used first. */
  list(): StoredArtifact[];
  /** Other limits from now on; what is not named stays. */
  setLimits(limits: ArtifactLimits): void;
  /** Bytes on disk beside what is allowed. */
  usage(): ArtifactUsage;
  /** Removes what is neither pinned nor in use, see {@link CollectOptions}. Fetches may go on meanwhile. */
  collectGarbage(options?: CollectOptions): Promise<CollectionReport>;
  /** Hashes every locally stored block of the artifact again and reports what is damaged or missing; asks no peer. */
  verify(cid: CID | string, options?: Pick<FetchOptions, 'signal'>): Promise<DagReport>;
  /** Writes a directory's files below the new folder `directory`, all or nothing. */
  exportDirectory(cid: CID | string, directory: string, options?: FetchOptions): Promise<void>;
  /**
   * Writes artifacts as one CAR file (version 1) that any IPFS program reads, all or nothing, fetching what is not here.
   *
   * @throws LoamError `ARTIFACT_EXPORT_EXISTS`, and as {@link getDirectory}.
   */
  exportCar(cids: readonly (CID | string)[], file: string, options?: FetchOptions): Promise<CarReport>;
  /**
   * Takes artifacts from a CAR file, all or nothing: every block is hashed, and everything below the roots must be in
   * the file or here already. Blocks that no root leads to are left out. Nothing is pinned by it.
   *
   * @throws LoamError `CAR_UNREADABLE`, `CAR_TOO_LARGE`, `CAR_MALFORMED`, `CAR_BAD_BLOCK`, `CAR_INCOMPLETE`,
   * `ARTIFACT_QUOTA`.
   */
  importCar(file: string, options?: { readonly maxBytes?: number }): Promise<CarReport>;
}

/** One artifact that is stored here. */
export interface StoredArtifact {
  readonly cid: string;
  readonly pinned: boolean;
  /** False when a fetch of it has not ended well yet. */
  readonly complete: boolean;
  /** Milliseconds since 1970. */
  readonly usedAt: number;
  readonly blocks: number;
  /** Bytes of its blocks; other artifacts may share some of them. */
  readonly bytes: number;
}

/** What artifacts may take. */
export interface ArtifactLimits {
  /** Bytes that artifacts may take on disk; {@link ARTIFACT_QUOTA_BYTES} unless given. */
  readonly quotaBytes?: number;
  /** Bytes a second that this node sends to peers for their fetches; 0, the default, for no cap. */
  readonly uploadBytesPerSecond?: number;
  /** Bytes a second that fetches of this node take from peers; 0, the default, for no cap. */
  readonly downloadBytesPerSecond?: number;
}

/** What an artifact store needs. */
export interface ArtifactStoreOptions extends ArtifactLimits {
  readonly host: PeerHost;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** The artifact store on top of a running peer; it serves other peers too. It holds nothing that has to be closed. */
export function createArtifactStore(options: ArtifactStoreOptions): ArtifactStore {
  const { host } = options;
  const upload = createTokenBucket({ bytesPerSecond: options.uploadBytesPerSecond ?? 0 });
  const download = createTokenBucket({ bytesPerSecond: options.downloadBytesPerSecond ?? 0 });
  const records = new RootRecords(join(dirname(host.blocks.path), 'roots'));
  const keeper = new ArtifactKeeper({
    blocks: host.blocks,
    records,
    quotaBytes: options.quotaBytes ?? ARTIFACT_QUOTA_BYTES,
    now: options.now ?? Date.now,
    // The gossip pins its manifests there, and earlier versions of Loam their artifacts.
    isNeeded: (cid) => host.helia.pins.isPinned(cid),
  });
  const setting: FetchSetting = { host, download, keeper };
  host.blocks.beforeServing = (bytes) => upload.take(bytes);
  void serveBlocks({ host, upload });
  const getDirectory: ArtifactStore['getDirectory'] = (cid, limits = {}) =>
    fetchWithin(setting, toCid(cid), limits, (reader, resolved) =>
      readDirectory(reader, toCid(cid), resolved),
    );
  const fetchWhole = (root: CID, limits: FetchOptions) =>
    fetchWithin(setting, root, { ...limits, keep: false }, async (reader, { arrived }) => {
      if (!arrived) await fetchDag(reader, root);
    });

  const store: ArtifactStore = {
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
      return storeFiles(host, keeper, async (fs) => {
        let root: CID | undefined;
        for await (const entry of fs.addAll(source, { ...IMPORT_OPTIONS, wrapWithDirectory: true }))
          root = entry.cid;
        if (root === undefined) throw new LoamError('ARTIFACT_EMPTY', 'nothing was stored');
        return root;
      });
    },
    async putFile(bytes) {
      checkSize(bytes.length);
      return storeFiles(host, keeper, (fs) => fs.addBytes(bytes, IMPORT_OPTIONS));
    },
    getDirectory,
    getFile: (cid, limits = {}) =>
      fetchWithin(setting, toCid(cid), limits, (reader, resolved) => readFile(reader, toCid(cid), resolved)),
    has: async (cid) => (await verifyDag(host.blocks, toCid(cid))).complete,
    async fetch(cid, limits = {}) {
      await fetchWhole(toCid(cid), limits);
    },
    async pin(cid, limits = {}) {
      const root = toCid(cid);
      const name = root.toString();
      const wasPinned = records.get(name)?.pinned === true;
      // First of all, so that from here on no collection takes what is here already.
      keeper.pin(name, false);
      try {
        await fetchWhole(root, limits);
        for (const key of records.get(name)?.blocks.keys() ?? []) await host.blocks.flush(keyToCid(key));
      } catch (error) {
        if (!wasPinned) keeper.unpin(name);
        throw error;
      }
      keeper.pin(name, true);
    },
    unpin: (cid) => keeper.unpin(toCid(cid).toString()),
    list: () =>
      records
        .all()
        .map(({ cid, pinned, complete, usedAt, blocks }) => ({
          cid,
          pinned,
          complete,
          usedAt,
          blocks: blocks.size,
          bytes: [...blocks.values()].reduce((sum, bytes) => sum + bytes, 0),
        }))
        .sort((a, b) => b.usedAt - a.usedAt),
    setLimits({ quotaBytes, uploadBytesPerSecond, downloadBytesPerSecond }) {
      if (quotaBytes !== undefined) keeper.setQuota(quotaBytes);
      if (uploadBytesPerSecond !== undefined) upload.setRate(uploadBytesPerSecond);
      if (downloadBytesPerSecond !== undefined) download.setRate(downloadBytesPerSecond);
    },
    usage: () => keeper.usage(),
    collectGarbage: (limits) => keeper.collectGarbage(limits),
    verify: (cid, limits = {}) => verifyDag(host.blocks, toCid(cid), limits.signal),
    async exportDirectory(cid, directory, limits = {}) {
      await exportFiles(await getDirectory(cid, limits), directory);
    },
    async exportCar(cids, file, limits = {}) {
      const roots = cids.map(toCid);
      for (const root of roots) await fetchWhole(root, limits);
      return writeCar(host.blocks, roots, file);
    },
    importCar: (file, limits = {}) => importCar({ blocks: host.blocks, keeper, file, ...limits }),
  };
  return {
    ...store,
    putDirectory: (files) => unlessFull(store.putDirectory(files)),
    putFile: (bytes) => unlessFull(store.putFile(bytes)),
    getDirectory: (cid, limits) => unlessFull(store.getDirectory(cid, limits)),
    getFile: (cid, limits) => unlessFull(store.getFile(cid, limits)),
    fetch: (cid, limits) => unlessFull(store.fetch(cid, limits)),
    pin: (cid, limits) => unlessFull(store.pin(cid, limits)),
    exportDirectory: (cid, directory, limits) => unlessFull(store.exportDirectory(cid, directory, limits)),
    exportCar: (cids, file, limits) => unlessFull(store.exportCar(cids, file, limits)),
    importCar: (file, limits) => unlessFull(store.importCar(file, limits)),
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
