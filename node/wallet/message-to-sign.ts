import { hashTypedData, type LocalAccount, type TypedDataDefinition } from 'viem';
import { z } from 'zod';
import type { WalletAction } from '../../protocol/api/wallet-schemas.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { ChainClient } from '../chain/chain-client.ts';

/** An action that is a message to sign. */
export type MessageAction = Extract<WalletAction, { kind: 'message' | 'typedData' }>;

const typedDataSchema = z.object({
  domain: z.record(z.string(), z.json()),
  types: z.record(z.string(), z.array(z.object({ name: z.string(), type: z.string() }))),
  primaryType: z.string(),
  message: z.record(z.string(), z.json()),
});

/**
 * Signs a message of a page's library. Typed data that names one of the network's contracts is refused: verdicts and
 * submissions are signed by the node itself, through its signing history.
 *
 * @throws LoamError `SIGN_TYPED_DATA`, `SIGN_NODE_ONLY`
 */
export async function signMessage(
  account: LocalAccount,
  chain: Pick<ChainClient, 'everyAddress'>,
  action: MessageAction,
): Promise<Hex> {
  if (action.kind === 'message') return account.signMessage({ message: { raw: action.bytes } });
  return account.signTypedData(readTypedData(chain, action.json));
}

/** Typed data that may be signed by hand. @throws LoamError `SIGN_TYPED_DATA`, `SIGN_NODE_ONLY` */
export function readTypedData(chain: Pick<ChainClient, 'everyAddress'>, json: string): TypedDataDefinition {
  let data: TypedDataDefinition;
  try {
    const parsed = typedDataSchema.parse(JSON.parse(json));
    const { EIP712Domain: _, ...types } = parsed.types;
    data = { ...parsed, types } as unknown as TypedDataDefinition;
    hashTypedData(data);
  } catch (cause) {
    throw new LoamError('SIGN_TYPED_DATA', 'This is no typed data that can be signed.', { cause });
  }
  const contract = String(data.domain?.verifyingContract ?? '').toLowerCase();
  const ours = Object.values(chain.everyAddress).flat();
  if (ours.some((address) => address.toLowerCase() === contract)) {
    throw new LoamError(
      'SIGN_NODE_ONLY',
      'What the network’s contracts accept is signed by the node itself.',
      {
        hint: 'A signature by hand could contradict what the node has signed, and cost its stake.',
      },
    );
  }
  return data;
}
