import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as dagPb from '@ipld/dag-pb';
import { NextToLast } from 'blockstore-fs/sharding';
import { CID } from 'multiformats/cid';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { VerifyingBlockstore } from '../peers/verifying-blockstore.ts';
import { blockKey, keyToCid } from './block-key.ts';
import { ORPHAN_GRACE_MS, SWEEP_BATCH_BLOCKS, USED_AT_WRITE_MS } from './limits.ts';
import type { RootRecord, RootRecords } from './root-records.ts';

/** dag-pb, the codec of nodes that link to others. */
const DAG_PB = 0x70;

/** Bytes that artifacts take here. */
export interface ArtifactUsage {
  /** Of all artifacts; a block that several share counts once. */
  readonly bytes: number;
  /** The part that pinned ones take. */
  readonly pinnedBytes: number;
  /** What they may take together. */
  readonly quotaBytes: number;
}

/** How far a collection goes. */
export interface CollectOptions {
  readonly signal?: AbortSignal;
  /** Bytes of artifacts at which no more of them are removed. Without it everything goes that may. */
  readonly keepBytes?: number;
}

/** What a collection removed. */
export interface CollectionReport {
  /** Artifacts that were not pinned. */
  readonly roots: number;
  readonly blocks: number;
  readonly bytes: number;
}

/** Work on one artifact. As long as it goes on, no block that it met is removed. */
export interface ArtifactWork {
  /** Protects a block, stored or not. Comes before looking whether it is stored. */
  meet(cid: CID): void;
  /** Tells the size of a block that is stored. */
  saw(cid: CID, bytes: number): void;
  /**
   * Makes room for a block that is about to be stored, by evicting what is not pinned, least recently used first.
   *
   * @throws LoamError `ARTIFACT_QUOTA` when nothing is left to evict.
   */
  reserve(cid: CID, bytes: number): void;
  /** Ends the work and records what was met under its root, so that every stored byte has a record. */
  end(root: CID | undefined, complete: boolean): void;
}

/** What a keeper needs. */
export interface ArtifactKeeperOptions {
  readonly blocks: VerifyingBlockstore;
  readonly records: RootRecords;
  readonly quotaBytes: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether some other part of the node needs a block that belongs to no artifact. */
  readonly isNeeded: (cid: CID) => Promise<boolean>;
}

/** Keeps artifacts inside their quota and collects what nobody needs, never a block of anything pinned or in use. */
export class ArtifactKeeper {
  readonly #options: ArtifactKeeperOptions;
  readonly #works = new Set<{ readonly root: string | undefined; readonly met: Map<string, number> }>();
  /** Bytes that work in progress has stored and that no record counts yet. */
  #pending = 0;

  #quotaBytes: number;

  constructor(options: ArtifactKeeperOptions) {
    this.#options = options;
    this.#quotaBytes = options.quotaBytes;
  }

  /** Allows so many bytes from now on. What is above goes when room is made or garbage collected. */
  setQuota(bytes: number): void {
    this.#quotaBytes = bytes;
  }

  usage(): ArtifactUsage {
    const { records } = this.#options;
    const quotaBytes = this.#quotaBytes;
    return { bytes: records.bytes + this.#pending, pinnedBytes: records.pinnedBytes, quotaBytes };
  }

  /** Begins work on the artifact `root`, or on one whose CID is not known yet. */
  begin(root?: CID): ArtifactWork {
    const { records, now } = this.#options;
    const work = { root: root?.toString(), met: new Map<string, number>() };
    let reserved = 0;
    this.#works.add(work);
    return {
      meet: (cid) => {
        const key = blockKey(cid);
        if (!work.met.has(key)) work.met.set(key, -1);
      },
      saw: (cid, bytes) => void work.met.set(blockKey(cid), bytes),
      reserve: (cid, bytes) => {
        const key = blockKey(cid);
        const known = (work.met.get(key) ?? -1) >= 0 || records.holds(key);
        if (!known) {
          // Met, so that making room does not take what is about to be used.
          work.met.set(key, -1);
          this.#makeRoom(bytes);
          reserved += bytes;
          this.#pending += bytes;
        }
        work.met.set(key, bytes);
      },
      end: (end, complete) => {
        if (!this.#works.has(work)) return;
        if (end !== undefined) this.#record(end.toString(), work.met, complete, now());
        this.#works.delete(work);
        this.#pending -= reserved;
      },
    };
  }

  /** Pins what is recorded of an artifact, on disk when this returns. */
  pin(root: string, complete: boolean): void {
    const { records, now } = this.#options;
    const record = records.get(root) ?? { cid: root, complete: false, usedAt: now(), blocks: new Map() };
    records.put({ ...record, pinned: true, complete: record.complete || complete }, true);
  }

  /** Unpins an artifact; its blocks stay until they are collected. Returns whether it was pinned. */
  unpin(root: string): boolean {
    const record = this.#options.records.get(root);
    if (record?.pinned !== true) return false;
    if (record.blocks.size === 0) this.#options.records.remove(root);
    else this.#options.records.put({ ...record, pinned: false }, true);
    return true;
  }

  /**
   * Removes artifacts that are neither pinned nor in use, least recently used first, blocks that a crash left without an
   * artifact, and half-written files. Fetches may go on meanwhile. Whatever step it is interrupted at, nothing pinned is
   * lost.
   *
   * @throws the signal's reason when aborted.
   */
  async collectGarbage({ signal, keepBytes }: CollectOptions = {}): Promise<CollectionReport> {
    let roots = 0;
    let blocks = 0;
    let bytes = 0;
    await nextTurn();
    for (const record of this.#options.records.all().sort((a, b) => a.usedAt - b.usedAt)) {
      signal?.throwIfAborted();
      if (keepBytes !== undefined && this.usage().bytes <= keepBytes) break;
      const current = this.#options.records.get(record.cid);
      if (current === undefined || !this.#isEvictable(current)) continue;
      const freed = this.#evict(current);
      roots += 1;
      blocks += freed.blocks;
      bytes += freed.bytes;
      if (freed.blocks > SWEEP_BATCH_BLOCKS || roots % SWEEP_BATCH_BLOCKS === 0) await nextTurn();
    }
    const orphans = await this.#sweepOrphans(signal);
    this.#sweepTemporaries();
    return { roots, blocks: blocks + orphans.blocks, bytes: bytes + orphans.bytes };
  }

  #record(cid: string, met: ReadonlyMap<string, number>, complete: boolean, usedAt: number): void {
    const { records } = this.#options;
    const before = records.get(cid);
    const blocks = new Map(before?.blocks);
    for (const [key, bytes] of met) if (bytes >= 0) blocks.set(key, bytes);
    if (blocks.size === 0) return;
    const whole = complete || before?.complete === true;
    const same = before !== undefined && blocks.size === before.blocks.size && whole === before.complete;
    if (same && usedAt - before.usedAt < USED_AT_WRITE_MS) records.use(cid, usedAt);
    else records.put({ cid, pinned: before?.pinned ?? false, complete: whole, usedAt, blocks }, false);
  }

  #makeRoom(bytes: number): void {
    const { records } = this.#options;
    const quotaBytes = this.#quotaBytes;
    while (records.bytes + this.#pending + bytes > quotaBytes) {
      const oldest = records
        .all()
        .filter((record) => this.#isEvictable(record))
        .reduce<RootRecord | undefined>(
          (a, b) => (a === undefined || b.usedAt < a.usedAt ? b : a),
          undefined,
        );
      if (oldest === undefined) {
        const { pinnedBytes } = records;
        throw new LoamError(
          'ARTIFACT_QUOTA',
          `There is no room: artifacts may take ${quotaBytes} bytes here, and what is pinned or in use fills that.`,
          {
            hint: 'Unpin what is not needed any more, or allow artifacts more room.',
            data: { quotaBytes, pinnedBytes },
          },
        );
      }
      this.#evict(oldest);
    }
  }

  #isEvictable(record: RootRecord): boolean {
    if (record.pinned) return false;
    for (const work of this.#works) if (work.root === record.cid) return false;
    return true;
  }

  /** The record goes first: a crash in between leaves blocks without an artifact, never the other way round. */
  #evict(record: RootRecord): { blocks: number; bytes: number } {
    let blocks = 0;
    let bytes = 0;
    for (const key of this.#options.records.remove(record.cid)) {
      if (this.#isMet(key)) continue;
      rmSync(this.#options.blocks.file(keyToCid(key)), { force: true });
      blocks += 1;
      bytes += record.blocks.get(key) ?? 0;
    }
    return { blocks, bytes };
  }

  #isMet(key: string): boolean {
    for (const work of this.#works) if (work.met.has(key)) return true;
    return false;
  }

  async #sweepOrphans(signal?: AbortSignal): Promise<{ blocks: number; bytes: number }> {
    const { blocks: store, records, now, isNeeded } = this.#options;
    const reachable = this.#reachableFromIncompletePins();
    let blocks = 0;
    let bytes = 0;
    for (const shard of readdirSync(store.path, { withFileTypes: true })) {
      signal?.throwIfAborted();
      const folder = join(store.path, shard.name);
      if (!shard.isDirectory() || folder === store.temporaries) continue;
      await nextTurn();
      for (const name of readdirSync(folder)) {
        const cid = blockOf(name);
        if (cid === undefined) continue;
        const key = blockKey(cid);
        const isFree = (): boolean => !records.holds(key) && !this.#isMet(key) && !reachable.has(key);
        if (!isFree()) continue;
        const stat = statSync(join(folder, name), { throwIfNoEntry: false });
        if (stat === undefined || now() - stat.mtimeMs < ORPHAN_GRACE_MS) continue;
        // Asking takes a while, in which somebody may have met the block.
        if ((await isNeeded(cid)) || !isFree()) continue;
        rmSync(join(folder, name), { force: true });
        blocks += 1;
        bytes += stat.size;
      }
    }
    return { blocks, bytes };
  }

  /** A pin that was never completed has no list of its blocks; what is here of it is found by walking. */
  #reachableFromIncompletePins(): Set<string> {
    const reachable = new Set<string>();
    for (const { cid, pinned, complete } of this.#options.records.all()) {
      if (!pinned || complete) continue;
      const queue = [CID.parse(cid)];
      for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
        if (reachable.has(blockKey(at))) continue;
        reachable.add(blockKey(at));
        const block = this.#options.blocks.inspect(at);
        if (block.state !== 'valid' || at.code !== DAG_PB) continue;
        try {
          for (const link of dagPb.decode(block.bytes).Links) queue.push(link.Hash);
        } catch {
          // Bytes that are no node link to nothing.
        }
      }
    }
    return reachable;
  }

  #sweepTemporaries(): void {
    const { blocks, now } = this.#options;
    for (const name of readdirSafe(blocks.temporaries)) {
      const stat = statSync(join(blocks.temporaries, name), { throwIfNoEntry: false });
      if (stat !== undefined && now() - stat.mtimeMs >= ORPHAN_GRACE_MS)
        rmSync(join(blocks.temporaries, name), { force: true });
    }
  }
}

const LAYOUT = new NextToLast();

function blockOf(name: string): CID | undefined {
  if (!name.endsWith(LAYOUT.extension)) return undefined;
  try {
    return LAYOUT.decode(name);
  } catch {
    return undefined;
  }
}

function readdirSafe(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
