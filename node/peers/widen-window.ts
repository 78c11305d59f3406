import type { Stream } from '@libp2p/interface';

/** What yamux calls its own of a stream; with another muxer none of it is there. */
interface Windowed {
  recvWindow: number;
  sendWindowUpdate(): void;
}

/**
 * Lets the other end of a stream send this much before it has to wait for word from here. Yamux begins with 256 KiB and
 * grows slowly; until then the two ends take turns: one encrypts while the other waits, then the other way round. Any
 * peer understands it, as it is an ordinary window update. Only for a stream whose bytes are taken as they come, so
 * that they pile up nowhere.
 *
 * @param bytes the window; a smaller one than there is changes nothing
 */
export function widenWindow(stream: Stream, bytes: number): void {
  const windowed = stream as Partial<Windowed> & Stream;
  if (typeof windowed.recvWindow !== 'number' || typeof windowed.sendWindowUpdate !== 'function') return;
  if (windowed.recvWindow >= bytes) return;
  windowed.recvWindow = bytes;
  windowed.sendWindowUpdate();
}
