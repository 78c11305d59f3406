import { LoamError } from '../../protocol/errors/loam-error.ts';
import { nodeRegistryAbi } from '../../protocol/generated/abis.ts';
import type { ChainClient } from './chain-client.ts';
import { readContract } from './read-contract.ts';

/**
 * Number of this account's node.
 *
 * @throws LoamError `CHAIN_NO_ACCOUNT`, `CHAIN_NOT_REGISTERED`
 */
export async function ownNumber(chain: ChainClient): Promise<number> {
  const address = chain.account?.address;
  if (address === undefined)
    throw new LoamError('CHAIN_NO_ACCOUNT', 'This connection to the chain can only read.');
  const number = await readContract(chain, {
    contract: 'NodeRegistry',
    abi: nodeRegistryAbi,
    functionName: 'numberOf',
    args: [address],
  });
  if (number === 0)
    throw new LoamError('CHAIN_NOT_REGISTERED', 'The account is not registered.', {
      hint: 'Register it first.',
    });
  return number;
}
