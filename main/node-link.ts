import type { ContractRouterClient } from '@orpc/contract';
import { connectContract } from '../protocol/api/connect-contract.ts';
import type { MessagePortLike } from '../protocol/api/message-port.ts';
import type { Status } from '../protocol/api/network-schemas.ts';
import { nodeContract } from '../protocol/api/node-contract.ts';
import type { Notice } from '../protocol/desktop/notice.ts';
import { LoamError } from '../protocol/errors/loam-error.ts';
import { NODE_LINK_RETRY_MS } from './limits.ts';

type NodeClient = ContractRouterClient<typeof nodeContract>;

/** What the shell hears from the node. */
export interface NodeLinkEvents {
  /** Null while the node is away. */
  status(status: Status | null): void;
  notice(notice: Notice): void;
}

/** The shell's own connection to the node: for the tray and for notices, as a page among others. */
export class NodeLink {
  readonly #open: () => MessagePortLike;
  readonly #events: NodeLinkEvents;
  readonly #ending = new AbortController();
  #client: NodeClient | null = null;

  /** @param open brings a port whose other end the node serves; it may wait there until the node is up */
  constructor(open: () => MessagePortLike, events: NodeLinkEvents) {
    this.#open = open;
    this.#events = events;
  }

  /** @throws LoamError `NOT_CONNECTED` while the node is away */
  get client(): NodeClient {
    if (this.#client !== null) return this.#client;
    throw new LoamError('NOT_CONNECTED', 'Loam’s engine cannot be reached right now.', {
      hint: 'It comes back by itself; try again in a moment.',
    });
  }

  start(): void {
    void this.#keep();
  }

  stop(): void {
    this.#ending.abort();
  }

  async #keep(): Promise<void> {
    const { signal } = this.#ending;
    while (!signal.aborted) {
      const port = this.#open();
      const client = connectContract(nodeContract, port);
      this.#client = client;
      const leave = new AbortController();
      const both = AbortSignal.any([signal, leave.signal]);
      const ended = new Promise<void>((resolve) => {
        port.addEventListener('close', () => resolve());
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      const status = this.#read(() => client.system.watch(undefined, { signal: both }), this.#events.status);
      const notices = this.#read(
        () => client.system.notices(undefined, { signal: both }),
        this.#events.notice,
      );
      await Promise.race([ended, status]);
      leave.abort();
      port.close?.();
      this.#client = null;
      if (signal.aborted) return;
      this.#events.status(null);
      await Promise.allSettled([status, notices]);
      await new Promise((resolve) => setTimeout(resolve, NODE_LINK_RETRY_MS));
    }
  }

  async #read<T>(open: () => Promise<AsyncIterable<T>>, hear: (item: T) => void): Promise<void> {
    try {
      for await (const item of await open()) hear(item);
    } catch {
      // The node is away or has no such stream yet; the next connection tries again.
    }
  }
}
