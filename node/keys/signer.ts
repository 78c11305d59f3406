import {
  getAddress,
  hashMessage,
  hashTypedData,
  keccak256,
  type LocalAccount,
  serializeTransaction,
} from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import type { Hex } from '../../protocol/encoding/hex.ts';

/** What the account is about to sign. */
export interface SigningRequest {
  readonly kind: 'transaction' | 'typed data' | 'message';
  /** Null for a message. */
  readonly chainId: number | null;
  /** Contract that it is for: a transaction's target, the domain's contract of typed data. */
  readonly target: Hex | null;
  /** A transaction's first four bytes of data, the primary type of typed data; null for a message. */
  readonly subject: string | null;
  /** The 32 bytes that are signed. */
  readonly digest: Hex;
}

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
  /** Calls `write` before each signature from now on; when it throws, nothing is signed. */
  recordWith(write: (request: SigningRequest) => void): void;
}

/** Makes a signer; the key stays inside. */
export function createSigner(privateKey: Hex): Signer {
  const plain = privateKeyToAccount(privateKey);
  const address = getAddress(plain.address);
  let write: (request: SigningRequest) => void = () => undefined;
  const account: LocalAccount = {
    ...plain,
    async signMessage(input) {
      write({
        kind: 'message',
        chainId: null,
        target: null,
        subject: null,
        digest: hashMessage(input.message),
      });
      return plain.signMessage(input);
    },
    async signTypedData(typed) {
      const domain = (typed as { domain?: { chainId?: number | bigint; verifyingContract?: Hex } }).domain;
      write({
        kind: 'typed data',
        chainId: domain?.chainId === undefined ? null : Number(domain.chainId),
        target: domain?.verifyingContract ?? null,
        subject: String(typed.primaryType),
        digest: hashTypedData(typed),
      });
      return plain.signTypedData(typed);
    },
    async signTransaction(transaction, options) {
      const bytes = await (options?.serializer ?? serializeTransaction)(transaction as never);
      write({
        kind: 'transaction',
        chainId: transaction.chainId ?? null,
        target: transaction.to ?? null,
        subject: transaction.data === undefined ? null : transaction.data.slice(0, 10),
        digest: keccak256(bytes),
      });
      return plain.signTransaction(transaction, options);
    },
  };
  return {
    address,
    account,
    did: (chainId) => `did:pkh:eip155:${chainId}:${address}`,
    signTypedData: account.signTypedData,
    recordWith: (next) => {
      write = next;
    },
  };
}
