import type { Log } from 'viem';
import { disputeCourtAbi, epochManagerAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { DISPUTE_KINDS, RULINGS, verdictOf } from '../disputes.ts';
import type { EpochLog } from '../epoch-log.ts';
import { LOG_BLOCKS } from '../limits.ts';
import { readEvents } from '../read-events.ts';
import { replayEpoch } from '../replay-epoch.ts';

/** Reads the {@link EpochLog}; asked again before another block has come, it answers from memory. */
export async function readEpochLog(chain: ChainClient, epoch: bigint): Promise<EpochLog> {
  const head = await chain.reading(() => chain.public.getBlock({ blockTag: 'latest' }));
  return chain.memory.epochLog(epoch, head.hash, async () => {
    const opened = await openingBlock(chain, epoch);
    if (opened === undefined) return replayEpoch(epoch, 0n, [], new Set());
    const next = await openingBlock(chain, epoch + 1n);
    const logs: Log[] = [];
    const { EpochManager, Verdicts } = chain.everyAddress;
    const last = next ?? head.number;
    for (let from = opened; from <= last; from += LOG_BLOCKS) {
      const to = from + LOG_BLOCKS - 1n;
      logs.push(
        ...(await chain.reading(() =>
          chain.public.getLogs({
            address: [...EpochManager, ...Verdicts],
            fromBlock: from,
            toBlock: to < last ? to : last,
          }),
        )),
      );
    }
    return replayEpoch(epoch, opened, logs, await overturned(chain, epoch, opened));
  });
}

/** Positions whose verdict a court overturned. */
async function overturned(
  chain: ChainClient,
  epoch: bigint,
  fromBlock: bigint,
): Promise<ReadonlySet<number>> {
  const search = { contract: 'DisputeCourt', abi: disputeCourtAbi, fromBlock } as const;
  const opened = await readEvents(chain, {
    ...search,
    eventName: 'DisputeOpened',
    args: { kind: DISPUTE_KINDS.indexOf('verdict') },
  });
  const about = opened.filter(({ args }) => verdictOf(args.subject).epoch === epoch);
  if (about.length === 0) return new Set();
  const closed = await readEvents(chain, { ...search, eventName: 'DisputeClosed' });
  const fell = new Set(
    closed.filter(({ args }) => RULINGS[args.ruling] === 'overturn').map(({ args }) => args.id),
  );
  return new Set(
    about.filter(({ args }) => fell.has(args.id)).map(({ args }) => Number(verdictOf(args.subject).index)),
  );
}

async function openingBlock(chain: ChainClient, epoch: bigint): Promise<bigint | undefined> {
  const events = await readEvents(chain, {
    contract: 'EpochManager',
    abi: epochManagerAbi,
    eventName: 'EpochOpened',
    args: { epoch },
    newestOnly: true,
  });
  return events.at(-1)?.blockNumber;
}
