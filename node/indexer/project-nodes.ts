import { zeroAddress } from 'viem';
import { add, type EventIn, lower, type Projection, put, type RowWrite } from './row-write.ts';

/** The registry: roles, stakes, reputation. */
export const projectNodeRegistry: Projection<EventIn<'NodeRegistry'>> = (event, block) => {
  const key = { address: lower(event.args.node) };
  switch (event.eventName) {
    case 'Registered': {
      const { number, roles, stake, did } = event.args;
      const set = { number, roles, stake: String(stake), did, registered_at: block.timestamp };
      return [put('nodes', key, set)];
    }
    case 'RolesChanged':
      return [put('nodes', key, { roles: event.args.roles })];
    case 'StakeChanged': {
      const { stake, unbonding } = event.args;
      const ended = unbonding === 0n ? { unbond_at: null } : {};
      return [put('nodes', key, { stake: String(stake), unbonding: String(unbonding), ...ended })];
    }
    case 'UnbondRequested':
      return [put('nodes', key, { unbond_at: Number(event.args.unbondAt) })];
    case 'ReputationChanged': {
      const { reputationPpm, epoch } = event.args;
      return [put('nodes', key, { reputation_ppm: Number(reputationPpm), reputation_epoch: Number(epoch) })];
    }
    case 'WeightChanged':
      return [put('nodes', key, { weight: String(event.args.weight) })];
    case 'Slashed':
      return [add('nodes', key, 'slashed', event.args.amount)];
    default:
      return [];
  }
};

/** Balances and votes. */
export const projectToken: Projection<EventIn<'LoamToken'>> = (event) => {
  switch (event.eventName) {
    case 'Transfer': {
      const { from, to, value } = event.args;
      const rows: RowWrite[] = [];
      if (from !== zeroAddress) rows.push(add('accounts', { address: lower(from) }, 'balance', -value));
      if (to !== zeroAddress) rows.push(add('accounts', { address: lower(to) }, 'balance', value));
      return rows;
    }
    case 'DelegateVotesChanged': {
      const { delegate, newVotes } = event.args;
      return [put('accounts', { address: lower(delegate) }, { votes: String(newVotes) })];
    }
    case 'DelegateChanged': {
      const { delegator, toDelegate } = event.args;
      return [put('accounts', { address: lower(delegator) }, { delegate: lower(toDelegate) })];
    }
    default:
      return [];
  }
};

/** What epochs pay. */
export const projectRewardPool: Projection<EventIn<'RewardPool'>> = (event, block) => {
  const key = { tx: event.transactionHash, log_index: event.logIndex };
  const paid = (role: string, account: string, amount: bigint, position: bigint | null): RowWrite[] => [
    put('payments', key, {
      epoch: Number(event.args.epoch),
      role,
      account: lower(account),
      position: position === null ? null : Number(position),
      amount: String(amount),
      at: block.timestamp,
    }),
  ];
  switch (event.eventName) {
    case 'LearnerPaid':
      return paid('learner', event.args.learner, event.args.amount, event.args.index);
    case 'ValidatorPaid':
      return paid('validator', event.args.validator, event.args.amount, null);
    case 'AggregatorPaid':
      return paid('aggregator', event.args.aggregator, event.args.amount, null);
    case 'Allotted': {
      const { epoch, emission, fees } = event.args;
      return [put('epochs', { epoch: Number(epoch) }, { emission: String(emission), fees: String(fees) })];
    }
    default:
      return [];
  }
};
