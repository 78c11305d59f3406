import type { EIP1193RequestFn, Hex } from 'viem';
import { rpcRequestSchema, type WalletAction } from '../../protocol/api/wallet-schemas.ts';
import type { Signed } from '../stores/sign-store.ts';
import type { NodeClient } from '../transport/node-client.ts';

/** What a {@link nodeProvider} stands on. */
export interface NodeProviderParts {
  readonly client: Pick<NodeClient, 'wallet'>;
  /** The account of this computer; null without a network. */
  readonly address: () => Hex | null;
  readonly chainId: () => number | null;
  /** Opens the signing sheet. */
  readonly ask: (action: WalletAction) => Promise<Signed | null>;
}

/** A refusal in the way of EIP-1193. */
class ProviderError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * The node's own signer as libraries of the page expect a wallet (EIP-1193): reads go through the node's servers, and
 * whatever signs goes through the signing sheet. No key is ever here.
 */
export function nodeProvider({ client, address, chainId, ask }: NodeProviderParts): {
  readonly request: EIP1193RequestFn;
} {
  const own = (): Hex => {
    const found = address();
    if (found === null) throw new ProviderError(4900, 'No network is joined.');
    return found;
  };
  const signed = async (action: WalletAction): Promise<Signed> => {
    const done = await ask(action);
    if (done === null) throw new ProviderError(4001, 'It was not signed.');
    return done;
  };
  const request = async ({ method, params }: { method: string; params?: unknown }): Promise<unknown> => {
    const [first, second] = Array.isArray(params) ? (params as unknown[]) : [];
    switch (method) {
      case 'eth_accounts':
      case 'eth_requestAccounts':
        return [own()];
      case 'eth_chainId':
        return `0x${(chainId() ?? 0).toString(16)}`;
      case 'eth_sendTransaction': {
        const { to, data = '0x', value = '0x0' } = first as { to?: Hex; data?: Hex; value?: Hex };
        if (to === undefined) throw new ProviderError(4200, 'Contracts are not created here.');
        const { hashes } = await signed({ kind: 'call', to, data, value: BigInt(value).toString() });
        return hashes.at(-1);
      }
      case 'personal_sign':
        return (await signed({ kind: 'message', bytes: first as Hex })).signature;
      case 'eth_signTypedData_v4':
        return (await signed({ kind: 'typedData', json: String(second) })).signature;
      case 'wallet_switchEthereumChain': {
        const wanted = Number((first as { chainId?: string }).chainId);
        if (wanted === chainId()) return null;
        throw new ProviderError(4902, 'The account of this computer is on the network that is joined.');
      }
    }
    const read = rpcRequestSchema.safeParse({ method, params: params ?? [] });
    if (!read.success) throw new ProviderError(4200, `${method} is not available here.`);
    return (await client.wallet.request(read.data)).result;
  };
  return { request: request as EIP1193RequestFn };
}
