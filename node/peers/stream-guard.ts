import {
  type Connection,
  type Stream,
  type StreamHandler,
  type StreamHandlerOptions,
  type StreamHandlerRecord,
  StreamMessageEvent,
} from '@libp2p/interface';
import { createTokenBuckets } from '../token-buckets.ts';
import { FrameSkim } from './frame-skim.ts';
import {
  BITSWAP_FRAME_BYTES,
  MAX_CONDUCT_ENTRIES,
  MAX_GOSSIP_FRAME_BYTES,
  WANTLIST_BYTES_BURST,
  WANTLIST_BYTES_PER_SECOND,
  WANTLIST_MIN_BYTES,
} from './limits.ts';
import type { Misconduct, PeerConduct } from './peer-conduct.ts';

/** The one version of bitswap that a host speaks. */
const BITSWAP = '/ipfs/bitswap/1.2.0';
/** The field of a bitswap message that carries wants. */
const WANTLIST_FIELD = 1;
const GOSSIP = '/meshsub/';
const FLOODSUB = '/floodsub/';

/** A libp2p service that looks at what peers send over libraries' protocols, before these do. */
export interface StreamGuard {
  /** Begins, for every guarded protocol that has a handler now. */
  install(): Promise<void>;
}

/** The part of libp2p that gives streams to their handlers. */
interface Registrar {
  getProtocols(): string[];
  getHandler(protocol: string): StreamHandlerRecord;
  handle(protocol: string, handler: StreamHandler, options?: StreamHandlerOptions): Promise<void>;
}

/** Says what is wrong with a peer's bytes. */
class Breach extends Error {
  readonly reason: Misconduct;

  constructor(reason: Misconduct, message: string) {
    super(message);
    this.reason = reason;
  }
}

/**
 * Bounds what one peer can make bitswap and gossipsub decode. Both check sizes late or not at all: a want list of
 * 20,000 entries is decoded, sorted, looked up on disk and answered. Whoever sends a message that no honest node does
 * loses its connection at the message's first bytes, and its conduct remembers it.
 *
 * @param now milliseconds, monotonic
 */
export function streamGuard(
  conduct: PeerConduct,
  now: () => number,
): (components: { readonly registrar: Registrar }) => StreamGuard {
  const wants = createTokenBuckets({
    perSecond: WANTLIST_BYTES_PER_SECOND,
    burst: WANTLIST_BYTES_BURST,
    maxKeys: MAX_CONDUCT_ENTRIES,
    now,
  });

  const bitswapSkim = (peer: string): FrameSkim =>
    new FrameSkim({
      onFrame: (bytes) => {
        if (bytes > BITSWAP_FRAME_BYTES) throw new Breach('oversize', 'a bitswap message is too large');
      },
      onField: (field, bytes) => {
        if (field === WANTLIST_FIELD && !wants.take(peer, Math.max(bytes, WANTLIST_MIN_BYTES)))
          throw new Breach('greedy', 'a peer asks for more blocks than it may');
      },
    });
  const gossipSkim = (): FrameSkim =>
    new FrameSkim({
      onFrame: (bytes) => {
        if (bytes > MAX_GOSSIP_FRAME_BYTES) throw new Breach('oversize', 'a gossip message is too large');
      },
    });

  const skimFor = (protocol: string): ((peer: string) => FrameSkim) | undefined => {
    if (protocol === BITSWAP) return bitswapSkim;
    return protocol.startsWith(GOSSIP) || protocol.startsWith(FLOODSUB) ? gossipSkim : undefined;
  };

  return ({ registrar }) => ({
    async install() {
      for (const protocol of registrar.getProtocols()) {
        const skim = skimFor(protocol);
        if (skim === undefined) continue;
        const { handler, options } = registrar.getHandler(protocol);
        // libp2p's own middleware would grow with every stream: it is appended to in place.
        await registrar.handle(
          protocol,
          (stream, connection) => {
            const peer = connection.remotePeer.toString();
            watch(stream, skim(peer), (error) => {
              conduct.punish(peer, error instanceof Breach ? error.reason : 'junk');
              end(connection, error);
            });
            return handler(stream, connection);
          },
          { ...options, force: true },
        );
      }
    },
  });
}

/** Shows every message to `skim` before anybody else hears of it; the first that it refuses is the last. */
function watch(stream: Stream, skim: FrameSkim, onBreach: (error: unknown) => void): void {
  const dispatch = stream.dispatchEvent.bind(stream);
  let isOver = false;
  stream.dispatchEvent = (event: Event) => {
    if (!(event instanceof StreamMessageEvent)) return dispatch(event);
    if (isOver) return false;
    try {
      const { data } = event;
      for (const part of data instanceof Uint8Array ? [data] : data) skim.push(part);
    } catch (error) {
      isOver = true;
      onBreach(error);
      return false;
    }
    return dispatch(event);
  };
}

function end(connection: Connection, error: unknown): void {
  connection.abort(error instanceof Error ? error : new Error(String(error)));
}
