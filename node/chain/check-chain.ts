import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NetworkDescriptor } from '../../protocol/network/network-descriptor.ts';
import { createChainClient } from './chain-client.ts';
import { readLatestVersion } from './reads/read-versions.ts';
import { checkNetwork } from './trust-network.ts';

/** What a look at a network's chain showed. */
export interface ChainCheck {
  readonly ok: boolean;
  /** What is wrong and what to do, or that nothing is. */
  readonly sentence: string;
  /** Stable code of what is wrong. */
  readonly code: string | null;
  /** Newest final model version. */
  readonly modelVersion: number | null;
}

/** Asks the chain whether it is the network's and holds its contracts, this build's code in each. Signs nothing. */
export async function checkChain(descriptor: NetworkDescriptor): Promise<ChainCheck> {
  try {
    const chain = await createChainClient({ descriptor });
    try {
      await checkNetwork(chain);
      const modelVersion = await readLatestVersion(chain);
      return {
        ok: true,
        sentence: 'The chain answers and the contracts are the right ones.',
        code: null,
        modelVersion,
      };
    } finally {
      chain.close();
    }
  } catch (error) {
    const { code, sentence } = LoamError.wrap('CHAIN_FAILED', error);
    return { ok: false, sentence, code, modelVersion: null };
  }
}
