import type { Hex } from '../../../protocol/encoding/hex.ts';
import { electionsAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { type Committee, committeeNumber } from '../committees.ts';
import { readContract } from '../read-contract.ts';

/** An elected committee. */
export interface ElectedCommittee {
  readonly members: readonly Hex[];
  /** Who stands for the next election. */
  readonly candidates: readonly Hex[];
  /** Members that must agree. */
  readonly threshold: number;
  /** Number of the term, 0 before the first, and its end in seconds since 1970. */
  readonly term: number;
  readonly endsAt: number;
}

/** Reads who sits on a committee and who stands for it. */
export async function readElected(chain: ChainClient, committee: Committee): Promise<ElectedCommittee> {
  const call = { contract: 'Elections', abi: electionsAbi, args: [committeeNumber(committee)] } as const;
  const [members, candidates, threshold, [term, endsAt]] = await Promise.all([
    readContract(chain, { ...call, functionName: 'membersOf' }),
    readContract(chain, { ...call, functionName: 'candidatesOf' }),
    readContract(chain, { ...call, functionName: 'thresholdOf' }),
    readContract(chain, { ...call, functionName: 'termOf' }),
  ]);
  return { members, candidates, threshold: Number(threshold), term: Number(term), endsAt: Number(endsAt) };
}
