import { add, type EventIn, lower, type Projection, put } from './row-write.ts';

const TALLIES = ['votes_against', 'votes_for', 'votes_abstain'] as const;

/** Proposals and votes. */
export const projectGovernor: Projection<EventIn<'LoamGovernor'>> = (event, block) => {
  if (!('proposalId' in event.args)) return [];
  const proposal = String(event.args.proposalId);
  const key = { id: proposal };
  switch (event.eventName) {
    case 'ProposalCreated': {
      const { proposer, targets, values, calldatas, voteStart, voteEnd, description } = event.args;
      const calls = targets.map((to, i) => ({
        to: lower(to),
        value: String(values[i] ?? 0n),
        data: calldatas[i] ?? '0x',
      }));
      const set = {
        created_block: block.number,
        proposer: lower(proposer),
        description,
        calls: JSON.stringify(calls),
        vote_starts_at: Number(voteStart),
        vote_ends_at: Number(voteEnd),
      };
      return [put('proposals', key, set)];
    }
    case 'ProposalMetadata': {
      const { metadataCid, deposit } = event.args;
      return [put('proposals', key, { metadata_cid: metadataCid, deposit: String(deposit) })];
    }
    case 'ProposalExtended':
      return [put('proposals', key, { vote_ends_at: Number(event.args.extendedDeadline) })];
    case 'ProposalQueued':
      return [put('proposals', key, { stage: 'queued', executable_at: Number(event.args.etaSeconds) })];
    case 'ProposalExecuted':
      return [put('proposals', key, { stage: 'executed' })];
    case 'ProposalCanceled':
      return [put('proposals', key, { stage: 'canceled' })];
    case 'DepositReturned':
      return [put('proposals', key, { deposit_state: 'returned' })];
    case 'DepositForfeited':
      return [put('proposals', key, { deposit_state: 'forfeited' })];
    case 'VoteCast':
    case 'VoteCastWithParams': {
      const { voter, support, weight, reason } = event.args;
      const set = { support, weight: String(weight), reason, at: block.timestamp };
      const tally = TALLIES[support];
      return [
        put('votes', { proposal, voter: lower(voter) }, set),
        ...(tally === undefined ? [] : [add('proposals', key, tally, weight)]),
      ];
    }
    default:
      return [];
  }
};
