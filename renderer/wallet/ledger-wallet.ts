import type { Hex } from '../../protocol/encoding/hex.ts';
import type { OutsideWallet } from '../stores/sign-store.ts';
import type { NodeClient } from '../transport/node-client.ts';
import { awaitReceipt } from './await-receipt.ts';
import type { LedgerDevice } from './ledger-device.ts';

/** A Ledger as a wallet that signs: the node reads the chain for it and passes on what it signed. */
export function ledgerWallet(
  client: Pick<NodeClient, 'wallet'>,
  device: LedgerDevice,
  address: Hex,
): OutsideWallet {
  const ask = async (
    method: 'eth_getTransactionCount' | 'eth_gasPrice' | 'eth_maxPriorityFeePerGas',
    params: string[],
  ) => BigInt(String((await client.wallet.request({ method, params })).result));
  return {
    name: 'Ledger',
    address,
    send: async ({ to, data, value, gas }, chainId) => {
      const [nonce, price, tip] = await Promise.all([
        ask('eth_getTransactionCount', [address, 'pending']),
        ask('eth_gasPrice', []),
        ask('eth_maxPriorityFeePerGas', []),
      ]);
      const raw = await device.sign(address, {
        type: 'eip1559',
        chainId,
        nonce: Number(nonce),
        to,
        data,
        value: BigInt(value),
        gas: BigInt(gas),
        // Room for the base fee to double while the owner compares.
        maxFeePerGas: price * 2n + tip,
        maxPriorityFeePerGas: tip,
      });
      const { hash } = await client.wallet.broadcast({ raw });
      await awaitReceipt(client, hash);
      return hash;
    },
  };
}
