import { z } from 'zod';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import type { NetworkDescriptor } from '../../../protocol/network/network-descriptor.ts';
import { deleteState, getState, setState } from '../../database/network-state.ts';
import type { Database } from '../../database/open-database.ts';
import { createChainClient } from '../chain-client.ts';
import { checkNetwork } from '../trust-network.ts';

const KEY = 'servers';
/** A server of the network's own file, by its place there, so that the file may change; or an address of the owner's. */
const listSchema = z.array(z.string().max(2_048)).min(1).max(8);

/** The addresses of a network's servers in the owner's order: the network's own unless told otherwise. */
export function readServers(db: Database, { id, rpcUrls }: NetworkDescriptor): string[] {
  const text = getState(db, id, KEY);
  const list = text === null ? undefined : listSchema.safeParse(JSON.parse(text)).data;
  const urls = (list ?? []).flatMap((entry) => {
    const place = /^network:(\d+)$/.exec(entry)?.[1];
    return place === undefined ? [entry] : (rpcUrls[Number(place)] ?? []);
  });
  return urls.length === 0 ? [...rpcUrls] : urls;
}

/** Keeps the owner's order of a network's servers. */
export function writeServers(
  db: Database,
  { id, rpcUrls }: NetworkDescriptor,
  urls: readonly string[],
): void {
  if (urls.join() === rpcUrls.join()) {
    deleteState(db, id, KEY);
    return;
  }
  const list = urls.map((url) => (rpcUrls.includes(url) ? `network:${rpcUrls.indexOf(url)}` : url));
  setState(db, id, KEY, JSON.stringify(list));
}

/**
 * Whether a server may be asked: it is of the network's chain, and the network's contracts there have the code that this
 * build knows.
 *
 * @param patienceMs how long it may take to answer at all
 * @returns milliseconds that one answer took
 * @throws LoamError `CHAIN_WRONG_NETWORK`, `CHAIN_UNREACHABLE`, `NETWORK_CODE_…`, `NETWORK_ADDRESSES_DIFFER`
 */
export async function checkServer(
  descriptor: NetworkDescriptor,
  url: string,
  patienceMs = 5_000,
): Promise<number> {
  const chain = await createChainClient({ descriptor: { ...descriptor, rpcUrls: [url] }, patienceMs });
  try {
    await checkNetwork(chain);
    const began = performance.now();
    await chain.reading(() => chain.public.getBlockNumber({ cacheTime: 0 }));
    return Math.round(performance.now() - began);
  } catch (error) {
    throw LoamError.wrap('CHAIN_UNREACHABLE', error);
  } finally {
    chain.close();
  }
}
