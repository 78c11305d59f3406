import { zeroAddress } from 'viem';
import { DISPUTE_KINDS, RULINGS, verdictOf } from '../chain/disputes.ts';
import { type EventIn, lower, type Projection, put } from './row-write.ts';

/** Disputes, their documents and their juries. */
export const projectDisputeCourt: Projection<EventIn<'DisputeCourt'>> = (event, block) => {
  const dispute = Number(event.args.id);
  const key = { id: dispute };
  const document = (by: string, cid: string) =>
    put(
      'evidence',
      { dispute, tx: event.transactionHash, log_index: event.logIndex },
      { by: lower(by), cid, at: block.timestamp },
    );
  switch (event.eventName) {
    case 'DisputeOpened': {
      const { kind, subject, opener, respondent, bond, evidenceCid } = event.args;
      const name = DISPUTE_KINDS[kind] ?? 'verdict';
      const about = name === 'verdict' ? verdictOf(subject) : undefined;
      const set = {
        kind: name,
        subject: String(subject),
        epoch: about === undefined ? null : Number(about.epoch),
        position: about === undefined ? null : Number(about.index),
        opener: lower(opener),
        respondent: respondent === zeroAddress ? null : lower(respondent),
        bond: String(bond),
        stage: 'open',
        opened_at: block.timestamp,
      };
      return [put('disputes', key, set), document(opener, evidenceCid)];
    }
    case 'EvidenceAdded':
      return [document(event.args.by, event.args.evidenceCid)];
    case 'JuryDrawn': {
      const { round, jurors, voteEndsAt } = event.args;
      const set = { round: Number(round), stage: 'vote', vote_ends_at: Number(voteEndsAt) };
      const seats = jurors.map((node, place) =>
        put('jurors', { dispute, round: Number(round), place }, { node }),
      );
      return [put('disputes', key, set), ...seats];
    }
    case 'VoteCommitted': {
      const { round, juror } = event.args;
      return [put('jury_votes', { dispute, round: Number(round), juror: lower(juror) }, {})];
    }
    case 'VoteRevealed': {
      const { round, juror, ruling } = event.args;
      const vote = { dispute, round: Number(round), juror: lower(juror) };
      return [put('jury_votes', vote, { ruling: RULINGS[ruling] ?? 'none' })];
    }
    case 'Ruled': {
      const { round, ruling } = event.args;
      const set = { round: Number(round), stage: 'ruled', ruling: RULINGS[ruling] ?? 'none' };
      return [put('disputes', key, set)];
    }
    case 'Appealed':
      return [put('disputes', key, { round: Number(event.args.round), stage: 'open' })];
    case 'DisputeClosed':
      return [put('disputes', key, { stage: 'closed', ruling: RULINGS[event.args.ruling] ?? 'none' })];
    default:
      return [];
  }
};
