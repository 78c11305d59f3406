import * as dagCbor from '@ipld/dag-cbor';
import type { Libp2p, PeerId, Stream } from '@libp2p/interface';
import { decode as decodeFrames, encode as encodeFrames } from 'it-length-prefixed';
import { z } from 'zod';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { Answer } from './attestation-log.ts';
import {
  EXCHANGE_TIMEOUT_MS,
  MAX_ANSWER_BYTES,
  MAX_ANSWER_ENTRIES,
  MAX_EXCHANGE_STREAMS,
  MAX_FRAME_BYTES,
  MAX_HEADS,
  MAX_KNOWN_HASHES,
  MAX_REQUEST_BYTES,
} from './limits.ts';

/** One protocol for all logs; the request says which. */
export const EXCHANGE_PROTOCOL = '/loam/gossip/2.0.0';

const hashSchema = z.string().max(64);
const requestSchema = z.strictObject({
  v: z.literal(2),
  /** Address of the log. */
  log: z.string().max(128),
  /** Some entries that the asking node has, see {@link EntryIndex.known}. */
  known: z.array(hashSchema).max(MAX_KNOWN_HASHES),
});
type Request = z.infer<typeof requestSchema>;

const headerSchema = z.strictObject({
  heads: z.array(hashSchema).max(MAX_HEADS),
  more: z.boolean(),
});

/** What a node does for those who ask it. */
export interface ExchangeServer {
  /**
   * Answers what `from` lacks of a log, given what it has; undefined when the log is not open here or the peer asks
   * for more than its share.
   */
  answer(log: string, known: readonly string[], from: PeerId): Promise<Answer | undefined>;
  /** Hears of a request or an answer that no honest node sends. */
  misconduct(from: PeerId, error: LoamError): void;
}

/** Speaks the exchange protocol in both directions. */
export interface LogExchange {
  /**
   * Tells a peer some of what is here and returns some of what is missing; undefined when the peer has not this log
   * open.
   *
   * @throws LoamError `GOSSIP_MALFORMED`, `GOSSIP_TOO_LARGE` (the peer is at fault), or what the connection reports.
   */
  pull(
    peer: PeerId,
    log: string,
    known: readonly string[],
    signal?: AbortSignal,
  ): Promise<Answer | undefined>;
  stop(): Promise<void>;
}

/** Registers the protocol. */
export async function createLogExchange(libp2p: Libp2p, server: ExchangeServer): Promise<LogExchange> {
  const serve = async (stream: Stream, from: PeerId): Promise<void> => {
    try {
      const frames = decodeFrames(stream, { maxDataLength: MAX_REQUEST_BYTES });
      const first = await frames.next();
      if (first.done === true) return;
      const request = parse(requestSchema, first.value.subarray());
      const answer = await server.answer(request.log, request.known, from);
      if (answer === undefined) return await stream.close();
      await send(stream, [dagCbor.encode({ heads: answer.heads, more: answer.more }), ...answer.frames]);
    } catch (error) {
      const blamed = blame(error);
      if (blamed !== undefined) server.misconduct(from, blamed);
      throw error;
    }
  };

  await libp2p.handle(
    EXCHANGE_PROTOCOL,
    (stream, connection) => {
      void withDeadline(stream, undefined, () => serve(stream, connection.remotePeer)).catch(() => undefined);
    },
    { maxInboundStreams: MAX_EXCHANGE_STREAMS, maxOutboundStreams: MAX_EXCHANGE_STREAMS },
  );

  return {
    async pull(peer, log, known, signal) {
      const timeout = AbortSignal.timeout(EXCHANGE_TIMEOUT_MS);
      const dialSignal = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
      const stream = await libp2p.dialProtocol(peer, EXCHANGE_PROTOCOL, { signal: dialSignal });
      try {
        return await withDeadline(stream, signal, async () => {
          const request: Request = { v: 2, log, known: [...known] };
          const [answer] = await Promise.all([
            receive(decodeFrames(stream, { maxDataLength: MAX_FRAME_BYTES })),
            send(stream, [dagCbor.encode(request)]),
          ]);
          return answer;
        });
      } catch (error) {
        throw blame(error) ?? error;
      }
    },
    stop: () => libp2p.unhandle(EXCHANGE_PROTOCOL),
  };
}

function parse<T>(schema: z.ZodType<T>, bytes: Uint8Array): T {
  try {
    return schema.parse(dagCbor.decode(bytes));
  } catch (cause) {
    throw new LoamError('GOSSIP_MALFORMED', 'a peer sent a malformed request or answer', { cause });
  }
}

/** The error to hold against a peer, if it is the peer's fault. */
function blame(error: unknown): LoamError | undefined {
  if (error instanceof LoamError) {
    return error.code === 'GOSSIP_MALFORMED' || error.code === 'GOSSIP_TOO_LARGE' ? error : undefined;
  }
  return error instanceof Error && /InvalidData|InvalidMessageLength/.test(error.name)
    ? new LoamError('GOSSIP_TOO_LARGE', 'a peer sent a message above its limit', { cause: error })
    : undefined;
}

async function send(stream: Stream, frames: readonly Uint8Array[]): Promise<void> {
  for (const bytes of encodeFrames(frames)) {
    if (!stream.send(bytes)) await stream.onDrain();
  }
  await stream.close();
}

async function receive(frames: AsyncIterable<{ subarray(): Uint8Array }>): Promise<Answer | undefined> {
  let header: z.infer<typeof headerSchema> | undefined;
  const out: Uint8Array[] = [];
  let bytes = 0;
  for await (const frame of frames) {
    const data = frame.subarray();
    if (header === undefined) {
      header = parse(headerSchema, data);
      continue;
    }
    bytes += data.length;
    if (out.length >= MAX_ANSWER_ENTRIES || bytes > MAX_ANSWER_BYTES + MAX_FRAME_BYTES) {
      throw new LoamError('GOSSIP_TOO_LARGE', 'a peer sent too many entries at once');
    }
    out.push(data.slice());
  }
  return header === undefined ? undefined : { ...header, frames: out };
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
