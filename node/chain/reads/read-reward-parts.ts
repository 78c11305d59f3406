import { isAddressEqual, zeroAddress } from 'viem';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import { modelRegistryAbi, rewardPoolAbi, verdictsAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readContract } from '../read-contract.ts';
import { readEvents } from '../read-events.ts';
import { simulateContract } from '../simulate-contract.ts';
import { readCommittees } from './read-committee.ts';
import { readNumber } from './read-node.ts';
import { readSubmissions } from './read-submission.ts';

/** What an epoch owes an account, part by part; amounts in wei of LOAM, 0 before the epoch is final. */
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

/** Reads what an epoch owes an account: what was paid from the pool's events, the rest by trying the claims. */
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
  const accepted = (await readSubmissions(chain, epoch)).filter(
    ({ learner, status }) => status === 'accepted' && isAddressEqual(learner, account),
  );
  const payments = await readEvents(chain, {
    contract: 'RewardPool',
    abi: rewardPoolAbi,
    eventName: 'LearnerPaid',
    args: { epoch, learner: account },
  });
  return Promise.all(
    accepted.map(async (submission) => {
      const index = BigInt(submission.index);
      const payment = payments.find(({ args }) => args.index === index);
      if (payment !== undefined) return { index, amount: payment.args.amount, paid: true };
      const amount = await unlessRefused(
        simulateContract(chain, {
          contract: 'RewardPool',
          abi: rewardPoolAbi,
          functionName: 'claimLearner',
          args: [epoch, index],
          from: account,
        }),
      );
      return { index, amount, paid: false };
    }),
  );
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
  const agreeing = await Promise.all(
    sat.map((index) =>
      readContract(chain, {
        contract: 'Verdicts',
        abi: verdictsAbi,
        functionName: 'agreeingSeats',
        args: [epoch, index, node],
      }),
    ),
  );
  const indices = sat.filter((_, i) => (agreeing[i] ?? 0n) > 0n);
  if (indices.length === 0) return null;
  const seats = Number(agreeing.reduce((sum, n) => sum + n, 0n));
  const [payment] = await readEvents(chain, {
    contract: 'RewardPool',
    abi: rewardPoolAbi,
    eventName: 'ValidatorPaid',
    args: { epoch, validator: account },
  });
  if (payment !== undefined) return { indices, seats, amount: payment.args.amount, paid: true };
  const amount = await unlessRefused(
    simulateContract(chain, {
      contract: 'RewardPool',
      abi: rewardPoolAbi,
      functionName: 'claimValidator',
      args: [epoch, account, indices],
      from: account,
    }),
  );
  return { indices, seats, amount, paid: false };
}

async function aggregatorPart(
  chain: ChainClient,
  epoch: bigint,
  account: Hex,
): Promise<RewardParts['aggregator']> {
  const [payment] = await readEvents(chain, {
    contract: 'RewardPool',
    abi: rewardPoolAbi,
    eventName: 'AggregatorPaid',
    args: { epoch },
  });
  if (payment !== undefined) {
    const mine = isAddressEqual(payment.args.aggregator, account);
    return { amount: mine ? payment.args.amount : 0n, paid: mine };
  }
  if (!isAddressEqual(await makerOf(chain, epoch), account)) return { amount: 0n, paid: false };
  const amount = await unlessRefused(
    simulateContract(chain, {
      contract: 'RewardPool',
      abi: rewardPoolAbi,
      functionName: 'claimAggregator',
      args: [epoch],
      from: account,
    }),
  );
  return { amount, paid: false };
}

/** Whose version an epoch's is, or will be as soon as somebody finalises it. */
async function makerOf(chain: ChainClient, epoch: bigint): Promise<Hex> {
  const call = { contract: 'ModelRegistry', abi: modelRegistryAbi } as const;
  const [maker, finalizable, proposed] = await Promise.all([
    readContract(chain, { ...call, functionName: 'aggregatorOf', args: [epoch] }),
    readContract(chain, { ...call, functionName: 'finalizable', args: [] }),
    readContract(chain, { ...call, functionName: 'proposalOf', args: [epoch] }),
  ]);
  return maker === zeroAddress && finalizable ? proposed.aggregator : maker;
}

/** What a claim would pay; 0 where the pool would refuse it. */
async function unlessRefused(claim: Promise<bigint>): Promise<bigint> {
  try {
    return await claim;
  } catch (error) {
    const refusals = ['CHAIN_NOTHING_TO_CLAIM', 'CHAIN_ALREADY_CLAIMED', 'CHAIN_NOT_FINAL'];
    if (error instanceof LoamError && refusals.includes(error.code)) return 0n;
    throw error;
  }
}
