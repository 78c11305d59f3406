import { encodeAbiParameters, keccak256 } from 'viem';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { randomnessAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { ownNumber } from '../own-number.ts';
import { readContract } from '../read-contract.ts';
import { writeContract } from '../write-contract.ts';

/**
 * As an active validator: commits to a salt while the epoch takes submissions. Whoever does not open it later pays.
 *
 * @param args.salt 32 random bytes, kept until {@link revealSalt}
 * @returns the transaction's hash, null when this very salt is committed already
 */
export async function commitSalt(
  chain: ChainClient,
  args: { readonly epoch: bigint; readonly salt: Hex },
): Promise<Hex | null> {
  const number = await ownNumber(chain);
  const commitment = saltCommitment(args.epoch, number, args.salt);
  const known = await readContract(chain, {
    contract: 'Randomness',
    abi: randomnessAbi,
    functionName: 'commitmentOf',
    args: [args.epoch, number],
  });
  if (known === commitment) return null;
  const receipt = await writeContract(chain, {
    contract: 'Randomness',
    abi: randomnessAbi,
    functionName: 'commitSalt',
    args: [args.epoch, commitment],
  });
  return receipt.transactionHash;
}

/** keccak-256 of the ABI-encoded epoch, node number and salt. */
export function saltCommitment(epoch: bigint, number: number, salt: Hex): Hex {
  return keccak256(
    encodeAbiParameters(
      [{ type: 'uint256' }, { type: 'uint32' }, { type: 'bytes32' }],
      [epoch, number, salt],
    ),
  );
}
