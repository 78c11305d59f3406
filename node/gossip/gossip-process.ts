import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What a node process says of itself. */
export interface GossipStatus {
  readonly error?: string;
  /** Of everything in the log, when it was asked for. */
  readonly digest?: string;
  /** Milliseconds that the order took. */
  readonly ms: number;
  readonly entries: number;
  readonly attestations: number;
  readonly heads: readonly string[];
  readonly peers: number;
  /** Peers that are refused for their conduct. */
  readonly refused: number;
  /** Resident memory, bytes. */
  readonly rss: number;
  readonly heapUsed: number;
  /** Processor time so far, milliseconds. */
  readonly cpuMs: number;
}

/** An order to a node process, see gossip-test-process.ts. */
export interface GossipOrder {
  readonly read?: true;
  readonly dial?: readonly string[];
  readonly part?: true;
  readonly write?: { readonly first: number; readonly count: number; readonly batch: number };
}

/** A node with gossip in a process of its own, for tests and benchmarks. */
export interface GossipProcess {
  readonly child: ChildProcess;
  readonly address: string;
  readonly peerId: string;
  /** Address of the log of epoch 1. */
  readonly log: string;
  /** The key that it writes with. */
  readonly key: string;
  /** Gives an order and returns what the node says after it; throws when the order failed. */
  call(order?: GossipOrder): Promise<GossipStatus>;
  kill(): Promise<void>;
}

/**
 * Starts a node process.
 *
 * @param folder its data folder; the same one again continues where the last process ended.
 * @param number decides the validator's address in what it writes.
 * @param allowed keys that may write besides its own; all when empty.
 */
export async function startGossipProcess(
  folder: string,
  network: string,
  number = 1,
  allowed: readonly string[] = [],
): Promise<GossipProcess> {
  const child = fork(
    fileURLToPath(new URL('./gossip-test-process.ts', import.meta.url)),
    [folder, network, String(number), allowed.join(',')],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] },
  );
  const waiting = new Map<number, (status: GossipStatus) => void>();
  const exited = once(child, 'exit');
  const [hello] = (await Promise.race([
    once(child, 'message'),
    exited.then(() => {
      throw new Error('the node process ended before it was ready');
    }),
  ])) as [Pick<GossipProcess, 'address' | 'peerId' | 'log' | 'key'>];
  child.on('message', (message) => {
    const status = message as GossipStatus & { id: number };
    waiting.get(status.id)?.(status);
    waiting.delete(status.id);
  });
  let next = 0;
  return {
    child,
    ...hello,
    async call(order = {}) {
      const id = next++;
      const answer = new Promise<GossipStatus>((resolve) => waiting.set(id, resolve));
      child.send({ id, ...order });
      const status = await answer;
      if (status.error !== undefined) throw new Error(status.error);
      return status;
    },
    async kill() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Waits until all of some nodes hold so many attestations and the same heads, and compares what all of them read. */
export async function untilConverged(
  nodes: readonly GossipProcess[],
  attestations: number,
  timeoutMs: number,
): Promise<GossipStatus[]> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const all = await Promise.all(nodes.map((node) => node.call()));
    const heads = JSON.stringify(all[0]?.heads);
    if (all.every((one) => one.attestations === attestations && JSON.stringify(one.heads) === heads)) {
      const read = await Promise.all(nodes.map((node) => node.call({ read: true })));
      if (new Set(read.map(({ digest }) => digest)).size > 1)
        throw new Error('equal heads, other attestations');
      return read;
    }
    if (performance.now() > end) {
      const counts = all.map((one) => `${one.attestations} in ${one.entries}, ${one.peers} peers`).join('; ');
      throw new Error(`the nodes did not converge on ${attestations} within ${timeoutMs} ms: ${counts}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
