import { isAddressEqual, parseEventLogs } from 'viem';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { loamTokenAbi, rewardPoolAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readContract } from '../read-contract.ts';
import { readEvents } from '../read-events.ts';
import type { RewardDue } from './read-due.ts';

/** What an account was paid for an epoch. */
export interface PaidReward extends RewardDue {
  readonly account: Hex;
  /** Wei of LOAM that the pool moved to the account in the same transactions. */
  readonly transferred: bigint;
  /** Transactions that paid it. */
  readonly hashes: readonly Hex[];
}

/** The rewards of an epoch that were paid, one entry per account, from the pool's events and the token's transfers. */
export async function readClaims(chain: ChainClient, epoch: bigint): Promise<PaidReward[]> {
  const search = { contract: 'RewardPool', abi: rewardPoolAbi, args: { epoch } } as const;
  const [learners, validators, aggregators] = await Promise.all([
    readEvents(chain, { ...search, eventName: 'LearnerPaid' }),
    readEvents(chain, { ...search, eventName: 'ValidatorPaid' }),
    readEvents(chain, { ...search, eventName: 'AggregatorPaid' }),
  ]);
  const none = { asLearner: 0n, asValidator: 0n, asAggregator: 0n };
  const parts = [
    ...learners.map(({ args: a, transactionHash: hash }) => ({
      ...none,
      account: a.learner,
      asLearner: a.amount,
      hash,
    })),
    ...validators.map(({ args: a, transactionHash: hash }) => ({
      ...none,
      account: a.validator,
      asValidator: a.amount,
      hash,
    })),
    ...aggregators.map(({ args: a, transactionHash: hash }) => ({
      ...none,
      account: a.aggregator,
      asAggregator: a.amount,
      hash,
    })),
  ];
  const byAccount = Map.groupBy(parts, ({ account }) => account.toLowerCase());
  return Promise.all(
    [...byAccount.values()].map(async (mine) => {
      const account = mine[0]?.account ?? '0x';
      const hashes = [...new Set(mine.map(({ hash }) => hash))];
      const sum = (part: (item: RewardDue) => bigint): bigint =>
        mine.reduce((total, item) => total + part(item), 0n);
      return {
        account,
        asLearner: sum((item) => item.asLearner),
        asValidator: sum((item) => item.asValidator),
        asAggregator: sum((item) => item.asAggregator),
        transferred: (await Promise.all(hashes.map((hash) => transferred(chain, hash, account)))).reduce(
          (total, amount) => total + amount,
          0n,
        ),
        hashes,
      };
    }),
  );
}

/** Wei that the pool moved to an account in one transaction. */
async function transferred(chain: ChainClient, hash: Hex, account: Hex): Promise<bigint> {
  const { RewardPool, LoamToken } = chain.descriptor.contracts;
  const [receipt, escrow] = await Promise.all([
    chain.reading(() => chain.public.getTransactionReceipt({ hash })),
    // What is allotted waits there until it is claimed.
    readContract(chain, { contract: 'RewardPool', abi: rewardPoolAbi, functionName: 'escrow', args: [] }),
  ]);
  return parseEventLogs({ abi: loamTokenAbi, eventName: 'Transfer', logs: receipt.logs })
    .filter(
      ({ address, args: { from, to } }) =>
        isAddressEqual(address, LoamToken) &&
        [RewardPool, escrow].some((payer) => isAddressEqual(from, payer)) &&
        isAddressEqual(to, account),
    )
    .reduce((sum, { args }) => sum + args.value, 0n);
}
