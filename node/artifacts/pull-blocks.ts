import type { Stream } from '@libp2p/interface';
import type { CID } from 'multiformats/cid';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { AnswerParser, encodeWants, type SharedBytes } from './block-protocol.ts';
import { FIRST_WINDOW, PEER_STALL_MS, WANT_WINDOW } from './limits.ts';
import type { TokenBucket } from './token-bucket.ts';

/** Where a peer's stream gets its wants and brings the answers. */
export interface WantSource {
  /** Up to `most` blocks to ask this peer for; none when there is nothing for it now. */
  take(peer: string, most: number): CID[];
  /**
   * Brings an answer; undefined when the peer has no such block.
   *
   * @returns whether the bytes are kept; otherwise they change after the call.
   * @throws LoamError when the bytes are not the block.
   */
  arrived(peer: string, cid: CID, bytes: Uint8Array | undefined): boolean;
  /** Memory for a block that {@link arrivedIn} takes; undefined where it is to be brought by {@link arrived}. */
  lend(cid: CID, length: number): SharedBytes | undefined;
  /** Brings a block in memory that was lent. It is checked later, see {@link blame}. */
  arrivedIn(peer: string, cid: CID, bytes: SharedBytes): void;
  /** Takes back lent memory that was not filled. */
  giveBack(bytes: SharedBytes): void;
  /** Why this peer is not to be asked any more, for example a block that turned out to be wrong. */
  blame(peer: string): unknown;
  /** Calls back whenever there may be new wants, and when there will be none. Returns how to stop it. */
  onChange(listener: () => void): () => void;
  /** True when this peer has nothing more to do here. */
  finished(peer: string): boolean;
}

/** What one peer's stream needs. */
export interface PullOptions {
  readonly stream: Stream;
  readonly peer: string;
  readonly source: WantSource;
  readonly download: TokenBucket;
  readonly signal: AbortSignal;
}

/**
 * Asks one peer for blocks until the source has nothing more for it.
 *
 * @returns the wants that it left unanswered, with the reason; none and no reason when all went well.
 */
export function pullBlocks({ stream, peer, source, download, signal }: PullOptions) {
  return new Promise<{ readonly open: readonly CID[]; readonly error?: unknown }>((resolve) => {
    const open: CID[] = [];
    // Grows with every answer, so that a peer that gives none holds up little.
    let window = download.unlimited ? FIRST_WINDOW : 2;
    let ended = false;
    let answered = false;
    let waiting = 0;
    let heardAt = performance.now();
    const watch = setInterval(() => {
      if (open.length > 0 && performance.now() - heardAt > PEER_STALL_MS)
        end(new LoamError('ARTIFACT_PEER_STALLED', 'a peer stopped answering'));
    }, PEER_STALL_MS / 8);
    const end = (error?: unknown): void => {
      if (ended) return;
      ended = true;
      clearInterval(watch);
      forget();
      signal.removeEventListener('abort', onAbort);
      const unfilled = parser.end();
      if (unfilled !== undefined) source.giveBack(unfilled);
      if (error === undefined && open.length === 0) void stream.close().catch(() => undefined);
      else if (error === undefined) stream.abort(new Error('others were faster'));
      else stream.abort(error instanceof Error ? error : new Error(String(error)));
      resolve(error === undefined ? { open } : { open, error });
    };
    const onAbort = (): void => end(signal.reason);
    const fill = (): void => {
      if (ended) return;
      const blame = source.blame(peer);
      if (blame !== undefined) end(blame);
      if (ended || waiting > 0) return;
      // A few at a time, so that one frame carries many wants.
      if (open.length <= (answered ? window / 2 : 0)) {
        const more = source.take(peer, window - open.length);
        if (more.length > 0) {
          if (open.length === 0) heardAt = performance.now();
          open.push(...more);
          try {
            stream.send(encodeWants(more));
          } catch (error) {
            end(error);
          }
        }
      }
      if (source.finished(peer)) end();
    };
    const answeredBy = (length: number | undefined): void => {
      answered = true;
      if (download.unlimited && length !== undefined) window = Math.min(window + 1, WANT_WINDOW);
      if (download.unlimited) {
        fill();
        return;
      }
      waiting += 1;
      void download.take(length ?? 0, signal).then(
        () => {
          waiting -= 1;
          fill();
        },
        (error: unknown) => end(error),
      );
    };
    const next = (): CID => {
      const cid = open.shift();
      if (cid === undefined) throw new LoamError('ARTIFACT_BAD_ANSWER', 'a peer answered what nobody asked');
      return cid;
    };
    const parser = new AnswerParser({
      lend: (length) => (open[0] === undefined ? undefined : source.lend(open[0], length)),
      onLent: (bytes) => {
        source.arrivedIn(peer, next(), bytes);
        answeredBy(bytes.length);
      },
      onAnswer: (bytes) => {
        const kept = source.arrived(peer, next(), bytes);
        answeredBy(bytes?.length);
        return kept;
      },
    });
    const forget = source.onChange(fill);
    stream.addEventListener('message', ({ data }) => {
      if (ended) return;
      heardAt = performance.now();
      try {
        for (const part of data instanceof Uint8Array ? [data] : data) parser.push(part);
      } catch (error) {
        end(error);
      }
    });
    const onGone = (): void => end(new LoamError('ARTIFACT_PEER_GONE', 'a peer ended the stream'));
    stream.addEventListener('close', onGone);
    stream.addEventListener('remoteCloseWrite', onGone);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    else fill();
  });
}
