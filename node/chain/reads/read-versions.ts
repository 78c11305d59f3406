import type { ModelVersion } from '../../../protocol/api/audit-schemas.ts';
import { modelRegistryAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';

/** Number of the newest final model version; 0 is the base model. */
export async function readLatestVersion(chain: ChainClient): Promise<number> {
  const latest = await chain.reading(() =>
    chain.public.readContract({
      address: chain.descriptor.contracts.ModelRegistry,
      abi: modelRegistryAbi,
      functionName: 'latest',
      blockTag: chain.blockTag,
    }),
  );
  return Number(latest);
}

/** All model versions from 0, last the proposed one (`finalizedAt` null) if there is one. Digests are hex. */
export async function readVersions(chain: ChainClient): Promise<ModelVersion[]> {
  const latest = await readLatestVersion(chain);
  const numbers = Array.from({ length: latest + 1 }, (_, number) => number);
  const versions = await Promise.all(numbers.map((number) => readVersion(chain, number)));
  const proposed = await readVersion(chain, latest + 1).catch((error: { code?: string }) => {
    if (error.code === 'CHAIN_NO_SUCH_VERSION') return undefined;
    throw error;
  });
  return proposed === undefined ? versions : [...versions, proposed];
}

/** One model version. @throws LoamError `CHAIN_NO_SUCH_VERSION` */
export async function readVersion(chain: ChainClient, number: number): Promise<ModelVersion> {
  const raw = await chain.reading(() =>
    chain.public.readContract({
      address: chain.descriptor.contracts.ModelRegistry,
      abi: modelRegistryAbi,
      functionName: 'version',
      args: [BigInt(number)],
      blockTag: chain.blockTag,
    }),
  );
  return {
    version: number,
    parent: Number(raw.parent),
    epoch: Number(raw.epoch),
    manifestCid: unlessZero(raw.manifestCid),
    adapterCid: unlessZero(raw.adapterCid),
    aggregator: unlessZero(raw.aggregator),
    finalizedAt: raw.finalizedAt === 0n ? null : Number(raw.finalizedAt),
  };
}

function unlessZero(hex: string): string | null {
  return /^0x0+$/.test(hex) ? null : hex;
}
