import { keccak256, stringToHex } from 'viem';
import type { NetworkSession } from '../network/network-session.ts';

const COIN_BITS = 48;

/**
 * A number from 0 (included) to 1 (excluded) for an epoch: it follows from the account's key, so that nobody else knows
 * it and a restarted node draws the same one.
 */
export async function canaryCoin(session: NetworkSession, epoch: bigint): Promise<number> {
  const signature = await session.context.keystore.signer.account.signMessage({
    message: { raw: keccak256(stringToHex(`loam canary ${session.descriptor.id} ${epoch}`)) },
  });
  return Number(BigInt(keccak256(signature)) >> BigInt(256 - COIN_BITS)) / 2 ** COIN_BITS;
}
