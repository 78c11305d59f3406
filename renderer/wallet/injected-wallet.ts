import type { Hex } from 'viem';
import type { Config, Connector } from 'wagmi';
import { sendTransaction } from 'wagmi/actions';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { OutsideWallet } from '../stores/sign-store.ts';
import type { NodeClient } from '../transport/node-client.ts';
import { awaitReceipt } from './await-receipt.ts';

/** A wallet of this browser as one that signs. It asks its owner itself, on the chain that it is on. */
export function injectedWallet(
  client: Pick<NodeClient, 'wallet'>,
  config: Config,
  connector: Connector,
  address: Hex,
): OutsideWallet {
  return {
    name: connector.name,
    address,
    send: async ({ to, data, value, gas }, chainId) => {
      const there = await connector.getChainId();
      if (there !== chainId) {
        throw new LoamError(
          'WALLET_WRONG_CHAIN',
          `${connector.name} is on the chain ${there}, not ${chainId}.`,
          {
            hint: 'Switch it in Settings, under wallet and keys. Nothing was sent.',
          },
        );
      }
      const [account] = await connector.getAccounts();
      if (account?.toLowerCase() !== address.toLowerCase()) {
        throw new LoamError(
          'WALLET_OTHER_ACCOUNT',
          `${connector.name} has another account open than ${address}.`,
          {
            hint: 'Open that account in it, or connect it anew. Nothing was sent.',
          },
        );
      }
      const hash = await sendTransaction(config, {
        connector,
        account: address,
        to,
        data,
        value: BigInt(value),
        gas: BigInt(gas),
      }).catch((error: unknown) => {
        throw explain(error, connector.name);
      });
      await awaitReceipt(client, hash);
      return hash;
    },
  };
}

function explain(error: unknown, name: string): LoamError {
  const text = error instanceof Error ? error.message : String(error);
  if (/reject|denied/i.test(text.slice(0, 500)))
    return new LoamError('WALLET_REFUSED', `It was refused in ${name}.`, {
      hint: 'Nothing was sent.',
      cause: error,
    });
  return new LoamError('WALLET_FAILED', `${name} could not send it.`, {
    hint: 'Look in the wallet what it says, then try again.',
    cause: error,
  });
}
