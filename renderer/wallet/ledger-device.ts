import Eth from '@ledgerhq/hw-app-eth';
import { getAddress, type Hex, serializeTransaction, type TransactionSerializableEIP1559 } from 'viem';
import { LoamError } from '../../protocol/errors/loam-error.ts';

/** What carries requests to a device; Ledger's own transports are such. */
export type DeviceTransport = ConstructorParameters<typeof Eth>[0];

/** Where wallets look for the first Ethereum account (BIP-44). */
const PATH = "44'/60'/0'/0/0";

const BLIND = [
  'LEDGER_BLIND',
  'The Ledger does not sign calls of contracts that it does not know.',
  'Allow blind signing in the settings of its Ethereum app, compare the data with the sheet, and try again.',
] as const;

/** What a device answers when it cannot do what it is asked, by its status word. */
const TROUBLES: Readonly<Record<number, readonly [code: string, message: string, hint: string]>> = {
  21781: ['LEDGER_LOCKED', 'The Ledger is locked.', 'Enter its PIN, then try again.'],
  27404: ['LEDGER_LOCKED', 'The Ledger is locked.', 'Enter its PIN, then try again.'],
  25873: ['LEDGER_APP', 'The Ethereum app is not open.', 'Open it on the Ledger, then try again.'],
  28160: ['LEDGER_APP', 'Another app is open on the Ledger.', 'Open its Ethereum app, then try again.'],
  28161: ['LEDGER_APP', 'Another app is open on the Ledger.', 'Open its Ethereum app, then try again.'],
  27904: ['LEDGER_APP', 'Another app is open on the Ledger.', 'Open its Ethereum app, then try again.'],
  27906: ['LEDGER_APP', 'The Ethereum app is not open.', 'Open it on the Ledger, then try again.'],
  27013: ['LEDGER_REFUSED', 'It was refused on the Ledger.', 'Nothing was signed.'],
  27264: BLIND,
};

/** A Ledger that is connected: one account, by its place in the device. */
export class LedgerDevice {
  readonly #eth: Eth;
  readonly #transport: DeviceTransport;

  constructor(transport: DeviceTransport) {
    this.#transport = transport;
    this.#eth = new Eth(transport);
  }

  /** The account's address. @throws LoamError `LEDGER_…` */
  async address(): Promise<Hex> {
    const { address } = await explained(() => this.#eth.getAddress(PATH));
    return getAddress(address);
  }

  /**
   * Has the owner sign a transaction on the device. It is asked for its address first: another device, or another seed in
   * it, would sign for somebody else.
   *
   * @throws LoamError `LEDGER_OTHER_ACCOUNT`, `LEDGER_LOCKED`, `LEDGER_APP`, `LEDGER_REFUSED`, `LEDGER_BLIND`, `LEDGER_GONE`
   */
  async sign(expected: Hex, transaction: TransactionSerializableEIP1559): Promise<Hex> {
    const address = await this.address();
    if (address !== getAddress(expected)) {
      throw new LoamError(
        'LEDGER_OTHER_ACCOUNT',
        `This Ledger has the account ${address}, not ${expected}.`,
        {
          hint: 'Connect the one that you began with, or connect this one anew. Nothing was signed.',
        },
      );
    }
    const raw = serializeTransaction(transaction).slice(2);
    // Without a resolution nobody outside is asked what the call means; the sheet says it.
    const { r, s, v } = await explained(() => this.#eth.signTransaction(PATH, raw, null));
    const parity = Number.parseInt(v, 16);
    return serializeTransaction(transaction, {
      r: `0x${r}`,
      s: `0x${s}`,
      yParity: parity > 1 ? (parity - 27) & 1 : parity,
    });
  }

  async close(): Promise<void> {
    await this.#transport.close().catch(() => undefined);
  }
}

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explainDeviceError(error);
  }
}

/** What a device or its cable reported, in words. */
export function explainDeviceError(error: unknown): LoamError {
  if (error instanceof LoamError) return error;
  const { statusCode, name = '' } = (error ?? {}) as { statusCode?: number; name?: string };
  const known = statusCode === undefined ? undefined : TROUBLES[statusCode];
  if (known !== undefined) return new LoamError(known[0], known[1], { hint: known[2], cause: error });
  if (/EnableContractData/.test(name)) {
    const [code, message, hint] = BLIND;
    return new LoamError(code, message, { hint, cause: error });
  }
  if (/LockedDevice/.test(name)) {
    return new LoamError('LEDGER_LOCKED', 'The Ledger is locked.', {
      hint: 'Enter its PIN, then try again.',
      cause: error,
    });
  }
  if (/Disconnected|TransportOpenUserCancelled|NotFoundError|TransportInterfaceNotAvailable/.test(name)) {
    return new LoamError('LEDGER_GONE', 'No Ledger is connected.', {
      hint: 'Plug it in, unlock it, close other programs that use it, and connect again.',
      cause: error,
    });
  }
  return new LoamError('LEDGER_FAILED', 'The Ledger could not do this.', {
    hint: 'Unplug it, plug it in again and try once more. Nothing was signed.',
    cause: error,
  });
}
