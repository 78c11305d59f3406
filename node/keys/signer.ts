import { getAddress, type LocalAccount } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import type { Hex } from '../../protocol/encoding/hex.ts';

/** Signs for one account. Other code asks it and never sees the key. */
export interface Signer {
  /** Checksummed address. */
  readonly address: Hex;
  /** The account as viem's clients take it. */
  readonly account: LocalAccount;
  /** Name of the account on a chain: `did:pkh:eip155:<chain>:<address>`. */
  did(chainId: number): string;
  /** EIP-712 signature. */
  readonly signTypedData: LocalAccount['signTypedData'];
}

/** Makes a signer; the key stays inside. */
export function createSigner(privateKey: Hex): Signer {
  const account = privateKeyToAccount(privateKey);
  const address = getAddress(account.address);
  return {
    address,
    account,
    did: (chainId) => `did:pkh:eip155:${chainId}:${address}`,
    signTypedData: account.signTypedData,
  };
}
