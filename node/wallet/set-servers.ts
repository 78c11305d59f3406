import type { ChainServer } from '../../protocol/api/transaction-schemas.ts';
import { checkServer, writeServers } from '../chain/rpc/own-servers.ts';
import type { NetworkSession } from '../network/network-session.ts';

/**
 * Asks other servers of the chain from now on, and at the next start. Those that are new are checked before any of it is
 * changed.
 *
 * @throws LoamError see `checkServer`
 */
export async function setServers(
  { chain, descriptor, context }: Pick<NetworkSession, 'chain' | 'descriptor' | 'context'>,
  urls: readonly string[],
): Promise<ChainServer[]> {
  const known = new Set([...chain.servers.map(({ url }) => url), ...descriptor.rpcUrls]);
  // The contracts' present addresses, which a vote may have changed since the network's file was made.
  await Promise.all(urls.filter((url) => !known.has(url)).map((url) => checkServer(chain.descriptor, url)));
  writeServers(context.db, descriptor, urls);
  chain.askServers(urls);
  await chain.reading(() => chain.public.getBlockNumber({ cacheTime: 0 }));
  return [...chain.servers];
}
