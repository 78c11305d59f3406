import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPeerHost, type PeerHost, type PeerHostOptions } from './peer-host.ts';

/** Real peers on loopback for tests, each in its own temporary folder. */
export interface TestHosts {
  /** Starts a host; `name` is its folder, so the same name again reopens the same data. */
  open(name: string, options?: Omit<PeerHostOptions, 'dataDir'>): Promise<PeerHost>;
  /** The folder of a host. */
  dir(name: string): string;
  /** Connects `from` to `to`. */
  connect(from: PeerHost, to: PeerHost): Promise<void>;
  /** Stops every host and removes the folders. */
  dispose(): Promise<void>;
}

/** Opens a group of test hosts; call `dispose` when the tests end. */
export async function createTestHosts(): Promise<TestHosts> {
  const root = await mkdtemp(join(tmpdir(), 'loam-peers-'));
  const hosts: PeerHost[] = [];
  const dir = (name: string): string => join(root, name);
  return {
    async open(name, options = {}) {
      const host = await createPeerHost({ ...options, dataDir: dir(name) });
      hosts.push(host);
      return host;
    },
    dir,
    async connect(from, to) {
      const [address] = to.multiaddrs();
      if (address === undefined) throw new Error('the host listens nowhere');
      await from.dial(address);
    },
    async dispose() {
      await Promise.all(hosts.map((host) => host.stop()));
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Polls `check` every 20 ms until it holds. */
export async function until(check: () => boolean | Promise<boolean>, timeoutMs = 10_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`the condition did not hold within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
