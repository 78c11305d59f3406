import {
  MAX_NODE_CONFIG_CHARS,
  nodeToShellSchema,
  type ShellToNode,
} from '../protocol/api/process-messages.ts';
import { LoamError } from '../protocol/errors/loam-error.ts';
import { BackOff } from './back-off.ts';
import { KILL_GRACE_MS, MAX_CHILDREN_PER_NODE, MAX_NODE_DEPTH, STOP_GRACE_MS } from './limits.ts';
import type { BrokeredProcess, ProcessPlatform, TransferablePort } from './process-platform.ts';
import { type ChildRecord, endProcess, everyProcess, type NodeRecord } from './process-tree.ts';
import { within } from './within.ts';

/** Why a node cannot run, as people are told. */
export interface NodeFailure {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** What the broker tells the shell. */
export interface BrokerEvents {
  /** One line for the log. */
  log(line: string): void;
  /** The root node cannot run and will not be restarted. */
  failed(failure: NodeFailure): void;
}

/**
 * Starts the node, and for it the processes it asks for, and hands out the ports by which they talk. It never
 * reads what is said on those ports. A root node that ends by itself is started again with a growing pause;
 * whatever it had started is ended with it, so nothing is left running without an owner. A node restarts its own
 * workers by asking again.
 */
export class ProcessBroker {
  readonly #platform: ProcessPlatform;
  readonly #config: Readonly<Record<string, unknown>>;
  readonly #events: BrokerEvents;
  readonly #rootBackOff = new BackOff();
  readonly #waitingPages: TransferablePort[] = [];
  #root: NodeRecord | null = null;
  #restart: NodeJS.Timeout | null = null;
  #stopping: Promise<void> | null = null;
  #failed = false;

  /** @param config the root node's configuration, passed on unread */
  constructor(platform: ProcessPlatform, config: Readonly<Record<string, unknown>>, events: BrokerEvents) {
    this.#platform = platform;
    this.#config = config;
    this.#events = events;
  }

  /** Process id of the root node while it runs. */
  get nodePid(): number | undefined {
    return this.#root?.process.pid;
  }

  /** Starts the root node. */
  start(): void {
    if (this.#root !== null || this.#stopping !== null) return;
    const root = this.#startNode('node', this.#config, 0, null);
    this.#root = root;
    for (const port of this.#waitingPages.splice(0))
      root.process.post({ type: 'port', role: 'page' }, [port]);
    void root.exited.then(() => this.#rootEnded(root));
  }

  /** Connects a page: the node serves its API on the port. While the node is being restarted the port waits. */
  connectPage(port: TransferablePort): void {
    if (this.#stopping !== null || this.#failed) port.close();
    else if (this.#root === null) this.#waitingPages.push(port);
    else this.#tell(this.#root, { type: 'port', role: 'page' }, [port]);
  }

  /** Stops everything: asks, then signals, then kills. Resolves when nothing is left, after 5 s at most. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    if (this.#restart !== null) clearTimeout(this.#restart);
    for (const port of this.#waitingPages.splice(0)) port.close();
    const root = this.#root;
    if (root === null) return;
    const tree = everyProcess(root);
    const allGone = Promise.all(tree.map((live) => live.exited));
    this.#tell(root, { type: 'stop' });
    if (!(await within(root.exited, STOP_GRACE_MS))) {
      this.#events.log('The node did not stop in time and is killed.');
      for (const live of tree) live.process.kill('SIGKILL');
    }
    if (await within(allGone, KILL_GRACE_MS)) return;
    for (const live of tree) live.process.kill('SIGKILL');
    await within(allGone, KILL_GRACE_MS);
  }

  #rootEnded(root: NodeRecord): void {
    if (this.#root === root) this.#root = null;
    if (this.#stopping !== null || this.#failed) return;
    const delay = this.#rootBackOff.next(this.#platform.now() - root.startedAt);
    this.#events.log(`The node ended by itself; it is started again in ${delay} ms.`);
    this.#restart = setTimeout(() => this.start(), delay);
  }

  #startNode(
    name: string,
    config: Readonly<Record<string, unknown>>,
    depth: number,
    pagePort: TransferablePort | null,
  ): NodeRecord {
    const json = JSON.stringify(config);
    if (json.length > MAX_NODE_CONFIG_CHARS) {
      throw new LoamError('SHELL_CONFIG_TOO_LARGE', 'The configuration of a node is too large to pass on.', {
        data: { chars: json.length, limit: MAX_NODE_CONFIG_CHARS },
      });
    }
    const process = this.#platform.fork('node', name, { LOAM_NODE_CONFIG: json });
    let ended = () => {};
    const node: NodeRecord = {
      name,
      depth,
      process,
      startedAt: this.#platform.now(),
      children: new Map(),
      exited: new Promise((resolve) => {
        ended = resolve;
      }),
      gone: false,
    };
    process.onMessage((message) => this.#heard(node, message));
    process.onExit(() => {
      node.gone = true;
      for (const child of node.children.values()) void endProcess(child);
      ended();
    });
    if (pagePort !== null) this.#tell(node, { type: 'port', role: 'page' }, [pagePort]);
    return node;
  }

  #heard(node: NodeRecord, message: unknown): void {
    const parsed = nodeToShellSchema.safeParse(message);
    if (!parsed.success) {
      this.#events.log(`${node.name} said something that the shell does not know; it is ignored.`);
      return;
    }
    const asked = parsed.data;
    if (asked.type === 'kill') this.#kill(node.children.get(asked.id), asked.signal);
    else if (asked.type === 'failed') this.#nodeFailed(node, asked.error);
    else this.#spawn(node, asked.id, asked.type === 'spawn-node' ? asked.config : null);
  }

  #kill(child: ChildRecord | undefined, signal: 'SIGTERM' | 'SIGKILL'): void {
    if (child === undefined) return;
    child.unwanted = true;
    child.process.kill(signal);
  }

  #nodeFailed(node: NodeRecord, error: NodeFailure): void {
    this.#events.log(`${node.name} cannot run: ${error.code} ${error.message}`);
    if (node !== this.#root) return;
    this.#failed = true;
    this.#events.failed(error);
  }

  /** @param config of the further node, or null for a worker */
  #spawn(node: NodeRecord, id: string, config: Readonly<Record<string, unknown>> | null): void {
    if (node.gone || this.#stopping !== null) return;
    const before = node.children.get(id);
    if (before?.unwanted) {
      void before.exited.then(() => this.#spawn(node, id, config));
      return;
    }
    const refusal = this.#refusal(node, id, config !== null);
    if (refusal !== null) {
      this.#tell(node, { type: 'spawn-failed', id, message: refusal });
      return;
    }
    const [childEnd, parentEnd] = this.#platform.channel();
    try {
      const child =
        config === null ? this.#forkWorker(node, id, childEnd) : this.#forkNode(node, id, config, childEnd);
      node.children.set(id, child);
      const pid = child.process.pid;
      const role = config === null ? 'worker' : 'node';
      this.#tell(node, { type: 'port', role, id, ...(pid === undefined ? {} : { pid }) }, [parentEnd]);
    } catch (error) {
      childEnd.close();
      parentEnd.close();
      this.#tell(node, { type: 'spawn-failed', id, message: LoamError.wrap('SHELL_SPAWN', error).message });
    }
  }

  #refusal(node: NodeRecord, id: string, isNode: boolean): string | null {
    if (node.children.has(id)) return `A process ${id} is running already.`;
    if (node.children.size >= MAX_CHILDREN_PER_NODE) return 'Too many processes are running.';
    if (isNode && node.depth + 1 >= MAX_NODE_DEPTH) return 'A further node may not start nodes itself.';
    return null;
  }

  #forkWorker(node: NodeRecord, id: string, port: TransferablePort): ChildRecord {
    const process = this.#platform.fork('worker', `${node.name}/${id}`, {});
    const exited = this.#watchChild(node, id, process);
    process.post({ type: 'port', role: 'node' }, [port]);
    return { process, node: null, exited, unwanted: false };
  }

  #forkNode(
    node: NodeRecord,
    id: string,
    config: Readonly<Record<string, unknown>>,
    port: TransferablePort,
  ): ChildRecord {
    const further = this.#startNode(`${node.name}/${id}`, config, node.depth + 1, port);
    const exited = this.#watchChild(node, id, further.process);
    return { process: further.process, node: further, exited, unwanted: false };
  }

  #watchChild(node: NodeRecord, id: string, process: BrokeredProcess): Promise<void> {
    return new Promise((resolve) => {
      process.onExit((code) => {
        node.children.delete(id);
        this.#tell(node, { type: 'exited', id, code });
        resolve();
      });
    });
  }

  #tell(node: NodeRecord, message: ShellToNode, ports: readonly TransferablePort[] = []): void {
    if (node.gone) for (const port of ports) port.close();
    else node.process.post(message, ports);
  }
}
