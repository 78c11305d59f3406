import type { Libp2p, Stream } from '@libp2p/interface';
import type { Multiaddr } from '@multiformats/multiaddr';

/** A bare stream: the server sends as many bytes as the protocol's name says, the client counts them. */
const RAW_PROTOCOL = '/loam/bench/raw/1';
/** Bytes of one send; larger ones are no faster. */
const PIECE_BYTES = 256 * 1024;

/** Serves `bytes` zero bytes to whoever opens a stream and says that it listens. */
export async function serveRaw(libp2p: Libp2p, bytes: number): Promise<void> {
  const piece = new Uint8Array(PIECE_BYTES);
  const serve = async (stream: Stream): Promise<void> => {
    for (let left = bytes; left > 0; left -= piece.length)
      if (!stream.send(left < piece.length ? piece.subarray(0, left) : piece)) await stream.onDrain();
    await stream.close();
  };
  await libp2p.handle(RAW_PROTOCOL, (stream: Stream) => {
    stream.addEventListener('message', () => void serve(stream), { once: true });
  });
}

/** Opens a stream and reads it to its end. Returns the bytes that came. */
export async function pullRaw(libp2p: Libp2p, address: Multiaddr): Promise<number> {
  const stream = await libp2p.dialProtocol(address, RAW_PROTOCOL);
  let bytes = 0;
  const ended = new Promise<void>((resolve) => {
    stream.addEventListener('message', ({ data }) => {
      bytes += data.byteLength;
    });
    stream.addEventListener('remoteCloseWrite', () => resolve());
    stream.addEventListener('close', () => resolve());
  });
  stream.send(new Uint8Array(1));
  await ended;
  await stream.close();
  return bytes;
}
