import { randomUUID } from 'node:crypto';
import { type MessagePortMainLike, messagePortMain } from '../../protocol/api/message-port-main.ts';
import {
  type NodeToShell,
  type ShellToNode,
  shellToNodeSchema,
} from '../../protocol/api/process-messages.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { SPAWN_TIMEOUT_MS } from '../limits.ts';
import type { ChildHandle, ProcessHost } from './process-host.ts';

/** The side of Electron's `process.parentPort` that is used here. */
export interface ShellPort {
  on(event: 'message', listener: (event: { data: unknown; ports: MessagePortMainLike[] }) => void): unknown;
  postMessage(message: unknown): void;
}

/** A process host whose processes are started by the shell, plus the messages that are not about children. */
export interface ElectronHost extends ProcessHost {
  /** Called with every port on which a page (or a parent node) wants this node's API. */
  onPage(listener: (port: MessagePortMainLike) => void): void;
  /** Called when the shell wants a clean stop. */
  onStop(listener: () => void): void;
  /** Tells the shell that this node cannot run, and why. */
  fail(error: LoamError): void;
}

interface Child {
  readonly ready: (port: MessagePortMainLike, pid: number | undefined) => void;
  readonly failed: (message: string) => void;
  readonly ended: (code: number | null) => void;
}

/** Speaks the messages of protocol/api/process-messages.ts with the shell on `shell` (`process.parentPort`). */
export function electronHost(shell: ShellPort): ElectronHost {
  const children = new Map<string, Child>();
  const early: MessagePortMainLike[] = [];
  let pageListener: ((port: MessagePortMainLike) => void) | undefined;
  let stopListener: (() => void) | undefined;
  let stopAsked = false;
  const say = (message: NodeToShell) => shell.postMessage(message);

  shell.on('message', ({ data, ports }) => {
    const parsed = shellToNodeSchema.safeParse(data);
    if (parsed.success) hear(parsed.data, ports[0]);
  });

  function hear(message: ShellToNode, port: MessagePortMainLike | undefined): void {
    if (message.type === 'stop') {
      stopAsked = true;
      stopListener?.();
    } else if (message.type === 'exited') {
      children.get(message.id)?.ended(message.code);
    } else if (message.type === 'spawn-failed') {
      children.get(message.id)?.failed(message.message);
    } else if (port !== undefined) {
      if (message.role !== 'page') children.get(message.id ?? message.role)?.ready(port, message.pid);
      else if (pageListener === undefined) early.push(port);
      else pageListener(port);
    }
  }

  function spawn(id: string, request: NodeToShell): Promise<ChildHandle> {
    return new Promise((resolve, reject) => {
      let end: (code: number | null) => void = () => undefined;
      const exited = new Promise<number | null>((done) => {
        end = done;
      });
      const giveUp = (message: string) => {
        clearTimeout(timer);
        children.delete(id);
        reject(new LoamError('SPAWN_FAILED', message, { hint: 'Restart Loam if this goes on.' }));
      };
      const timer = setTimeout(
        () => giveUp(`A process did not start within ${SPAWN_TIMEOUT_MS / 1000} s.`),
        SPAWN_TIMEOUT_MS,
      );
      children.set(id, {
        ready(port, pid) {
          clearTimeout(timer);
          const wrapped = messagePortMain(port);
          resolve({
            port: wrapped,
            pid,
            exited,
            kill: (signal = 'SIGTERM') => say({ type: 'kill', id, signal }),
          });
        },
        failed: giveUp,
        ended(code) {
          giveUp('The process ended while it started.');
          end(code);
        },
      });
      say(request);
    });
  }

  return {
    spawnWorker: () => spawn('worker', { type: 'spawn-worker', id: 'worker' }),
    spawnNode(config) {
      const id = `node-${randomUUID()}`;
      return spawn(id, { type: 'spawn-node', id, config: { ...config } });
    },
    onPage(listener) {
      pageListener = listener;
      for (const port of early.splice(0)) listener(port);
    },
    onStop(listener) {
      stopListener = listener;
      if (stopAsked) listener();
    },
    fail: (error) => {
      const { code, message, hint } = error;
      say({ type: 'failed', error: { code, message, ...(hint === undefined ? {} : { hint }) } });
    },
  };
}
