import { setTimeout as sleep } from 'node:timers/promises';
import type { NodeContext } from '../node-context.ts';
import { JOIN_RETRY_MS } from './limits.ts';
import type { NetworkManager } from './network-manager.ts';
import { type RememberedNetwork, readRememberedNetwork } from './remembered-network.ts';

/**
 * Joins what the configuration names; the app joins what it was part of when it was closed. Tries again until it is
 * joined, left, or the node stops.
 */
export async function joinAtStart(network: NetworkManager, context: NodeContext): Promise<void> {
  const wanted = wantedNetwork(context);
  const isOver = (): boolean => context.stopping.aborted || network.state.state === 'on';
  for (let tries = 0; wanted !== null && !isOver(); tries++) {
    if (tries > 0 && network.state.state === 'off') return;
    try {
      const progress =
        wanted.kind === 'local' ? network.startLocal() : network.join(wanted.descriptor, wanted.roles);
      for await (const { step, of, sentence } of progress)
        context.log.info('joining', { step, of, sentence });
      return;
    } catch (error) {
      context.log.warn('joining failed, trying again', error);
      await sleep(JOIN_RETRY_MS, undefined, { signal: context.stopping }).catch(() => undefined);
    }
  }
}

function wantedNetwork({ config, db }: NodeContext): RememberedNetwork | null {
  const { descriptor, roles = [], host } = config;
  if (descriptor !== undefined) return { kind: 'descriptor', descriptor, roles };
  return host === 'terminal' ? null : readRememberedNetwork(db);
}
