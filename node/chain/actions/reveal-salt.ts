import type { Hex } from '../../../protocol/encoding/hex.ts';
import { randomnessAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { ownNumber } from '../own-number.ts';
import { readSalts } from '../reads/read-salts.ts';
import { writeContract } from '../write-contract.ts';

/**
 * Opens a committed salt, between the end of submitting and the draw. Anyone who knows it may.
 *
 * @param args.number the node that committed it; default: this account's
 * @returns the transaction's hash, null when it is open already
 */
export async function revealSalt(
  chain: ChainClient,
  args: { readonly epoch: bigint; readonly salt: Hex; readonly number?: number },
): Promise<Hex | null> {
  const number = args.number ?? (await ownNumber(chain));
  const { salts } = await readSalts(chain, args.epoch);
  if (salts.some((salt) => salt.number === number && salt.salt !== null)) return null;
  const receipt = await writeContract(chain, {
    contract: 'Randomness',
    abi: randomnessAbi,
    functionName: 'revealSalt',
    args: [args.epoch, number, args.salt],
  });
  return receipt.transactionHash;
}
