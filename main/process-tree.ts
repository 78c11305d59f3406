import { KILL_GRACE_MS } from './limits.ts';
import type { BrokeredProcess } from './process-platform.ts';
import { within } from './within.ts';

/** A process with the promise of its end. */
export interface LiveProcess {
  readonly process: BrokeredProcess;
  readonly exited: Promise<void>;
}

/** A node that runs, with what it started. */
export interface NodeRecord extends LiveProcess {
  readonly name: string;
  /** 0 for the root node. */
  readonly depth: number;
  /** Milliseconds by the platform's clock. */
  readonly startedAt: number;
  readonly children: Map<string, ChildRecord>;
  gone: boolean;
}

/** A process that a node asked for. */
export interface ChildRecord extends LiveProcess {
  /** Set when the child is a node, with children of its own. */
  readonly node: NodeRecord | null;
  /** True once its own node asked for its end: that is no crash. */
  unwanted: boolean;
}

/** The node and everything below it. */
export function everyProcess(node: NodeRecord): LiveProcess[] {
  const children = [...node.children.values()].flatMap((child) =>
    child.node === null ? [child] : everyProcess(child.node),
  );
  return [node, ...children];
}

/** Signals politely, kills whoever is still there after {@link KILL_GRACE_MS}. */
export async function endProcess(live: LiveProcess): Promise<void> {
  live.process.kill('SIGTERM');
  if (!(await within(live.exited, KILL_GRACE_MS))) live.process.kill('SIGKILL');
}
