import type { Libp2p, PeerId } from '@libp2p/interface';
import { decode as decodeFrames, encode as encodeFrames } from 'it-length-prefixed';
import { MAX_TIME_STREAMS, PEERS_ASKED, PEERS_NEEDED, TIME_ANSWER_MS } from './limits.ts';

const TIME_PROTOCOL = '/loam/time/1.0.0';
const TIME_BYTES = 8;

/** Compares clocks with connected peers. */
export interface PeerClocks {
  /**
   * By how many milliseconds the peers' clocks are ahead of this computer's, the median of those that answered; null
   * when fewer than {@link PEERS_NEEDED} did.
   */
  ahead(): Promise<number | null>;
  stop(): Promise<void>;
}

/**
 * Tells the time to whoever asks, and asks others.
 *
 * @param now milliseconds since 1970
 */
export async function createPeerClocks(libp2p: Libp2p, now: () => number): Promise<PeerClocks> {
  await libp2p.handle(
    TIME_PROTOCOL,
    async (stream) => {
      const bytes = new Uint8Array(TIME_BYTES);
      new DataView(bytes.buffer).setBigUint64(0, BigInt(Math.max(0, Math.floor(now()))));
      try {
        for (const part of encodeFrames([bytes])) if (!stream.send(part)) await stream.onDrain();
        await stream.close({ signal: AbortSignal.timeout(TIME_ANSWER_MS) });
      } catch (error) {
        stream.abort(error instanceof Error ? error : new Error('the time was not told'));
      }
    },
    { maxInboundStreams: MAX_TIME_STREAMS, maxOutboundStreams: MAX_TIME_STREAMS },
  );

  const ask = async (peer: PeerId): Promise<number | null> => {
    const signal = AbortSignal.timeout(TIME_ANSWER_MS);
    const asked = now();
    const stream = await libp2p.dialProtocol(peer, TIME_PROTOCOL, { signal });
    const cut = (): void => stream.abort(new Error('the peer did not tell the time'));
    signal.addEventListener('abort', cut, { once: true });
    try {
      const { value } = await decodeFrames(stream, { maxDataLength: TIME_BYTES }).next();
      const bytes = value?.subarray();
      if (bytes?.length !== TIME_BYTES) return null;
      const told = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0));
      // The answer is as old as half the way there and back.
      return told - (asked + now()) / 2;
    } finally {
      signal.removeEventListener('abort', cut);
      await stream.close().catch(() => undefined);
    }
  };

  return {
    async ahead() {
      const answers = await Promise.all(
        libp2p
          .getPeers()
          .slice(0, PEERS_ASKED)
          .map((peer) => ask(peer).catch(() => null)),
      );
      const told = answers.filter((answer) => answer !== null).sort((a, b) => a - b);
      return told.length < PEERS_NEEDED ? null : (told[Math.floor((told.length - 1) / 2)] ?? null);
    },
    stop: () => libp2p.unhandle(TIME_PROTOCOL),
  };
}
