import type { GovernanceOverview } from '../../protocol/api/governance-schemas.ts';
import { POOL_KINDS } from '../../protocol/chain/network-parameters.ts';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import { benchmarkRegistryAbi, guardianAbi } from '../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readContract } from '../chain/read-contract.ts';
import { readEvents } from '../chain/read-events.ts';
import { readChainTime } from '../chain/reads/read-chain-time.ts';
import { readCommittees } from '../chain/reads/read-committee.ts';
import { readCurrentEpoch } from '../chain/reads/read-current-epoch.ts';
import { readElected } from '../chain/reads/read-elected.ts';
import { readPause } from '../chain/reads/read-pause.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { ENTRIES_LISTED } from './limits.ts';
import { readVoteRules } from './read-parameter-table.ts';
import { readVoice } from './read-voice.ts';

/** Reads how votes are held, who was elected or drawn, what is paused, and what is measured with. */
export async function readGovernanceOverview({
  chain,
  address,
}: NetworkSession): Promise<GovernanceOverview> {
  const [chainTime, block, rules, voice, pause, guard, curators, committees, benchmarks] = await Promise.all([
    readChainTime(chain),
    chain.reading(() => chain.public.getBlockNumber({ cacheTime: 0 })),
    readVoteRules(chain),
    readVoice(chain, address, null),
    readPauseView(chain),
    readElected(chain, 'guard'),
    readElected(chain, 'curators'),
    readEpochCommittees(chain),
    readBenchmarks(chain),
  ]);
  return {
    account: address,
    chainTime,
    block: Number(block),
    rules: {
      votingDelay: rules.votingDelaySeconds,
      votingPeriod: rules.votingPeriodSeconds,
      timelockSeconds: rules.timelockSeconds,
      quorumPercent: rules.quorumPercent,
      proposalThreshold: rules.proposalThreshold.toString(),
      deposit: rules.deposit.toString(),
    },
    voice,
    pause,
    elected: {
      guard: { ...guard, members: [...guard.members], candidates: [...guard.candidates] },
      curators: { ...curators, members: [...curators.members], candidates: [...curators.candidates] },
    },
    committees,
    ...benchmarks,
  };
}

async function readPauseView(chain: ChainClient): Promise<GovernanceOverview['pause']> {
  const search = { contract: 'Guardian', abi: guardianAbi } as const;
  const [{ paused, until }, restsUntil, starts, approvals] = await Promise.all([
    readPause(chain),
    readContract(chain, { ...search, functionName: 'restsUntil', args: [] }),
    readEvents(chain, { ...search, eventName: 'Paused' }),
    readEvents(chain, { ...search, eventName: 'PauseApproved' }),
  ]);
  const last = starts.at(-1);
  // The approvals of a pause are those since the one before it.
  const since = starts.at(-2)?.blockNumber ?? -1n;
  const by = approvals.filter(
    ({ blockNumber }) => last !== undefined && blockNumber > since && blockNumber <= last.blockNumber,
  );
  const reason = last?.args.reasonCid;
  return {
    paused,
    until,
    restsUntil: Number(restsUntil),
    by: [...new Set(by.map(({ args }) => args.member))],
    reason: reason === undefined || /^0x0*$/.test(reason) ? null : digestToCid(reason).toString(),
  };
}

async function readEpochCommittees(chain: ChainClient): Promise<GovernanceOverview['committees']> {
  const epoch = await readCurrentEpoch(chain);
  if (epoch === 0n) return [];
  const committees = await readCommittees(chain, epoch);
  return [...committees]
    .sort(([a], [b]) => a - b)
    .slice(0, ENTRIES_LISTED)
    .map(([index, members]) => ({
      epoch: Number(epoch),
      index,
      members: members.map(({ validator, seats }) => ({ validator, seats })),
    }));
}

async function readBenchmarks(chain: ChainClient): Promise<Pick<GovernanceOverview, 'pools' | 'dataSets'>> {
  const call = { contract: 'BenchmarkRegistry', abi: benchmarkRegistryAbi } as const;
  const [pools, dataSets] = await readContract(chain, { ...call, functionName: 'counts', args: [] });
  const ids = (count: bigint): bigint[] =>
    Array.from({ length: Number(count) }, (_, i) => BigInt(i)).slice(-ENTRIES_LISTED);
  return {
    pools: await Promise.all(
      ids(pools).map(async (id) => {
        const {
          kind,
          cid,
          root: _,
          ...rest
        } = await readContract(chain, {
          ...call,
          functionName: 'pool',
          args: [id],
        });
        return {
          ...rest,
          id: Number(id),
          kind: POOL_KINDS[kind] ?? 'Public',
          cid: digestToCid(cid).toString(),
        };
      }),
    ),
    dataSets: await Promise.all(
      ids(dataSets).map(async (id) => {
        const one = await readContract(chain, { ...call, functionName: 'dataSet', args: [id] });
        return {
          id: Number(id),
          cid: digestToCid(one.cid).toString(),
          licence: one.licence,
          privacyReview: digestToCid(one.privacyReviewCid).toString(),
          active: one.active,
        };
      }),
    ),
  };
}
