import { isAddressEqual } from 'viem';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import {
  epochManagerAbi,
  modelRegistryAbi,
  rewardPoolAbi,
  verdictsAbi,
} from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readContract } from '../read-contract.ts';
import { readCommittees } from './read-committee.ts';
import { readNumber } from './read-node.ts';
import { readSubmissions } from './read-submission.ts';

/** What an epoch owes an account, part by part; amounts in wei of LOAM. */
export interface RewardParts {
  /** Its accepted submissions. */
  readonly learner: readonly { readonly index: bigint; readonly amount: bigint; readonly paid: boolean }[];
  /** Its seats that stated the final verdict, on the submissions at `indices` (ascending); null without one. */
  readonly validator: {
    readonly indices: readonly bigint[];
    readonly seats: number;
    readonly amount: bigint;
    readonly paid: boolean;
  } | null;
  /** The epoch's version; 0 when another account made it. */
  readonly aggregator: { readonly amount: bigint; readonly paid: boolean };
}

/** Reads what an epoch owes an account, paid parts included. */
export async function readRewardParts(chain: ChainClient, epoch: bigint, account: Hex): Promise<RewardParts> {
  const [learner, validator, aggregator] = await Promise.all([
    learnerParts(chain, epoch, account),
    validatorPart(chain, epoch, account),
    aggregatorPart(chain, epoch, account),
  ]);
  return { learner, validator, aggregator };
}

async function learnerParts(
  chain: ChainClient,
  epoch: bigint,
  account: Hex,
): Promise<RewardParts['learner']> {
  const mine = (await readSubmissions(chain, epoch)).filter(
    ({ learner, status }) => status === 'accepted' && isAddressEqual(learner, account),
  );
  const parts = await Promise.all(
    mine.map(async (submission) => {
      const index = BigInt(submission.index);
      const [amount, { paid }] = await Promise.all([
        readContract(chain, {
          contract: 'RewardPool',
          abi: rewardPoolAbi,
          functionName: 'learnerDue',
          args: [epoch, index],
        }),
        readContract(chain, {
          contract: 'EpochManager',
          abi: epochManagerAbi,
          functionName: 'submission',
          args: [epoch, index],
        }),
      ]);
      return { index, amount, paid };
    }),
  );
  return parts.filter(({ amount }) => amount > 0n);
}

async function validatorPart(
  chain: ChainClient,
  epoch: bigint,
  account: Hex,
): Promise<RewardParts['validator']> {
  const [committees, node] = await Promise.all([readCommittees(chain, epoch), readNumber(chain, account)]);
  const sat = [...committees]
    .filter(([, committee]) => committee.some((seat) => seat.node === node))
    .map(([index]) => BigInt(index))
    .sort((a, b) => (a < b ? -1 : 1));
  const seats = await Promise.all(
    sat.map((index) =>
      readContract(chain, {
        contract: 'Verdicts',
        abi: verdictsAbi,
        functionName: 'agreeingSeats',
        args: [epoch, index, node],
      }),
    ),
  );
  const total = seats.reduce((sum, n) => sum + n, 0n);
  if (total === 0n) return null;
  const [amount, paid] = await Promise.all([
    readContract(chain, {
      contract: 'RewardPool',
      abi: rewardPoolAbi,
      functionName: 'validatorDue',
      args: [epoch, total],
    }),
    readContract(chain, {
      contract: 'RewardPool',
      abi: rewardPoolAbi,
      functionName: 'validatorClaimed',
      args: [epoch, node],
    }),
  ]);
  const indices = sat.filter((_, i) => (seats[i] ?? 0n) > 0n);
  return { indices, seats: Number(total), amount, paid };
}

async function aggregatorPart(
  chain: ChainClient,
  epoch: bigint,
  account: Hex,
): Promise<RewardParts['aggregator']> {
  const maker = await readContract(chain, {
    contract: 'ModelRegistry',
    abi: modelRegistryAbi,
    functionName: 'aggregatorOf',
    args: [epoch],
  });
  if (!isAddressEqual(maker, account)) return { amount: 0n, paid: false };
  const [[, , amount], paid] = await Promise.all([
    readContract(chain, {
      contract: 'RewardPool',
      abi: rewardPoolAbi,
      functionName: 'rewardOf',
      args: [epoch],
    }),
    readContract(chain, {
      contract: 'RewardPool',
      abi: rewardPoolAbi,
      functionName: 'aggregatorClaimed',
      args: [epoch],
    }),
  ]);
  return { amount, paid };
}
