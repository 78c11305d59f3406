import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startAnvil } from '../../node/chain/anvil.ts';
import { type ChainClient, createChainClient } from '../../node/chain/chain-client.ts';
import {
  type NetworkDescriptor,
  networkDescriptorSchema,
} from '../../protocol/network/network-descriptor.ts';

/** Where the demo of a data folder keeps its network. */
export function networkFolder(dataDir: string): string {
  return join(dataDir, 'demo', 'local-network');
}

/** The network's descriptor as the demo wrote it. */
export function readDescriptor(dataDir: string): NetworkDescriptor {
  return networkDescriptorSchema.parse(
    JSON.parse(readFileSync(join(networkFolder(dataDir), 'network.json'), 'utf8')),
  );
}

/** Reads the chain of a demo that runs now. */
export async function openRunningChain(dataDir: string): Promise<ChainClient> {
  return createChainClient({ descriptor: readDescriptor(dataDir) });
}

/** Starts the chain of a demo that has ended, lets `use` look at it or change it, writes it back and stops it. */
export async function withStoredChain<T>(
  dataDir: string,
  use: (chain: ChainClient, url: string) => Promise<T>,
): Promise<T> {
  const anvil = await startAnvil({ dir: join(networkFolder(dataDir), 'chain') });
  try {
    const chain = await createChainClient({
      descriptor: { ...readDescriptor(dataDir), rpcUrls: [anvil.url] },
    });
    return await use(chain, anvil.url);
  } finally {
    await anvil.saved();
    await anvil.stop();
  }
}
