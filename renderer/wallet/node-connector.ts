import { getAddress } from 'viem';
import { createConnector } from 'wagmi';
import { type NodeProviderParts, nodeProvider } from './node-provider.ts';

/** Id of the connector of the node's own signer. */
export const NODE_CONNECTOR = 'loam';

/** The node's own signer as one of wagmi's wallets. */
export function nodeConnector(parts: NodeProviderParts) {
  const provider = nodeProvider(parts);
  return createConnector((config) => {
    const accounts = async () => {
      const address = parts.address();
      return address === null ? [] : [getAddress(address)];
    };
    const chainId = async () => parts.chainId() ?? config.chains[0].id;
    return {
      id: NODE_CONNECTOR,
      name: 'Loam',
      type: 'loam',
      connect: async () => ({ accounts: (await accounts()) as never, chainId: await chainId() }),
      disconnect: async () => undefined,
      getAccounts: accounts,
      getChainId: chainId,
      getProvider: async () => provider,
      isAuthorized: async () => parts.address() !== null,
      onAccountsChanged: (changed) =>
        config.emitter.emit('change', { accounts: changed.map((a) => getAddress(a)) }),
      onChainChanged: (id) => config.emitter.emit('change', { chainId: Number(id) }),
      onDisconnect: () => config.emitter.emit('disconnect'),
    };
  });
}
