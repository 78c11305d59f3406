import { useState } from 'react';
import type { LoamError } from '../../../../protocol/errors/loam-error.ts';
import { ErrorNotice } from '../../../parts/error-notice.tsx';
import { shorten } from '../../../parts/format.ts';
import type { OutsideWallet } from '../../../stores/sign-store.ts';
import { useFrom } from '../../../stores/use-stores.tsx';
import { walletWords } from '../../../words/wallet-words.ts';
import { OutsideActions } from './outside-actions.tsx';

interface Connected {
  readonly wallet: OutsideWallet;
  readonly close: () => Promise<void>;
}

/** A Ledger over USB: what to do to connect it, what is wrong with it, and its account. */
export function LedgerRow({ outside }: { outside: OutsideWallet | null }) {
  const node = useFrom('wallet', (s) => s.node);
  const use = useFrom('sign', (s) => s.use);
  const [connected, setConnected] = useState<Connected | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<LoamError | null>(null);
  const words = walletWords.signers;
  const hasUsb = 'hid' in navigator;
  const connect = async (): Promise<void> => {
    setIsBusy(true);
    setError(null);
    // Ledger's libraries expect Node's Buffer.
    const { Buffer } = await import('buffer/index.js');
    Object.assign(globalThis, { Buffer });
    const { explainDeviceError, LedgerDevice } = await import('../../../wallet/ledger-device.ts');
    try {
      const [{ default: TransportWebHID }, { ledgerWallet }] = await Promise.all([
        import('@ledgerhq/hw-transport-webhid'),
        import('../../../wallet/ledger-wallet.ts'),
      ]);
      const device = new LedgerDevice(await TransportWebHID.create());
      const address = await device.address();
      setConnected({ wallet: ledgerWallet(node, device, address), close: () => device.close() });
    } catch (cause) {
      setError(explainDeviceError(cause));
    } finally {
      setIsBusy(false);
    }
  };
  const disconnect = async (): Promise<void> => {
    if (outside?.address === connected?.wallet.address) use(null);
    await connected?.close();
    setConnected(null);
  };
  return (
    <li className="wallet__signer" data-testid="signer-ledger">
      <span className="plain-list__main">
        <span>{words.ledger}</span>
        <span className="quiet wallet__small">
          {!hasUsb
            ? words.noUsb
            : connected !== null
              ? words.connected(shorten(connected.wallet.address, 6, 4))
              : isBusy
                ? words.waiting
                : words.ledgerWhat}
        </span>
      </span>
      {hasUsb && (
        <button
          type="button"
          className="button button--small"
          disabled={isBusy}
          onClick={() => void (connected === null ? connect() : disconnect())}
        >
          {connected === null ? words.connect : words.disconnect}
        </button>
      )}
      {connected !== null && (
        <OutsideActions
          wallet={() => connected.wallet}
          isUsed={outside?.address === connected.wallet.address}
        />
      )}
      {error !== null && <ErrorNotice error={error} onDismiss={() => setError(null)} />}
    </li>
  );
}
