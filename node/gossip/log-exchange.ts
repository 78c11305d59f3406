import * as dagCbor from '@ipld/dag-cbor';
import type { Libp2p, PeerId, Stream } from '@libp2p/interface';
import { decode as decodeFrames, encode as encodeFrames } from 'it-length-prefixed';
import { z } from 'zod';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import {
  EXCHANGE_TIMEOUT_MS,
  MAX_ENTRIES_PER_ANSWER,
  MAX_EXCHANGE_STREAMS,
  MAX_FRAME_BYTES,
  MAX_HEADS,
} from './limits.ts';

/** One protocol for all logs; the first frame says which. */
export const EXCHANGE_PROTOCOL = '/loam/gossip/1.0.0';

const requestSchema = z.strictObject({
  v: z.literal(1),
  /** Address of the log. */
  log: z.string().max(128),
  /** Hashes of entries to send. Without it both sides send their heads. */
  want: z.array(z.string().max(64)).min(1).max(MAX_ENTRIES_PER_ANSWER).optional(),
});
type Request = z.infer<typeof requestSchema>;

/** What a log offers to peers. */
export interface ExchangeSource {
  /** Frames of the log's heads, at most {@link MAX_HEADS}. */
  heads(): Promise<Uint8Array[]>;
  /** Frames of the wanted entries and of some of what they build on, at most {@link MAX_ENTRIES_PER_ANSWER}. */
  entries(hashes: readonly string[]): Promise<Uint8Array[]>;
  /** Takes the heads that a peer sent. */
  receive(frames: readonly Uint8Array[], from: PeerId): void;
}

/** Speaks the exchange protocol in both directions. */
export interface LogExchange {
  /** Sends our heads of a log to a peer and returns the peer's. */
  swapHeads(peer: PeerId, log: string, signal?: AbortSignal): Promise<Uint8Array[]>;
  /** Asks a peer for entries of a log; the answer may lack some and may hold older ones. */
  fetchEntries(
    peer: PeerId,
    log: string,
    hashes: readonly string[],
    signal?: AbortSignal,
  ): Promise<Uint8Array[]>;
  stop(): Promise<void>;
}

/**
 * Registers the protocol.
 *
 * @param find the open log with this address, if there is one.
 */
export async function createLogExchange(
  libp2p: Libp2p,
  find: (log: string) => ExchangeSource | undefined,
): Promise<LogExchange> {
  const serve = async (stream: Stream, peer: PeerId): Promise<void> => {
    const frames = decodeFrames(stream, { maxDataLength: MAX_FRAME_BYTES });
    const first = await frames.next();
    if (first.done === true) return;
    const request = parseRequest(first.value.subarray());
    const source = find(request.log);
    if (source === undefined) {
      await stream.close();
      return;
    }
    if (request.want !== undefined) {
      await send(stream, await source.entries(request.want));
      return;
    }
    const [received] = await Promise.all([collect(frames, MAX_HEADS), send(stream, await source.heads())]);
    source.receive(received, peer);
  };

  await libp2p.handle(
    EXCHANGE_PROTOCOL,
    (stream, connection) => {
      void withDeadline(stream, undefined, () => serve(stream, connection.remotePeer)).catch(() => undefined);
    },
    { maxInboundStreams: MAX_EXCHANGE_STREAMS, maxOutboundStreams: MAX_EXCHANGE_STREAMS },
  );

  const ask = async (peer: PeerId, request: Request, frames: readonly Uint8Array[], signal?: AbortSignal) => {
    const timeout = AbortSignal.timeout(EXCHANGE_TIMEOUT_MS);
    const dialSignal = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    const stream = await libp2p.dialProtocol(peer, EXCHANGE_PROTOCOL, { signal: dialSignal });
    return withDeadline(stream, signal, async () => {
      const [received] = await Promise.all([
        collect(decodeFrames(stream, { maxDataLength: MAX_FRAME_BYTES }), MAX_ENTRIES_PER_ANSWER),
        send(stream, [dagCbor.encode(request), ...frames]),
      ]);
      return received;
    });
  };

  return {
    swapHeads: async (peer, log, signal) =>
      ask(peer, { v: 1, log }, (await find(log)?.heads()) ?? [], signal),
    fetchEntries: (peer, log, hashes, signal) => ask(peer, { v: 1, log, want: [...hashes] }, [], signal),
    stop: () => libp2p.unhandle(EXCHANGE_PROTOCOL),
  };
}

function parseRequest(bytes: Uint8Array): Request {
  try {
    return requestSchema.parse(dagCbor.decode(bytes));
  } catch (cause) {
    throw new LoamError('GOSSIP_MALFORMED', 'a peer sent a malformed request', { cause });
  }
}

async function send(stream: Stream, frames: readonly Uint8Array[]): Promise<void> {
  for (const bytes of encodeFrames(frames)) {
    if (!stream.send(bytes)) await stream.onDrain();
  }
  await stream.close();
}

async function collect(
  frames: AsyncIterable<{ subarray(): Uint8Array }>,
  limit: number,
): Promise<Uint8Array[]> {
  const out: Uint8Array[] = [];
  for await (const frame of frames) {
    if (out.length >= limit) throw new LoamError('GOSSIP_TOO_LARGE', 'a peer sent too many entries at once');
    out.push(frame.subarray().slice());
  }
  return out;
}

/** Runs work on a stream; whatever goes wrong or takes too long resets the stream. */
async function withDeadline<T>(
  stream: Stream,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const abort = (): void => stream.abort(new LoamError('GOSSIP_TIMEOUT', 'an exchange took too long'));
  const timer = setTimeout(abort, EXCHANGE_TIMEOUT_MS);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return await work();
  } catch (error) {
    stream.abort(LoamError.wrap('GOSSIP_EXCHANGE_FAILED', error));
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
