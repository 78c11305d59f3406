import { verdictsAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readContract } from '../read-contract.ts';
import { readCommittees } from './read-committee.ts';
import { readEpochLog } from './read-epoch-log.ts';
import { readSubmissions } from './read-submission.ts';

/**
 * Positions of settled submissions with something to fine that nobody has fined: a rejected learner, a seat that was
 * silent, withheld its verdict or stated another one, or a bond of a re-run.
 */
export async function readUnenforced(chain: ChainClient, epoch: bigint): Promise<number[]> {
  const [log, committees, submissions] = await Promise.all([
    readEpochLog(chain, epoch),
    readCommittees(chain, epoch),
    readSubmissions(chain, epoch),
  ]);
  const due = submissions.filter(({ index, status, digest, utilityPpm }) => {
    if (status === 'pending' || status === 'void') return false;
    if (status === 'rejected' || log.reruns.has(index)) return true;
    const agreeing = new Set(
      log.reveals
        .filter((r) => r.index === BigInt(index) && r.digest === digest && r.utilityPpm === utilityPpm)
        .map((r) => r.validator.toLowerCase()),
    );
    return (committees.get(index) ?? []).some(({ validator }) => !agreeing.has(validator.toLowerCase()));
  });
  const done = await Promise.all(
    due.map(({ index }) =>
      readContract(chain, {
        contract: 'Verdicts',
        abi: verdictsAbi,
        functionName: 'enforced',
        args: [epoch, BigInt(index)],
      }),
    ),
  );
  return due.filter((_, i) => done[i] === false).map(({ index }) => index);
}
