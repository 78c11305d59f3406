import { encodeAbiParameters, keccak256 } from 'viem';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { epochManagerAbi } from '../../protocol/generated/abis.ts';
import { drawSeats } from '../../protocol/sortition/draw-seats.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readEvents } from '../chain/read-events.ts';
import { readEpochLog } from '../chain/reads/read-epoch-log.ts';
import { readNodes } from '../chain/reads/read-nodes.ts';
import { readParameters } from '../chain/reads/read-parameters.ts';
import type { AuditReport } from './auditor.ts';
import { RegistryHistory } from './registry-history.ts';

/** Draws every committee of an epoch again from its seeds and from what the registry's events say of that moment. */
export async function checkCommittees(chain: ChainClient, epoch: bigint, report: AuditReport): Promise<void> {
  const [log, drawn, history, nodes, rules] = await Promise.all([
    readEpochLog(chain, epoch),
    readEvents(chain, {
      contract: 'EpochManager',
      abi: epochManagerAbi,
      eventName: 'CommitteeDrawn',
      args: { epoch },
    }),
    RegistryHistory.read(chain),
    readNodes(chain),
    readParameters(chain),
  ]);
  const numbers = new Map(nodes.map(({ address, number }) => [address.toLowerCase(), number]));
  const seatsSoFar = new Map<bigint, number>();
  for (const { args, blockNumber, logIndex } of drawn) {
    const { index, round, seats } = args;
    const learner = log.submissions.find((s) => BigInt(s.index) === index)?.learner ?? '0x';
    const exclude = numbers.get(learner.toLowerCase()) ?? 0;
    const first = seatsSoFar.get(index) ?? 0;
    const stage = rules.committee.sizes.findIndex((size) => size > first);
    const size = (rules.committee.sizes[stage] ?? first) - first;
    const line = history.lineAt({ blockNumber, logIndex }, epoch, {
      minStake: rules.stake.minStake,
      decayPpm: rules.reputation.decayPpm,
    });
    const seed = log.seeds[Number(round) - 1] ?? '0x';
    const expected = drawSeats(submissionSeed(seed, exclude), first, size, line, exclude);
    report.compare(
      'committee',
      `committee of submission ${index} of epoch ${epoch}, round ${round}`,
      expected.join(' '),
      seats.join(' '),
    );
    seatsSoFar.set(index, first + seats.length);
  }
}

/** Seed of one submission's seats: the round's seed and the learner's number, which nobody can choose with it known. */
function submissionSeed(seed: Hex, learner: number): Hex {
  return keccak256(encodeAbiParameters([{ type: 'bytes32' }, { type: 'uint256' }], [seed, BigInt(learner)]));
}
