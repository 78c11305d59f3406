import type { NodeConfig } from '../node/config.ts';
import type { LoamNode } from '../node/node.ts';
import { forkHost } from '../node/process/fork-host.ts';
import { keysPassphrase } from './passphrase.ts';
import type { VerbContext } from './verb.ts';

/**
 * Starts a node of this process's own; whoever starts it stops it. Its code is most of what the program can load, so it
 * is loaded only now: help, refusals and verbs without a node are there at once.
 */
export async function openNode(config: NodeConfig): Promise<LoamNode> {
  const { startNode } = await import('../node/node.ts');
  return startNode(config, commandLineHost(config), debugLog);
}

/**
 * Runs `use` with a node of this process's own, and stops it afterwards whatever happens.
 * Its log goes to standard error when `LOAM_DEBUG` is set.
 */
export async function withNode<T>(config: NodeConfig, use: (node: LoamNode) => Promise<T>): Promise<T> {
  const node = await openNode(config);
  try {
    return await use(node);
  } finally {
    await node.stop();
  }
}

/** A configuration with the passphrase of its keys, where a passphrase opens them. @throws as `keysPassphrase` */
export async function unlocked(
  context: Pick<VerbContext, 'options' | 'signal'>,
  config: NodeConfig,
): Promise<NodeConfig> {
  const passphrase = await keysPassphrase(context, config.dataDir);
  return passphrase === undefined ? config : { ...config, passphrase };
}

/** Starts processes as children of the command line. */
export function commandLineHost(config: NodeConfig) {
  return forkHost({
    ...config,
    ...(process.env.LOAM_DEBUG === undefined
      ? {}
      : { onLog: (_kind: string, _pid: number | undefined, text: string) => process.stderr.write(text) }),
  });
}

/** Shows log lines only to who asked for them. */
export function debugLog(line: string): void {
  if (process.env.LOAM_DEBUG !== undefined) process.stderr.write(`${line}\n`);
}
