import { oc } from '@orpc/contract';
import { z } from 'zod';
import { addressSchema, decimalSchema } from '../encoding/hex.ts';
import { INDEX_PAGE, MAX_INDEX_PAGE, MAX_PAGE_CURSOR_CHARS } from '../limits.ts';

/** Numbers in addresses come as text. */
const natural = z.coerce.number().int().nonnegative();
const wei = z
  .string()
  .regex(/^-?\d{1,80}$/)
  .describe('wei of LOAM, decimal text');
const seconds = z.number().int().describe('seconds since 1970');
const cid = z.string().describe('CIDv1');
const block = z.number().int().describe('block that changed this last');

const pageShape = {
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(MAX_PAGE_CURSOR_CHARS)
    .optional()
    .describe('`next` of the page before'),
  limit: natural.min(1).max(MAX_INDEX_PAGE).default(INDEX_PAGE).describe('rows of the page'),
};
const addressInput = addressSchema.meta({ type: 'string', pattern: '^0x[0-9a-fA-F]{40}$' });

/** A page of rows; `next` asks for the rows after it, null at the end. */
function pageOf<T extends z.ZodType>(row: T) {
  return z.object({ rows: z.array(row), next: z.string().nullable() });
}

const get = (path: `/${string}`, summary: string, tag: string) =>
  oc.route({ method: 'GET', path, summary, tags: [tag], inputStructure: 'compact' });

const address = z.string().describe('address in lower case');

/** How far the index is. */
export const indexStatusSchema = z.object({
  network: z.string(),
  chainId: z.number().int(),
  next: z.number().int().describe('first block that is not in the index yet'),
  head: z.number().int().nullable().describe('newest block that was seen; null before the first look'),
});

/** A model version. */
export const indexVersionSchema = z.object({
  version: z.number().int(),
  epoch: z.number().int().nullable(),
  parent: z.number().int().nullable(),
  manifest: cid.nullable(),
  adapter: cid.nullable(),
  aggregator: address.nullable(),
  utilityPpm: z.number().int().nullable().describe('measured by the aggregator, parts per million'),
  evaluationDigest: z.string().nullable(),
  finalizedAt: seconds.nullable(),
  rolledBack: z.boolean().describe('stays on record, but nothing builds on it'),
  block,
});

/** A lesson that was submitted. */
export const indexSubmissionSchema = z.object({
  epoch: z.number().int(),
  position: z.number().int(),
  learner: address.nullable(),
  bundle: cid.nullable(),
  baseVersion: z.number().int().nullable(),
  confidencePpm: z.number().int().nullable(),
  stake: wei.nullable(),
  status: z.enum(['void', 'pending', 'accepted', 'rejected', 'unresolved', 'canary']),
  overturned: z.boolean().describe('a jury has turned the verdict around'),
  utilityPpm: z.number().int(),
  uniquenessPpm: z.number().int(),
  weight: z.string().describe('reward weight'),
  submittedAt: seconds.nullable().describe('null for one of a batch, whose time is the batch’s'),
  transaction: z.string().nullable(),
  block,
});

/** A validator's verdict. */
export const indexAttestationSchema = z.object({
  epoch: z.number().int(),
  position: z.number().int(),
  validator: address,
  source: z.enum(['chain', 'gossip']).describe('gossip: signed and passed on, perhaps never posted'),
  pass: z.boolean(),
  utilityPpm: z.number().int(),
  uniquenessPpm: z.number().int(),
  digest: z.string(),
  at: seconds,
});

/** A node with what it has and how it is regarded. */
export const indexNodeSchema = z.object({
  address,
  number: z.number().int().nullable(),
  roles: z.array(z.enum(['learner', 'validator', 'aggregator'])),
  balance: wei,
  votes: wei,
  stake: wei,
  unbonding: wei,
  unbondAt: seconds.nullable(),
  reputationPpm: z.number().int().describe('as of `reputationEpoch`; decays from then on'),
  reputationEpoch: z.number().int(),
  slashed: wei.describe('taken in all'),
  registeredAt: seconds.nullable(),
  block,
});

/** A reward that was paid. */
export const indexPaymentSchema = z.object({
  transaction: z.string(),
  logIndex: z.number().int(),
  epoch: z.number().int(),
  role: z.enum(['learner', 'validator', 'aggregator']),
  account: address,
  position: z.number().int().nullable(),
  amount: wei,
  at: seconds,
});

/** A proposal to change the network. Whether its vote was won depends on the time and the quorum; ask the chain. */
export const indexProposalSchema = z.object({
  id: decimalSchema,
  proposer: address.nullable(),
  document: cid.nullable(),
  stage: z.enum(['created', 'queued', 'executed', 'canceled']),
  voteStartsAt: seconds.nullable(),
  voteEndsAt: seconds.nullable(),
  executableAt: seconds.nullable(),
  votes: z.object({ for: wei, against: wei, abstain: wei }),
  deposit: wei.nullable(),
  depositState: z.enum(['held', 'returned', 'forfeited']),
  calls: z.array(z.object({ to: address, value: wei, data: z.string() })),
  block,
});

const ruling = z.enum(['none', 'uphold', 'overturn', 'deeperAudit']);

/** A dispute before the network's juries. */
export const indexDisputeSchema = z.object({
  id: z.number().int(),
  kind: z.enum(['verdict', 'manifest', 'version', 'dataSet']).nullable(),
  subject: decimalSchema.nullable(),
  epoch: z.number().int().nullable().describe('of the verdict, for disputes about one'),
  position: z.number().int().nullable(),
  opener: address.nullable(),
  respondent: address.nullable(),
  bond: wei.nullable(),
  round: z.number().int(),
  stage: z.enum(['open', 'vote', 'ruled', 'closed']),
  ruling,
  openedAt: seconds.nullable(),
  block,
});

/** A dispute with its documents and juries. */
export const indexDisputeDetailsSchema = indexDisputeSchema.extend({
  evidence: z.array(z.object({ by: address, document: cid, at: seconds })),
  jury: z.array(z.object({ round: z.number().int(), juror: address.nullable(), ruling })),
});

/** One event of the chain, as it was emitted. */
export const indexEventSchema = z.object({
  block: z.number().int(),
  logIndex: z.number().int(),
  at: seconds,
  contract: z.string(),
  name: z.string(),
  transaction: z.string(),
  args: z.record(z.string(), z.unknown()).describe('numbers beyond 2^53 as decimal text'),
});

/** The read-only HTTP API of the index. Everything in it can be read from the chain and the gossip too. */
export const indexContract = {
  status: get('/v1/status', 'How far the index is', 'index').output(indexStatusSchema),
  versions: get('/v1/models', 'Model versions, newest first', 'models')
    .input(z.object(pageShape))
    .output(pageOf(indexVersionSchema)),
  version: get('/v1/models/{version}', 'One model version', 'models')
    .input(z.object({ version: natural }))
    .output(indexVersionSchema),
  submissions: get('/v1/submissions', 'Submitted lessons, newest first', 'submissions')
    .input(z.object({ ...pageShape, epoch: natural.optional(), learner: addressInput.optional() }))
    .output(pageOf(indexSubmissionSchema)),
  submission: get('/v1/submissions/{epoch}/{position}', 'One submitted lesson', 'submissions')
    .input(z.object({ epoch: natural, position: natural }))
    .output(indexSubmissionSchema),
  attestations: get('/v1/attestations', 'Verdicts of validators, newest epoch first', 'attestations')
    .input(
      z.object({
        ...pageShape,
        epoch: natural.optional(),
        position: natural.optional(),
        validator: addressInput.optional(),
        source: z.enum(['chain', 'gossip']).default('chain'),
      }),
    )
    .output(pageOf(indexAttestationSchema)),
  nodes: get('/v1/nodes', 'Nodes: balances, stakes, reputation', 'nodes')
    .input(z.object(pageShape))
    .output(pageOf(indexNodeSchema)),
  node: get('/v1/nodes/{address}', 'One node', 'nodes')
    .input(z.object({ address: addressInput }))
    .output(indexNodeSchema),
  payments: get('/v1/payments', 'Rewards that were paid', 'nodes')
    .input(z.object({ ...pageShape, account: addressInput.optional(), epoch: natural.optional() }))
    .output(pageOf(indexPaymentSchema)),
  proposals: get('/v1/proposals', 'Proposals, newest first', 'governance')
    .input(z.object(pageShape))
    .output(pageOf(indexProposalSchema)),
  proposal: get('/v1/proposals/{id}', 'One proposal', 'governance')
    .input(z.object({ id: decimalSchema }))
    .output(indexProposalSchema),
  disputes: get('/v1/disputes', 'Disputes, newest first', 'disputes')
    .input(z.object(pageShape))
    .output(pageOf(indexDisputeSchema)),
  dispute: get('/v1/disputes/{id}', 'One dispute with its documents and juries', 'disputes')
    .input(z.object({ id: natural }))
    .output(indexDisputeDetailsSchema),
  trail: get('/v1/trail/{cid}', 'Everything on chain about an artifact, oldest first', 'audit')
    .input(z.object({ ...pageShape, cid: z.string().max(128) }))
    .output(pageOf(indexEventSchema)),
};
