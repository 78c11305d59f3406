import { zeroAddress } from 'viem';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { nodeRegistryAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readContract } from '../read-contract.ts';

/** Addresses of nodes by number. A number belongs to its node for good, so each is read once. */
export async function readAddresses(
  chain: ChainClient,
  numbers: Iterable<number>,
): Promise<ReadonlyMap<number, Hex>> {
  const { addresses } = chain.memory;
  const unknown = [...new Set(numbers)].filter((number) => !addresses.has(number));
  await Promise.all(
    unknown.map(async (number) => {
      const address = await readContract(chain, {
        contract: 'NodeRegistry',
        abi: nodeRegistryAbi,
        functionName: 'addressOf',
        args: [number],
      });
      // A number that is free now has an owner later.
      if (address !== zeroAddress) addresses.set(number, address);
    }),
  );
  return addresses;
}
