import type { Connection, Stream } from '@libp2p/interface';
import type { CID } from 'multiformats/cid';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { PeerHost } from '../peers/peer-host.ts';
import { ABSENT, BLOCK_PROTOCOL, encodeLength, LENGTH_BYTES, WantParser } from './block-protocol.ts';
import { MAX_SERVED_STREAMS, MAX_SERVED_STREAMS_PER_PEER, MAX_WANTS, SERVE_IDLE_MS } from './limits.ts';
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
  const handle = async (stream: Stream, connection: Connection): Promise<void> => {
    if (streams >= MAX_SERVED_STREAMS) {
      stream.abort(new LoamError('ARTIFACT_BUSY', 'too many peers fetch at once'));
      return;
    }
    streams += 1;
    try {
      await serveStream(stream, connection, options);
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
): Promise<void> {
  return new Promise((resolve) => {
    const wants: CID[] = [];
    let sending = false;
    let ended = false;
    let timer: NodeJS.Timeout | undefined;
    const finish = (): void => {
      ended = true;
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
        for (let cid = wants.shift(); cid !== undefined && !ended; cid = wants.shift()) {
          const answer = readAnswer(host, cid);
          await upload.take(answer.length);
          if (ended) break;
          alive();
          if (!stream.send(answer)) await stream.onDrain();
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
function readAnswer(host: PeerHost, cid: CID): Uint8Array {
  const block = host.blocks.inspect(cid, LENGTH_BYTES);
  if (block.state !== 'valid') return encodeLength(ABSENT);
  const { buffer, byteOffset, length } = block.bytes;
  const answer = new Uint8Array(buffer, byteOffset - LENGTH_BYTES, LENGTH_BYTES + length);
  answer.set(encodeLength(length));
  return answer;
}
