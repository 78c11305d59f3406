import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { contractLink } from '../../protocol/api/connect-contract.ts';
import type { MessagePortLike } from '../../protocol/api/message-port.ts';
import type { desktopContract } from '../../protocol/desktop/desktop-contract.ts';

/** The desktop shell as the page calls it. */
export type DesktopClient = ContractRouterClient<typeof desktopContract>;

/** The shell that this page runs in; null in a browser, which has none. The connection lives as long as the page. */
export function openDesktop(): DesktopClient | null {
  if (!('loamHost' in window)) return null;
  const { port1, port2 } = new MessageChannel();
  const client: DesktopClient = createORPCClient(contractLink(port1 as MessagePortLike));
  window.postMessage('loam:desktop', { targetOrigin: '/', transfer: [port2] });
  return client;
}
