import { contractLink } from '../../protocol/api/connect-contract.ts';
import type { MessagePortLike } from '../../protocol/api/message-port.ts';
import type { Channel } from './channel.ts';

/** Asks the desktop app for a port to the node. The preload passes the port on; nothing answers before the first call does. */
export async function openElectronChannel(): Promise<Channel> {
  const { port1, port2 } = new MessageChannel();
  const closed = new Promise<void>((resolve) => {
    port1.addEventListener('close', () => resolve());
  });
  const link = contractLink(port1 as MessagePortLike);
  window.postMessage('loam:connect', { targetOrigin: '/', transfer: [port2] });
  return { link, closed, close: () => port1.close() };
}
