import { isAddressEqual } from 'viem';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import {
  epochManagerAbi,
  modelRegistryAbi,
  rewardPoolAbi,
  scoringAbi,
} from '../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readEvents } from '../chain/read-events.ts';
import { readClaims } from '../chain/reads/read-claims.ts';
import { readCommittees } from '../chain/reads/read-committee.ts';
import { type RewardDue, readDue, readReward } from '../chain/reads/read-due.ts';
import { readEpochLog } from '../chain/reads/read-epoch-log.ts';
import { readReveals } from '../chain/reads/read-reveals.ts';
import { readStoredWeight } from '../chain/reads/read-stored-weight.ts';
import { readSubmissions, type SubmissionState } from '../chain/reads/read-submission.ts';
import { readVersions, type VersionState } from '../chain/reads/read-versions.ts';
import type { EpochFacts, ManifestEvent } from './epoch-facts.ts';
import { AUDIT_READS_AT_ONCE } from './limits.ts';
import { type Position, RegistryHistory } from './registry-history.ts';
import { RulesHistory } from './rules-history.ts';

const ZERO: Hex = `0x${'00'.repeat(32)}`;

/**
 * Reads all that an audit of an epoch needs from the chain, through the given client alone: with one that records,
 * this makes an archive; with one that answers from an archive, it reads it back.
 *
 * @throws LoamError `EPOCH_UNKNOWN` when no such epoch was opened, `CHAIN_…`
 */
export async function readEpochFacts(
  chain: ChainClient,
  epoch: bigint,
  onProgress: (sentence: string) => void = () => undefined,
): Promise<EpochFacts> {
  onProgress('Reading the epoch from the chain');
  const head = await chain.reading(() => chain.public.getBlock({ blockTag: 'latest' }));
  const opened = await openingOf(chain, epoch);
  const [log, submissions, committees, reveals, registry, rulesHistory, versions, claims, reward, scored] =
    await Promise.all([
      readEpochLog(chain, epoch),
      readSubmissions(chain, epoch),
      readCommittees(chain, epoch),
      readReveals(chain, epoch),
      RegistryHistory.read(chain),
      RulesHistory.read(chain),
      readVersions(chain),
      readClaims(chain, epoch),
      readReward(chain, epoch),
      readScored(chain),
    ]);
  const rules = rulesHistory.at(opened);
  const [draws, manifests, allotment] = await Promise.all([
    readDraws(chain, epoch),
    readManifests(chain, epoch),
    readAllotted(chain, epoch),
  ]);
  const version = versions.find((v) => BigInt(v.epoch) === epoch && v.version > 0) ?? null;
  onProgress('Reading how the attestations were opened');
  const openings = await openingsOf(
    chain,
    reveals.map(({ hash }) => hash),
  );
  onProgress('Reading what everybody is owed');
  const drawn = submissions.filter((s) => s.drawn);
  return {
    epoch,
    head: { number: head.number, hash: head.hash },
    opened,
    rules,
    rulesHistory,
    registry,
    log,
    seed: log.seeds[0] ?? ZERO,
    submissions,
    committees,
    reveals,
    draws,
    ...scored,
    confidences: await readConfidences(chain),
    openings,
    storedWeights: new Map(
      await inPages(
        drawn,
        async ({ index }): Promise<[number, bigint]> => [
          index,
          await readStoredWeight(chain, epoch, BigInt(index)),
        ],
      ),
    ),
    version,
    parent: versions.find((v) => v.version === opened.baseVersion && v.finalizedAt !== null) ?? null,
    manifests,
    allotment,
    reward,
    dues: await duesOf(chain, epoch, { drawn, committees, version }),
    claims,
  };
}

function at({ blockNumber, logIndex }: Position): Position {
  return { blockNumber, logIndex };
}

async function openingOf(chain: ChainClient, epoch: bigint): Promise<EpochFacts['opened']> {
  const [event] = await readEvents(chain, {
    contract: 'EpochManager',
    abi: epochManagerAbi,
    eventName: 'EpochOpened',
    args: { epoch },
  });
  if (event === undefined)
    throw new LoamError('EPOCH_UNKNOWN', `There is no epoch ${epoch} on this network.`, {
      hint: "'loam status' tells the newest epoch.",
    });
  return { ...at(event), baseVersion: Number(event.args.baseVersion), hash: event.transactionHash };
}

async function readScored(chain: ChainClient): Promise<Pick<EpochFacts, 'settlements' | 'recorded'>> {
  const [settled, recorded] = await Promise.all([
    readEvents(chain, { contract: 'EpochManager', abi: epochManagerAbi, eventName: 'SubmissionSettled' }),
    readEvents(chain, { contract: 'Scoring', abi: scoringAbi, eventName: 'Recorded' }),
  ]);
  return {
    settlements: settled.map((event) => {
      const { epoch, index, status, utilityPpm, uniquenessPpm, weight } = event.args;
      const hash = event.transactionHash;
      return { ...at(event), epoch, index: Number(index), status, utilityPpm, uniquenessPpm, weight, hash };
    }),
    recorded: recorded.map((event) => ({
      ...at(event),
      bucket: Number(event.args.bucket),
      meanPpm: event.args.meanPpm,
      count: event.args.count,
    })),
  };
}

async function readDraws(chain: ChainClient, epoch: bigint): Promise<EpochFacts['draws']> {
  const search = { contract: 'EpochManager', abi: epochManagerAbi, eventName: 'CommitteeDrawn' } as const;
  return (await readEvents(chain, { ...search, args: { epoch } })).map((event) => ({
    ...at(event),
    index: Number(event.args.index),
    round: Number(event.args.round),
    seats: event.args.seats,
    hash: event.transactionHash,
  }));
}

async function readManifests(chain: ChainClient, epoch: bigint): Promise<ManifestEvent[]> {
  const search = { contract: 'ModelRegistry', abi: modelRegistryAbi, args: { epoch } } as const;
  const [proposed, finalized] = await Promise.all([
    readEvents(chain, { ...search, eventName: 'ManifestProposed' }),
    readEvents(chain, { ...search, eventName: 'VersionFinalized' }),
  ]);
  const common = (event: (typeof proposed)[number] | (typeof finalized)[number]) => ({
    ...at(event),
    manifestCid: event.args.manifestCid,
    adapterCid: event.args.adapterCid,
    aggregator: event.args.aggregator,
    hash: event.transactionHash,
  });
  return [
    ...proposed.map((event) => ({ ...common(event), version: null, parent: null })),
    ...finalized.map((event) => ({
      ...common(event),
      version: Number(event.args.version),
      parent: Number(event.args.parent),
    })),
  ];
}

async function readAllotted(chain: ChainClient, epoch: bigint): Promise<EpochFacts['allotment']> {
  const event = (
    await readEvents(chain, {
      contract: 'RewardPool',
      abi: rewardPoolAbi,
      eventName: 'Allotted',
      args: { epoch },
    })
  ).at(-1);
  return event === undefined ? null : { ...at(event), emission: event.args.emission, fees: event.args.fees };
}

async function openingsOf(chain: ChainClient, hashes: readonly Hex[]): Promise<Map<Hex, Hex>> {
  return new Map(
    await inPages([...new Set(hashes)], async (hash): Promise<[Hex, Hex]> => {
      const { input } = await chain.reading(() => chain.public.getTransaction({ hash }));
      return [hash, input];
    }),
  );
}

async function readConfidences(chain: ChainClient): Promise<Map<string, number>> {
  const search = { contract: 'EpochManager', abi: epochManagerAbi } as const;
  const [submitted, drawn] = await Promise.all([
    readEvents(chain, { ...search, eventName: 'Submitted' }),
    // Leaves of batches are told one by one only when they are drawn.
    readEvents(chain, { ...search, eventName: 'SubmissionDrawn' }),
  ]);
  return new Map(
    [...submitted, ...drawn].map(({ args: { index, terms } }) => [
      `${terms.epoch} ${index}`,
      terms.confidencePpm,
    ]),
  );
}

async function duesOf(
  chain: ChainClient,
  epoch: bigint,
  {
    drawn,
    committees,
    version,
  }: {
    readonly drawn: readonly SubmissionState[];
    readonly committees: EpochFacts['committees'];
    readonly version: VersionState | null;
  },
): Promise<Map<string, RewardDue>> {
  const accounts: Hex[] = [];
  const add = (account: Hex): void => {
    if (!accounts.some((known) => isAddressEqual(known, account))) accounts.push(account);
  };
  for (const { learner } of drawn) add(learner);
  for (const committee of committees.values()) for (const { validator } of committee) add(validator);
  if (version?.aggregator) add(version.aggregator as Hex);
  return new Map(
    await inPages(
      accounts,
      async (account): Promise<[string, RewardDue]> => [
        account.toLowerCase(),
        await readDue(chain, epoch, account),
      ],
    ),
  );
}

/** Maps with a bounded number of reads at once, in order. */
async function inPages<A, B>(items: readonly A[], read: (item: A) => Promise<B>): Promise<B[]> {
  const results: B[] = [];
  for (let i = 0; i < items.length; i += AUDIT_READS_AT_ONCE)
    results.push(...(await Promise.all(items.slice(i, i + AUDIT_READS_AT_ONCE).map(read))));
  return results;
}
