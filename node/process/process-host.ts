import type { MessagePortLike } from '../../protocol/api/message-port.ts';
import type { NodeConfig } from '../config.ts';

/** A process that this node started, or had started. */
export interface ChildHandle {
  /** Channel to it. Closes when the process is gone. */
  readonly port: MessagePortLike;
  readonly pid: number | undefined;
  /** Exit code once it has ended; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** The last of what it wrote to stderr, where that can be heard; for the message when it crashes. */
  lastWords?(): string;
  /** Asks it to end (default), or ends it at once. */
  kill(signal?: 'SIGTERM' | 'SIGKILL'): void;
}

/** How this node gets processes: forked by itself, or by the shell around it. */
export interface ProcessHost {
  /** Starts a worker; its port speaks the worker contract. @throws LoamError `SPAWN_FAILED` */
  spawnWorker(): Promise<ChildHandle>;
  /** Starts a further node; its port speaks the node contract. @throws LoamError `SPAWN_FAILED` */
  spawnNode(config: NodeConfig): Promise<ChildHandle>;
}
