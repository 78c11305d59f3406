import { custom, defineChain } from 'viem';
import { createConfig } from 'wagmi';
import { nodeConnector } from './node-connector.ts';
import { type NodeProviderParts, nodeProvider } from './node-provider.ts';

/** The network as wagmi knows it. */
export interface WagmiNetwork {
  readonly id: number;
  readonly name: string;
  /** What a wallet is given when it does not know the chain yet. */
  readonly rpcUrls: readonly string[];
}

/**
 * wagmi for the joined network: the node's own signer, and whatever wallets announce themselves in this browser
 * (EIP-6963). Reads go through the node, so that no other server learns of them.
 */
export function wagmiConfig(parts: NodeProviderParts, { id, name, rpcUrls }: WagmiNetwork) {
  const chain = defineChain({
    id,
    name,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [...rpcUrls] } },
  });
  return createConfig({
    chains: [chain],
    connectors: [nodeConnector(parts)],
    transports: { [chain.id]: custom(nodeProvider(parts)) },
    // Which wallet was used last is not kept: the node's own account is what the page begins with.
    storage: null,
    multiInjectedProviderDiscovery: true,
  });
}
