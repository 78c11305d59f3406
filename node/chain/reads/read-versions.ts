import type { ModelVersion } from '../../../protocol/api/audit-schemas.ts';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { modelRegistryAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readContract } from '../read-contract.ts';
import { readCurrentEpoch } from './read-current-epoch.ts';

/** A model version with what its aggregator stated about it. */
export interface VersionState extends ModelVersion {
  /** What the aggregator measured for the merged model, parts per million. */
  readonly utilityPpm: number;
  readonly evaluationDigest: Hex;
  /** Stays on record, but nothing builds on it. */
  readonly rolledBack: boolean;
}

/** Number of the head: the version that the next submissions build on. 0 is the base model. */
export async function readLatestVersion(chain: ChainClient): Promise<number> {
  const latest = await readContract(chain, {
    contract: 'ModelRegistry',
    abi: modelRegistryAbi,
    functionName: 'latest',
    args: [],
  });
  return Number(latest);
}

/** All model versions from 0, last the proposed one (`finalizedAt` null) if there is one. Digests are hex. */
export async function readVersions(chain: ChainClient): Promise<VersionState[]> {
  const [count, epoch] = await Promise.all([
    readContract(chain, {
      contract: 'ModelRegistry',
      abi: modelRegistryAbi,
      functionName: 'versionCount',
      args: [],
    }),
    readCurrentEpoch(chain),
  ]);
  const numbers = Array.from({ length: Number(count) }, (_, number) => number);
  const versions = await Promise.all(numbers.map((number) => readVersion(chain, number)));
  // A version that was finalised already is the epoch's proposal too.
  const proposed = versions.some((v) => epoch > 0n && BigInt(v.epoch) === epoch)
    ? null
    : await readProposedVersion(chain, epoch);
  return proposed === null ? versions : [...versions, { ...proposed, version: numbers.length }];
}

/** One model version. @throws LoamError `CHAIN_NO_SUCH_VERSION` */
export async function readVersion(chain: ChainClient, number: number): Promise<VersionState> {
  const raw = await readContract(chain, {
    contract: 'ModelRegistry',
    abi: modelRegistryAbi,
    functionName: 'version',
    args: [BigInt(number)],
  });
  return { version: number, ...toState(raw) };
}

/** What an aggregator proposed for an epoch, without a number yet; null without a proposal. */
export async function readProposedVersion(
  chain: ChainClient,
  epoch: bigint,
): Promise<Omit<VersionState, 'version'> | null> {
  const raw = await readContract(chain, {
    contract: 'ModelRegistry',
    abi: modelRegistryAbi,
    functionName: 'proposalOf',
    args: [epoch],
  });
  return unlessZero(raw.manifestCid) === null ? null : toState(raw);
}

interface RawVersion {
  readonly epoch: bigint;
  readonly parent: bigint;
  readonly manifestCid: Hex;
  readonly adapterCid: Hex;
  readonly utilityPpm: number;
  readonly evaluationDigest: Hex;
  readonly aggregator: Hex;
  readonly finalizedAt: bigint;
  readonly rolledBack: boolean;
}

function toState(raw: RawVersion): Omit<VersionState, 'version'> {
  return {
    parent: Number(raw.parent),
    epoch: Number(raw.epoch),
    manifestCid: unlessZero(raw.manifestCid),
    adapterCid: unlessZero(raw.adapterCid),
    aggregator: unlessZero(raw.aggregator),
    finalizedAt: raw.finalizedAt === 0n ? null : Number(raw.finalizedAt),
    utilityPpm: raw.utilityPpm,
    evaluationDigest: raw.evaluationDigest,
    rolledBack: raw.rolledBack,
  };
}

function unlessZero(hex: Hex): Hex | null {
  return /^0x0+$/.test(hex) ? null : hex;
}
