import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Hex } from 'viem';
import {
  type Connector,
  useConfig,
  useConnect,
  useConnections,
  useConnectors,
  useDisconnect,
  useSwitchChain,
  WagmiProvider,
} from 'wagmi';
import type { LoamError } from '../../../../protocol/errors/loam-error.ts';
import { ErrorNotice } from '../../../parts/error-notice.tsx';
import { shorten } from '../../../parts/format.ts';
import type { OutsideWallet } from '../../../stores/sign-store.ts';
import { toLoamError } from '../../../stores/to-loam-error.ts';
import { useFrom, useStores } from '../../../stores/use-stores.tsx';
import { injectedWallet } from '../../../wallet/injected-wallet.ts';
import { NODE_CONNECTOR } from '../../../wallet/node-connector.ts';
import { wagmiConfig } from '../../../wallet/wagmi-config.ts';
import { walletWords } from '../../../words/wallet-words.ts';
import { LedgerRow } from './ledger-row.tsx';
import { OutsideActions } from './outside-actions.tsx';

const queries = new QueryClient();

/** Who signs: this computer's account, wallets of this browser, a Ledger; and what each of them can do here. */
export function Signers() {
  const { system } = useStores();
  const { ask } = useStores().sign.getState();
  const node = useFrom('wallet', (s) => s.node);
  const servers = useFrom('wallet', (s) => s.servers);
  const chainId = useFrom('system', (s) => s.status?.network.chainId ?? null);
  const name = useFrom('system', (s) => s.status?.network.name ?? '');
  const urls = servers.map(({ url }) => url).join(' ');
  const config = useMemo(() => {
    if (chainId === null || urls === '') return null;
    const status = () => system.getState().status;
    return wagmiConfig(
      {
        client: node,
        address: () => (status()?.wallet?.address as Hex | undefined) ?? null,
        chainId: () => status()?.network.chainId ?? null,
        ask,
      },
      { id: chainId, name, rpcUrls: urls.split(' ') },
    );
  }, [chainId, name, urls, node, ask, system]);
  if (config === null) return null;
  return (
    <WagmiProvider config={config} reconnectOnMount={false}>
      <QueryClientProvider client={queries}>
        <List networkName={name} chainId={chainId ?? 0} />
      </QueryClientProvider>
    </WagmiProvider>
  );
}

function List({ networkName, chainId }: { networkName: string; chainId: number }) {
  const connectors = useConnectors();
  const address = useFrom('system', (s) => s.status?.wallet?.address ?? '');
  const outside = useFrom('sign', (s) => s.outside);
  const words = walletWords.signers;
  const others = connectors.filter(({ id }) => id !== NODE_CONNECTOR);
  return (
    <section className="wallet__block" data-testid="signers">
      <h3>{words.title}</h3>
      <p className="quiet">{words.text}</p>
      <ul className="plain-list">
        <li data-testid="signer-own">
          <span className="plain-list__main">
            <span>{words.own}</span>
            <span className="quiet wallet__small">{words.ownWhat}</span>
          </span>
          <span className="mono" title={address}>
            {shorten(address, 6, 4)}
          </span>
        </li>
        {others.map((connector) => (
          <InjectedRow
            key={connector.uid}
            connector={connector}
            networkName={networkName}
            chainId={chainId}
          />
        ))}
        <LedgerRow outside={outside} />
      </ul>
      {others.length === 0 && <p className="quiet wallet__small">{words.none}</p>}
    </section>
  );
}

function InjectedRow({
  connector,
  networkName,
  chainId,
}: {
  connector: Connector;
  networkName: string;
  chainId: number;
}) {
  const config = useConfig();
  const connect = useConnect();
  const disconnect = useDisconnect();
  const switchChain = useSwitchChain();
  const node = useFrom('wallet', (s) => s.node);
  const use = useFrom('sign', (s) => s.use);
  const outside = useFrom('sign', (s) => s.outside);
  const [error, setError] = useState<LoamError | null>(null);
  const connection = useConnections().find((one) => one.connector.uid === connector.uid);
  const address = connection?.accounts[0];
  const isWrongChain = connection !== undefined && connection.chainId !== chainId;
  const words = walletWords.signers;
  const run = async (work: () => Promise<unknown>): Promise<void> => {
    setError(null);
    await work().catch((cause: unknown) => setError(toLoamError(cause)));
  };
  const wallet = (): OutsideWallet | null =>
    address === undefined ? null : injectedWallet(node, config, connector, address);
  return (
    <li className="wallet__signer" data-testid="signer" data-connected={connection !== undefined}>
      <span className="plain-list__main">
        <span>{words.injected(connector.name)}</span>
        {address !== undefined && (
          <span className="quiet wallet__small" title={address}>
            {words.connected(shorten(address, 6, 4))}
          </span>
        )}
      </span>
      {connection === undefined ? (
        <button
          type="button"
          className="button button--small"
          data-testid="signer-connect"
          onClick={() => void run(() => connect.mutateAsync({ connector }))}
        >
          {words.connect}
        </button>
      ) : (
        <button
          type="button"
          className="button button--small"
          onClick={() => {
            if (outside?.address === address) use(null);
            void run(() => disconnect.mutateAsync({ connector }));
          }}
        >
          {words.disconnect}
        </button>
      )}
      {isWrongChain && (
        <div className="wallet__warning" data-testid="wrong-chain">
          <p>{words.wrongChain(words.chainName(connection.chainId), networkName)}</p>
          <button
            type="button"
            className="button button--small"
            data-testid="switch-chain"
            onClick={() => void run(() => switchChain.mutateAsync({ connector, chainId }))}
          >
            {words.switch(networkName)}
          </button>
        </div>
      )}
      {!isWrongChain && connection !== undefined && (
        <OutsideActions wallet={wallet} isUsed={outside?.address === address} />
      )}
      {error !== null && <ErrorNotice error={error} onDismiss={() => setError(null)} />}
    </li>
  );
}
