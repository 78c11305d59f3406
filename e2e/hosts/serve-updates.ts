import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A place for updates on this computer, as a publisher would run it. */
export interface UpdateServer {
  readonly url: string;
  /** Every path that was asked for, without what follows it. */
  readonly asked: string[];
  /** Offers a version whose announced hash is that of `file`; what is sent may be something else. */
  offer(version: string, file: Buffer, sent?: Buffer): void;
  close(): Promise<void>;
}

/** Starts it, with nothing on offer. */
export async function serveUpdates(): Promise<UpdateServer> {
  const files = new Map<string, Buffer>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    asked.push(path);
    const file = files.get(path);
    response.writeHead(file === undefined ? 404 : 200, { 'content-length': file?.length ?? 0 }).end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    offer(version, file, sent = file) {
      const name = `Loam-${version}.AppImage`;
      const sha512 = createHash('sha512').update(file).digest('base64');
      const lines = [
        `version: ${version}`,
        'files:',
        `  - url: ${name}`,
        `    sha512: ${sha512}`,
        `    size: ${sent.length}`,
        `path: ${name}`,
        `sha512: ${sha512}`,
        "releaseDate: '2026-01-01T00:00:00.000Z'",
        '',
      ];
      files.set('/latest-linux.yml', Buffer.from(lines.join('\n')));
      files.set(`/${name}`, sent);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
