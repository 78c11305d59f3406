import { STAKE_UNIT } from '../../protocol/chain/loam-amount.ts';
import { SUBMISSION_STATUSES } from '../../protocol/generated/abis.ts';
import { type EventIn, lower, type Projection, put, type RowWrite } from './row-write.ts';

const CANARY = SUBMISSION_STATUSES.indexOf('Canary');

type Terms = Extract<EventIn<'EpochManager'>, { eventName: 'Submitted' }>['args']['terms'];

/** Epochs, what was submitted in them, and its committees. */
export const projectEpochManager: Projection<EventIn<'EpochManager'>> = (event, block) => {
  const tx = event.transactionHash;
  switch (event.eventName) {
    case 'EpochOpened': {
      const { epoch, submitEndsAt, baseVersion } = event.args;
      const set = { submit_ends_at: Number(submitEndsAt), base_version: Number(baseVersion) };
      return [put('epochs', { epoch: Number(epoch) }, set)];
    }
    case 'Submitted': {
      const { index, learner, cid, metricsHash, terms } = event.args;
      const set = { ...submitted(learner, cid, metricsHash, terms), submitted_at: block.timestamp, tx };
      return [put('submissions', at(BigInt(terms.epoch), index), set)];
    }
    case 'SubmissionDrawn': {
      const { epoch, index, learner, cid, metricsHash, terms } = event.args;
      const set = { ...submitted(learner, cid, metricsHash, terms), stage: 'drawn', tx };
      return [put('submissions', at(epoch, index), set)];
    }
    case 'BatchSubmitted': {
      const { epoch, first, batcher, root, listCid, leaves } = event.args;
      const key = { epoch: Number(epoch), first: Number(first) };
      return [put('batches', key, { batcher: lower(batcher), root, list_cid: listCid, leaves, tx })];
    }
    case 'BatchUnopened': {
      const { epoch, batch, leaves } = event.args;
      const key = { epoch: Number(epoch), first: Number(batch) };
      return [put('batches', key, { unopened: Number(leaves) })];
    }
    case 'SubmissionVoid': {
      const { epoch, index, learner, reason } = event.args;
      const set = { learner: lower(learner), stage: 'void', void_reason: reason };
      return [put('submissions', at(epoch, index), set)];
    }
    case 'CommitteeDrawn': {
      const { epoch, index, round, seats } = event.args;
      const rows = seats.map((node, place) =>
        put('seats', { ...at(epoch, index), round: Number(round), place }, { node }),
      );
      return [put('submissions', at(epoch, index), { stage: 'drawn' }), ...rows];
    }
    case 'SubmissionSettled': {
      const { epoch, index, status, utilityPpm, uniquenessPpm, weight } = event.args;
      const set = {
        stage: 'settled',
        status,
        utility_ppm: utilityPpm,
        uniqueness_ppm: uniquenessPpm,
        weight: String(weight),
      };
      return [put('submissions', at(epoch, index), set)];
    }
    case 'SubmissionEscalated':
      return [put('submissions', at(event.args.epoch, event.args.index), { stage: 'escalated' })];
    case 'SeedFixed':
      return [put('epochs', { epoch: Number(event.args.epoch) }, { round: Number(event.args.round) })];
    case 'DrawCompleted':
      return [put('epochs', { epoch: Number(event.args.epoch) }, { drawn_round: Number(event.args.round) })];
    default:
      return [];
  }
};

/** Verdicts of single validators and what happens to them. */
export const projectVerdicts: Projection<EventIn<'Verdicts'>> = (event, block): readonly RowWrite[] => {
  switch (event.eventName) {
    case 'Revealed': {
      const { epoch, index, validator, pass, utilityPpm, uniquenessPpm, digest, salt } = event.args;
      const set = {
        pass: pass ? 1 : 0,
        utility_ppm: utilityPpm,
        uniqueness_ppm: uniquenessPpm,
        digest,
        salt,
        tx: event.transactionHash,
        at: block.timestamp,
      };
      return [put('attestations', { ...at(epoch, index), validator: lower(validator) }, set)];
    }
    case 'RerunForced':
      return [put('submissions', at(event.args.epoch, event.args.index), { stage: 'escalated' })];
    case 'CanaryOpened': {
      const { epoch, index, rerun } = event.args;
      const set = rerun ? { stage: 'escalated' } : { status: CANARY, weight: '0' };
      return [put('submissions', at(epoch, index), set)];
    }
    default:
      return [];
  }
};

function at(epoch: bigint, index: bigint): { epoch: number; position: number } {
  return { epoch: Number(epoch), position: Number(index) };
}

function submitted(learner: string, cid: string, metricsHash: string, terms: Terms) {
  return {
    learner: lower(learner),
    cid,
    metrics_hash: metricsHash,
    base_version: Number(terms.baseVersion),
    confidence_ppm: Number(terms.confidencePpm),
    stake: String(BigInt(terms.stake) * STAKE_UNIT),
  };
}
