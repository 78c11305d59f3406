import * as dagPb from '@ipld/dag-pb';
import type { CID } from 'multiformats/cid';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { PeerHost } from '../peers/peer-host.ts';
import { widenWindow } from '../peers/widen-window.ts';
import type { ArtifactWork } from './artifact-keeper.ts';
import { BLOCK_PROTOCOL, isAskable, type SharedBytes } from './block-protocol.ts';
import {
  DUPLICATE_WANT_MS,
  FETCH_CACHE_BYTES,
  MAX_FETCH_PEERS,
  PEER_OPEN_MS,
  STREAM_WINDOW_BYTES,
} from './limits.ts';
import { pullBlocks, type WantSource } from './pull-blocks.ts';
import type { TokenBucket } from './token-bucket.ts';

/** dag-pb, the codec of nodes that link to others. */
const DAG_PB = 0x70;

/** What a fetch needs. */
export interface DagFetcherOptions {
  readonly host: PeerHost;
  readonly download: TokenBucket;
  /** Bytes that blocks from peers may have together. */
  readonly maxBytes: number;
  /** Blocks that the walk may meet. */
  readonly maxBlocks: number;
  readonly signal: AbortSignal;
  /** Whether checked blocks stay in memory for who reads them next, see {@link DagFetcher.takeBlock}. */
  readonly keep: boolean;
  /** Protects the blocks and makes room for them. */
  readonly work: ArtifactWork;
}

/** A want that has not arrived. */
interface Want {
  readonly cid: CID;
  /** Peers that owe it, with the time of asking. */
  readonly owed: Map<string, number>;
  /** Peers that do not have it. */
  readonly lacking: Set<string>;
  /** Whether it has come and is being checked. */
  inCheck: boolean;
}

/**
 * Fetches an artifact's blocks from several peers at once over our own protocol. It walks the artifact from its root:
 * what is stored here is not asked for, what is missing is asked of whichever peer is free, and only blocks that a
 * checked block links to are ever asked for. A peer that lacks blocks, stalls or lies loses its place to another one.
 */
export class DagFetcher implements WantSource {
  readonly #options: DagFetcherOptions;
  readonly #seen = new Set<string>();
  readonly #wants = new Map<string, Want>();
  readonly #cache = new Map<string, Uint8Array>();
  readonly #listeners = new Set<() => void>();
  readonly #tried = new Set<string>();
  readonly #checks = new Set<Promise<void>>();
  readonly #blamed = new Map<string, unknown>();
  #failure: unknown;
  #cached = 0;
  #bytes = 0;

  constructor(options: DagFetcherOptions) {
    this.#options = options;
  }

  /** Bytes that came from peers. */
  get bytes(): number {
    return this.#bytes;
  }

  /** A block that this fetch has already checked, once; undefined when it is not in memory. */
  takeBlock(cid: CID): Uint8Array | undefined {
    const name = cid.toString();
    const bytes = this.#cache.get(name);
    if (bytes === undefined) return undefined;
    this.#cache.delete(name);
    this.#cached -= bytes.length;
    return bytes;
  }

  /**
   * Fetches whatever is missing below `root`, root included, as far as connected peers have it. Everything that came is
   * stored when this returns.
   *
   * @returns whether nothing is missing.
   * @throws LoamError `ARTIFACT_TOO_LARGE`, `ARTIFACT_MALFORMED`; the signal's reason when aborted.
   */
  async fetch(root: CID): Promise<boolean> {
    const { signal } = this.#options;
    this.#tried.clear();
    this.#expand([root]);
    try {
      await this.#askPeers();
      if (this.#failure !== undefined) throw this.#failure;
      signal.throwIfAborted();
      return this.#wants.size === 0;
    } finally {
      // What is being checked is stored, and recorded, before anybody hears that the fetch is over.
      await Promise.all(this.#checks);
      this.#wants.clear();
      this.#seen.clear();
    }
  }

  take(peer: string, most: number): CID[] {
    const now = performance.now();
    const picked: CID[] = [];
    for (const [fresh, wants] of [
      [true, this.#wants],
      [false, this.#wants],
    ] as const) {
      for (const want of wants.values()) {
        if (picked.length >= most) return picked;
        if (want.inCheck || want.lacking.has(peer) || want.owed.has(peer)) continue;
        if (fresh ? want.owed.size > 0 : !isOverdue(want, now)) continue;
        want.owed.set(peer, now);
        picked.push(want.cid);
      }
      // What others owe is asked for twice only by a peer that has nothing else to do.
      if (picked.length > 0) break;
    }
    return picked;
  }

  arrived(peer: string, cid: CID, bytes: Uint8Array | undefined): boolean {
    const name = cid.toString();
    const want = this.#wants.get(name);
    want?.owed.delete(peer);
    if (bytes === undefined) {
      want?.lacking.add(peer);
      this.#changed();
      return false;
    }
    if (want === undefined || want.inCheck) return false;
    const { host, work } = this.#options;
    try {
      host.blocks.store(cid, bytes, () => work.reserve(cid, bytes.length));
    } catch (error) {
      this.#refuse(peer, want, error);
      throw error;
    }
    return this.#stored(cid, bytes);
  }

  lend(cid: CID, length: number): SharedBytes | undefined {
    // The links of a node are needed at once.
    return cid.code === DAG_PB ? undefined : this.#options.host.blocks.lend(length);
  }

  giveBack(bytes: SharedBytes): void {
    this.#options.host.blocks.giveBack(bytes);
  }

  arrivedIn(peer: string, cid: CID, bytes: SharedBytes): void {
    const want = this.#wants.get(cid.toString());
    want?.owed.delete(peer);
    if (want === undefined || want.inCheck) {
      this.giveBack(bytes);
      return;
    }
    want.inCheck = true;
    const { host, work } = this.#options;
    const check = host.blocks
      .storeSoon(cid, bytes, () => work.reserve(cid, bytes.length))
      .then(
        () => {
          this.#stored(cid, this.#options.keep ? bytes.slice() : bytes);
        },
        (error: unknown) => {
          want.inCheck = false;
          this.#refuse(peer, want, error);
          this.#blamed.set(peer, error);
          this.#changed();
        },
      )
      .finally(() => {
        this.giveBack(bytes);
        this.#checks.delete(check);
      });
    this.#checks.add(check);
  }

  blame(peer: string): unknown {
    return this.#blamed.get(peer);
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  finished(peer: string): boolean {
    if (this.#failure !== undefined) return true;
    for (const want of this.#wants.values()) if (!want.lacking.has(peer)) return false;
    return true;
  }

  #refuse(peer: string, want: Want, error: unknown): void {
    want.lacking.add(peer);
    if (error instanceof LoamError && error.code === 'BLOCK_MISMATCH')
      this.#options.host.punish(peer, 'bad-block');
    else this.#fail(error);
  }

  /** Goes on from a block that is stored now. Returns whether its bytes are kept. */
  #stored(cid: CID, bytes: Uint8Array): boolean {
    const { maxBytes } = this.#options;
    this.#wants.delete(cid.toString());
    this.#bytes += bytes.length;
    if (this.#bytes > maxBytes) {
      this.#fail(
        new LoamError('ARTIFACT_TOO_LARGE', `the artifact is larger than ${maxBytes} bytes`, {
          data: { maxBytes },
        }),
      );
    }
    const { kept, links } = this.#use(cid, bytes);
    this.#expand(links);
    this.#changed();
    return kept;
  }

  async #askPeers(): Promise<void> {
    const running = new Map<string, Promise<void>>();
    const poll = setInterval(() => this.#changed(), DUPLICATE_WANT_MS / 2);
    let wake: () => void = () => undefined;
    const forget = this.onChange(() => wake());
    try {
      for (;;) {
        if (this.#failure !== undefined || this.#options.signal.aborted) break;
        if (this.#wants.size === 0) break;
        if (this.#wants.size > 0) {
          for (const peer of this.#candidates()) {
            if (running.size >= MAX_FETCH_PEERS) break;
            this.#tried.add(peer);
            running.set(
              peer,
              this.#askPeer(peer).finally(() => {
                running.delete(peer);
                this.#changed();
              }),
            );
          }
          if (running.size === 0) break;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      await Promise.all(running.values());
    } finally {
      clearInterval(poll);
      forget();
    }
  }

  #candidates(): string[] {
    return this.#options.host
      .peers()
      .map(({ peerId }) => peerId)
      .filter((peerId) => !this.#tried.has(peerId));
  }

  async #askPeer(peer: string): Promise<void> {
    const { host, signal, download } = this.#options;
    const connection = host.helia.libp2p.getConnections().find((c) => c.remotePeer.toString() === peer);
    if (connection === undefined) return;
    const either = AbortSignal.any([signal, AbortSignal.timeout(PEER_OPEN_MS)]);
    const stream = await connection
      .newStream(BLOCK_PROTOCOL, { signal: either, runOnLimitedConnection: true, negotiateFully: true })
      // Peers that know only bitswap are asked that way later.
      .catch(() => undefined);
    if (stream === undefined) return;
    widenWindow(stream, STREAM_WINDOW_BYTES);
    const { open } = await pullBlocks({ stream, peer, source: this, download, signal });
    for (const cid of open) {
      const want = this.#wants.get(cid.toString());
      want?.owed.delete(peer);
      want?.lacking.add(peer);
    }
  }

  /** Takes what links lead to: local blocks are walked on, others become wants. */
  #expand(cids: readonly CID[]): void {
    const { host, maxBlocks, work } = this.#options;
    const queue = [...cids].reverse();
    for (let cid = queue.pop(); cid !== undefined; cid = queue.pop()) {
      const name = cid.toString();
      if (this.#seen.has(name)) continue;
      this.#seen.add(name);
      if (this.#seen.size > maxBlocks) {
        const message = `the artifact has more than ${maxBlocks} blocks`;
        this.#fail(new LoamError('ARTIFACT_TOO_LARGE', message, { data: { maxBlocks } }));
        return;
      }
      work.meet(cid);
      const local = host.blocks.inspect(cid);
      if (local.state === 'valid') work.saw(cid, local.bytes.length);
      if (local.state === 'valid') queue.push(...this.#use(cid, local.bytes).links.reverse());
      else if (isAskable(cid))
        this.#wants.set(name, { cid, owed: new Map(), lacking: new Set(), inCheck: false });
    }
  }

  /** Takes a checked block into memory, where it is wanted there, and reads its links. */
  #use(cid: CID, bytes: Uint8Array): { kept: boolean; links: CID[] } {
    const kept = this.#options.keep && this.#cached + bytes.length <= FETCH_CACHE_BYTES;
    if (kept) {
      this.#cache.set(cid.toString(), bytes);
      this.#cached += bytes.length;
    }
    if (cid.code !== DAG_PB) return { kept, links: [] };
    try {
      // A link's CID is a view of the bytes that it was read from, and these may be overwritten by the next block.
      return { kept, links: dagPb.decode(kept ? bytes : bytes.slice()).Links.map((link) => link.Hash) };
    } catch (cause) {
      this.#fail(
        new LoamError('ARTIFACT_MALFORMED', `${cid.toString()} is not a readable artifact`, { cause }),
      );
      return { kept, links: [] };
    }
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#changed();
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

function isOverdue(want: Want, now: number): boolean {
  for (const askedAt of want.owed.values()) if (now - askedAt < DUPLICATE_WANT_MS) return false;
  return true;
}
