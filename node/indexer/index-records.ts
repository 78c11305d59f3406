import { z } from 'zod';
import {
  type indexAttestationSchema,
  indexDisputeSchema,
  type indexEventSchema,
  type indexNodeSchema,
  indexPaymentSchema,
  indexProposalSchema,
  indexSubmissionSchema,
  type indexVersionSchema,
} from '../../protocol/api/index-contract.ts';
import { SUBMISSION_STATUSES } from '../../protocol/generated/abis.ts';
import { rolesOf } from '../chain/roles.ts';
import { cidIn, type IndexRow, numberIn, numberOrNull, textIn, textOrNull } from './index-row.ts';

/** Names of {@link SUBMISSION_STATUSES} as the API has them. */
const STATUSES = SUBMISSION_STATUSES.map((name) => name.toLowerCase());

export function versionOf(row: IndexRow): z.infer<typeof indexVersionSchema> {
  return {
    version: numberIn(row, 'version'),
    epoch: numberOrNull(row, 'epoch'),
    parent: numberOrNull(row, 'parent'),
    manifest: cidIn(row, 'manifest_cid'),
    adapter: cidIn(row, 'adapter_cid'),
    aggregator: textOrNull(row, 'aggregator'),
    utilityPpm: numberOrNull(row, 'utility_ppm'),
    evaluationDigest: textOrNull(row, 'evaluation_digest'),
    finalizedAt: numberOrNull(row, 'finalized_at'),
    rolledBack: numberIn(row, 'rolled_back') === 1,
    block: numberIn(row, 'block'),
  };
}

export function submissionOf(row: IndexRow): z.infer<typeof indexSubmissionSchema> {
  const overturned = numberIn(row, 'overturned') === 1;
  return {
    epoch: numberIn(row, 'epoch'),
    position: numberIn(row, 'position'),
    learner: textOrNull(row, 'learner'),
    bundle: cidIn(row, 'cid'),
    baseVersion: numberOrNull(row, 'base_version'),
    confidencePpm: numberOrNull(row, 'confidence_ppm'),
    stake: textOrNull(row, 'stake'),
    status: statusOf(row, overturned),
    overturned,
    utilityPpm: numberIn(row, 'utility_ppm'),
    uniquenessPpm: numberIn(row, 'uniqueness_ppm'),
    weight: textIn(row, 'weight', '0'),
    submittedAt: numberOrNull(row, 'submitted_at'),
    transaction: textOrNull(row, 'tx'),
    block: numberIn(row, 'block'),
  };
}

function statusOf(row: IndexRow, overturned: boolean): z.infer<typeof indexSubmissionSchema>['status'] {
  const stage = textIn(row, 'stage');
  if (stage === 'void') return 'void';
  if (stage !== 'settled') return 'pending';
  const said = indexSubmissionSchema.shape.status.catch('pending').parse(STATUSES[numberIn(row, 'status')]);
  if (!overturned) return said;
  return said === 'accepted' ? 'rejected' : 'accepted';
}

export function attestationOf(row: IndexRow): z.infer<typeof indexAttestationSchema> {
  return {
    epoch: numberIn(row, 'epoch'),
    position: numberIn(row, 'position'),
    validator: textIn(row, 'validator'),
    source: textIn(row, 'source') === 'gossip' ? 'gossip' : 'chain',
    pass: numberIn(row, 'pass') === 1,
    utilityPpm: numberIn(row, 'utility_ppm'),
    uniquenessPpm: numberIn(row, 'uniqueness_ppm'),
    digest: textIn(row, 'digest'),
    at: numberIn(row, 'at'),
  };
}

export function nodeOf(row: IndexRow): z.infer<typeof indexNodeSchema> {
  return {
    address: textIn(row, 'address'),
    number: numberOrNull(row, 'number'),
    roles: rolesOf(numberIn(row, 'roles')),
    balance: textIn(row, 'balance', '0'),
    votes: textIn(row, 'votes', '0'),
    stake: textIn(row, 'stake', '0'),
    unbonding: textIn(row, 'unbonding', '0'),
    unbondAt: numberOrNull(row, 'unbond_at'),
    reputationPpm: numberIn(row, 'reputation_ppm'),
    reputationEpoch: numberIn(row, 'reputation_epoch'),
    slashed: textIn(row, 'slashed', '0'),
    registeredAt: numberOrNull(row, 'registered_at'),
    block: numberIn(row, 'block'),
  };
}

export function paymentOf(row: IndexRow): z.infer<typeof indexPaymentSchema> {
  return {
    transaction: textIn(row, 'tx'),
    logIndex: numberIn(row, 'log_index'),
    epoch: numberIn(row, 'epoch'),
    role: indexPaymentSchema.shape.role.parse(row.role),
    account: textIn(row, 'account'),
    position: numberOrNull(row, 'position'),
    amount: textIn(row, 'amount', '0'),
    at: numberIn(row, 'at'),
  };
}

const callsSchema = indexProposalSchema.shape.calls.catch([]);

export function proposalOf(row: IndexRow): z.infer<typeof indexProposalSchema> {
  const { stage, depositState } = indexProposalSchema.shape;
  return {
    id: textIn(row, 'id'),
    proposer: textOrNull(row, 'proposer'),
    document: cidIn(row, 'metadata_cid'),
    stage: stage.parse(row.stage),
    voteStartsAt: numberOrNull(row, 'vote_starts_at'),
    voteEndsAt: numberOrNull(row, 'vote_ends_at'),
    executableAt: numberOrNull(row, 'executable_at'),
    votes: {
      for: textIn(row, 'votes_for', '0'),
      against: textIn(row, 'votes_against', '0'),
      abstain: textIn(row, 'votes_abstain', '0'),
    },
    deposit: textOrNull(row, 'deposit'),
    depositState: depositState.parse(row.deposit_state),
    calls: callsSchema.parse(JSON.parse(textIn(row, 'calls', '[]'))),
    block: numberIn(row, 'block'),
  };
}

export function disputeOf(row: IndexRow): z.infer<typeof indexDisputeSchema> {
  const { kind, stage, ruling } = indexDisputeSchema.shape;
  return {
    id: numberIn(row, 'id'),
    kind: kind.parse(row.kind ?? null),
    subject: textOrNull(row, 'subject'),
    epoch: numberOrNull(row, 'epoch'),
    position: numberOrNull(row, 'position'),
    opener: textOrNull(row, 'opener'),
    respondent: textOrNull(row, 'respondent'),
    bond: textOrNull(row, 'bond'),
    round: numberIn(row, 'round'),
    stage: stage.parse(row.stage),
    ruling: ruling.parse(row.ruling),
    openedAt: numberOrNull(row, 'opened_at'),
    block: numberIn(row, 'block'),
  };
}

const argsSchema = z.record(z.string(), z.unknown());

export function eventOf(row: IndexRow): z.infer<typeof indexEventSchema> {
  return {
    block: numberIn(row, 'block'),
    logIndex: numberIn(row, 'log_index'),
    at: numberIn(row, 'timestamp'),
    contract: textIn(row, 'contract'),
    name: textIn(row, 'name'),
    transaction: textIn(row, 'tx'),
    args: argsSchema.parse(JSON.parse(textIn(row, 'args', '{}'))),
  };
}
