import type { Hex } from '../../protocol/encoding/hex.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { type Claimable, readClaimable } from '../chain/reads/read-claimable.ts';
import { readCurrentEpoch } from '../chain/reads/read-current-epoch.ts';
import { CLAIM_EPOCHS } from './limits.ts';

/** What waits to be claimed. */
export interface ClaimsDue {
  /** Wei of LOAM. */
  readonly total: bigint;
  readonly epochs: readonly { readonly epoch: bigint; readonly claimable: Claimable }[];
}

/** What the last {@link CLAIM_EPOCHS} epochs owe an account and have not paid, oldest first. */
export async function readClaims(chain: ChainClient, account: Hex): Promise<ClaimsDue> {
  const newest = await readCurrentEpoch(chain);
  const first = newest > BigInt(CLAIM_EPOCHS) ? newest - BigInt(CLAIM_EPOCHS) + 1n : 1n;
  const numbers = Array.from({ length: Number(newest - first) + 1 }, (_, i) => first + BigInt(i));
  const found = await Promise.all(
    numbers.map(async (epoch) => ({ epoch, claimable: await readClaimable(chain, epoch, account) })),
  );
  const epochs = found.filter(({ claimable }) => claimable.total > 0n);
  return { epochs, total: epochs.reduce((sum, { claimable }) => sum + claimable.total, 0n) };
}
