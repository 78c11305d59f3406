import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Passes TCP connections on and counts their bytes. */
export interface CountingProxy {
  readonly port: number;
  /** Bytes to and from the server behind it. */
  readonly bytes: { to: number; from: number };
  close(): void;
}

/** Starts a proxy on loopback in front of a port. */
export async function startCountingProxy(target: number): Promise<CountingProxy> {
  const bytes = { to: 0, from: 0 };
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
      socket.on('data', (data) => {
        if (socket === client) bytes.to += data.length;
        else bytes.from += data.length;
      });
      socket.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    bytes,
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
