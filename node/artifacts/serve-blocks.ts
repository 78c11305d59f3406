import type { Connection, Stream } from '@libp2p/interface';
import type { CID } from 'multiformats/cid';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { PeerHost } from '../peers/peer-host.ts';
import { ABSENT, BLOCK_PROTOCOL, encodeLength, LENGTH_BYTES, WantParser } from './block-protocol.ts';
import {
  MAX_SERVED_AHEAD,
  MAX_SERVED_STREAMS,
  MAX_SERVED_STREAMS_PER_PEER,
  MAX_WANTS,
  PACED_PIECE_BYTES,
  SERVE_AHEAD,
  SERVE_IDLE_MS,
} from './limits.ts';
import type { TokenBucket } from './token-bucket.ts';

/** What the serving side needs. */
export interface ServeBlocksOptions {
  readonly host: PeerHost;
  /** Paces what leaves. */
  readonly upload: TokenBucket;
}

/**
 * Answers other peers' wants from the local blocks, each hashed again before it is sent. Bounded in streams, in wants
 * per stream, in blocks held in memory and in the time a stream may be idle or stuck.
 */
export async function serveBlocks(options: ServeBlocksOptions): Promise<void> {
  let streams = 0;
  const shared = { ahead: 0 };
  const handle = async (stream: Stream, connection: Connection): Promise<void> => {
    if (streams >= MAX_SERVED_STREAMS) {
      stream.abort(new LoamError('ARTIFACT_BUSY', 'too many peers fetch at once'));
      return;
    }
    streams += 1;
    try {
      await serveStream(stream, connection, options, shared);
    } finally {
      streams -= 1;
    }
  };
  await options.host.helia.libp2p.handle(BLOCK_PROTOCOL, handle, {
    maxInboundStreams: MAX_SERVED_STREAMS_PER_PEER,
    runOnLimitedConnection: true,
    force: true,
  });
}

function serveStream(
  stream: Stream,
  connection: Connection,
  { host, upload }: ServeBlocksOptions,
  shared: { ahead: number },
): Promise<void> {
  return new Promise((resolve) => {
    const wants: CID[] = [];
    const ahead: Promise<Uint8Array>[] = [];
    let sending = false;
    let ended = false;
    let timer: NodeJS.Timeout | undefined;
    const readAhead = (cid: CID | undefined): void => {
      const answer = readAnswer(host, cid);
      // Awaited when its turn comes, which may be never.
      answer.catch(() => undefined);
      ahead.push(answer);
      shared.ahead += 1;
    };
    const takeAhead = (): Promise<Uint8Array> | undefined => {
      const answer = ahead.shift();
      if (answer !== undefined) shared.ahead -= 1;
      return answer;
    };
    const finish = (): void => {
      ended = true;
      while (takeAhead() !== undefined);
      clearTimeout(timer);
      resolve();
    };
    const fail = (error: LoamError): void => {
      if (!ended) stream.abort(error);
      finish();
    };
    const alive = (): void => {
      clearTimeout(timer);
      if (ended) return;
      timer = setTimeout(
        () => fail(new LoamError('ARTIFACT_IDLE', 'the stream was idle too long')),
        SERVE_IDLE_MS,
      );
    };
    const send = async (): Promise<void> => {
      if (sending) return;
      sending = true;
      try {
        while (!ended && wants.length + ahead.length > 0) {
          const current = takeAhead() ?? readAnswer(host, wants.shift());
          while (wants.length > 0 && ahead.length < SERVE_AHEAD && shared.ahead < MAX_SERVED_AHEAD)
            readAhead(wants.shift());
          const answer = await current;
          const piece = upload.unlimited ? answer.length : PACED_PIECE_BYTES;
          for (let at = 0; at < answer.length && !ended; at += piece) {
            const part = answer.subarray(at, at + piece);
            await upload.take(part.length);
            if (ended) break;
            alive();
            if (!stream.send(part)) await stream.onDrain();
          }
        }
      } catch (error) {
        fail(LoamError.wrap('ARTIFACT_SERVE_FAILED', error));
      }
      sending = false;
    };
    const parser = new WantParser((cid) => {
      wants.push(cid);
      if (wants.length > MAX_WANTS) throw new RangeError('too many open wants');
    });
    stream.addEventListener('message', ({ data }) => {
      alive();
      try {
        for (const part of data instanceof Uint8Array ? [data] : data) parser.push(part);
      } catch (cause) {
        host.punish(connection.remotePeer.toString(), 'greedy');
        fail(new LoamError('ARTIFACT_BAD_WANTS', 'a peer asked in a way that it may not', { cause }));
        return;
      }
      void send();
    });
    stream.addEventListener(
      'remoteCloseWrite',
      () =>
        void stream
          .close()
          .catch(() => undefined)
          .finally(finish),
    );
    stream.addEventListener('close', finish);
    alive();
  });
}

/** Length and block in one piece: a head of its own would travel, and be encrypted, as a message of its own. */
async function readAnswer(host: PeerHost, cid: CID | undefined): Promise<Uint8Array> {
  if (cid === undefined) return encodeLength(ABSENT);
  const block = await host.blocks.inspectSoon(cid, LENGTH_BYTES);
  if (block.state !== 'valid') return encodeLength(ABSENT);
  const { buffer, byteOffset, length } = block.bytes;
  const answer = new Uint8Array(buffer, byteOffset - LENGTH_BYTES, LENGTH_BYTES + length);
  answer.set(encodeLength(length));
  return answer;
}
