import { zeroAddress } from 'viem';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import { verdictsAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { simulateContract } from '../simulate-contract.ts';
import { readCommittees } from './read-committee.ts';
import { readEpochLog } from './read-epoch-log.ts';
import { readSubmissions } from './read-submission.ts';

/**
 * Positions of settled submissions whose fines and bonds nobody has enforced: a learner whose lesson did harm, a seat
 * that was silent, withheld its verdict or stated another one, a bond of a re-run. None before the contest is over.
 */
export async function readUnenforced(chain: ChainClient, epoch: bigint): Promise<number[]> {
  const [log, committees, submissions] = await Promise.all([
    readEpochLog(chain, epoch),
    readCommittees(chain, epoch),
    readSubmissions(chain, epoch),
  ]);
  const suspects = submissions.filter(({ index, status, digest }) => {
    if (status === 'pending' || status === 'void') return false;
    if (status !== 'accepted' || log.reruns.has(index)) return true;
    const agreeing = new Set(
      log.reveals
        .filter((r) => r.index === BigInt(index) && r.digest === digest)
        .map((r) => r.validator.toLowerCase()),
    );
    return (committees.get(index) ?? []).some(({ validator }) => !agreeing.has(validator.toLowerCase()));
  });
  const due = await Promise.all(suspects.map(({ index }) => wouldFine(chain, epoch, BigInt(index))));
  return suspects.filter((_, i) => due[i] === true).map(({ index }) => index);
}

async function wouldFine(chain: ChainClient, epoch: bigint, index: bigint): Promise<boolean> {
  try {
    await simulateContract(chain, {
      contract: 'Verdicts',
      abi: verdictsAbi,
      functionName: 'enforce',
      args: [epoch, index],
      from: chain.account?.address ?? zeroAddress,
    });
    return true;
  } catch (error) {
    if (error instanceof LoamError && ['CHAIN_NOTHING_TO_ENFORCE', 'CHAIN_WRONG_PHASE'].includes(error.code))
      return false;
    throw error;
  }
}
