import { z } from 'zod';
import { addressSchema, bytes32Schema, decimalSchema } from '../encoding/hex.ts';
import { proposalDocumentSchema } from '../governance/proposal-document.ts';

// Amounts and votes are wei of LOAM as decimal text, times seconds since 1970 by the chain's clock.

/** Why an account has no votes at a moment. */
export const ZERO_VOTES = ['no-tokens', 'not-delegated', 'delegated-away', 'late'] as const;

/** What this account's vote weighs at a moment, of what, and why nothing. */
export const voiceSchema = z.object({
  votes: decimalSchema,
  /** The moment that counts, and the newest block that is not after it; null when that moment is still to come. */
  at: z.number(),
  block: z.number().int().nullable(),
  /** Votes of tokens delegated to this account then, its own among them. */
  delegated: decimalSchema,
  /** Bonded then. */
  stake: decimalSchema,
  /** What reputation adds, parts per million. */
  bonusPpm: z.number().int(),
  why: z.enum(ZERO_VOTES).nullable(),
  /** Tokens in the account now, and whose votes they are; null: nobody's. */
  tokens: decimalSchema,
  delegate: addressSchema.nullable(),
});
export type Voice = z.infer<typeof voiceSchema>;

/** One call of a proposal, decoded where its contract is known. */
export const proposedActionSchema = z.object({
  contract: z.string().nullable(),
  functionName: z.string().nullable(),
  arguments: z.array(
    z.object({
      name: z.string(),
      value: z.string(),
      /** What holds now, where the call would change it; null when nothing is known. */
      before: z.string().nullable(),
    }),
  ),
  to: addressSchema,
  data: z.string(),
  value: decimalSchema,
});
export type ProposedAction = z.infer<typeof proposedActionSchema>;

/** What happens when the timelock makes the calls now, in their order. */
export const simulationSchema = z.object({
  block: z.number().int(),
  /** Whether calls after the first could be tried on top of those before. */
  isWhole: z.boolean(),
  /** One for each call; null for those after a refusal. */
  results: z.array(
    z.object({ ok: z.boolean(), code: z.string().nullable(), sentence: z.string().nullable() }).nullable(),
  ),
});
export type Simulation = z.infer<typeof simulationSchema>;

export const PROPOSAL_STATES = [
  'pending',
  'active',
  'canceled',
  'defeated',
  'succeeded',
  'queued',
  'expired',
  'executed',
] as const;
export const SUPPORTS = ['against', 'for', 'abstain'] as const;

/** A proposal as a card shows it. */
export const proposalSchema = z.object({
  id: decimalSchema,
  proposer: addressSchema,
  mine: z.boolean(),
  state: z.enum(PROPOSAL_STATES),
  /** From its document, when that is on this computer. */
  title: z.string().nullable(),
  /** CID of the document. */
  document: z.string().nullable(),
  createdAt: z.number(),
  voteStartsAt: z.number(),
  voteEndsAt: z.number(),
  /** When it can be carried out; an estimate until it is queued. */
  executableAt: z.number(),
  isQueued: z.boolean(),
  executedAt: z.number().nullable(),
  votes: z.object({ for: decimalSchema, against: decimalSchema, abstain: decimalSchema }),
  /** Votes for or abstaining that make it count, by the supply when the vote began; as of now before that. */
  quorum: decimalSchema,
  isQuorumFixed: z.boolean(),
  deposit: decimalSchema,
  /** How this account voted. */
  myVote: z.object({ support: z.enum(SUPPORTS), weight: decimalSchema }).nullable(),
  actions: z.array(proposedActionSchema),
});
export type Proposal = z.infer<typeof proposalSchema>;

/** A proposal with all that there is to know before voting. */
export const proposalDetailSchema = proposalSchema.extend({
  /** Null when nobody has it, or it is no text. */
  text: proposalDocumentSchema.nullable(),
  simulation: simulationSchema,
  voice: voiceSchema,
  /** The newest votes, newest first. */
  cast: z
    .array(
      z.object({
        voter: addressSchema,
        support: z.enum(SUPPORTS),
        weight: decimalSchema,
        reason: z.string(),
      }),
    )
    .max(100),
});
export type ProposalDetail = z.infer<typeof proposalDetailSchema>;

const electedSchema = z.object({
  members: z.array(addressSchema),
  candidates: z.array(addressSchema),
  threshold: z.number().int(),
  /** 0 before the first. */
  term: z.number().int(),
  endsAt: z.number(),
});

/** How votes are held, who was elected or drawn, what is paused, and what is measured with. */
export const governanceOverviewSchema = z.object({
  account: addressSchema,
  chainTime: z.number(),
  block: z.number().int(),
  rules: z.object({
    votingDelay: z.number(),
    votingPeriod: z.number(),
    timelockSeconds: z.number(),
    quorumPercent: z.number(),
    proposalThreshold: decimalSchema,
    deposit: decimalSchema,
  }),
  voice: voiceSchema,
  pause: z.object({
    paused: z.boolean(),
    /** End of the last pause, 0 before the first; and when the next one can start. */
    until: z.number(),
    restsUntil: z.number(),
    /** Who agreed to the last pause, and its reasons' CID. */
    by: z.array(addressSchema),
    reason: z.string().nullable(),
  }),
  elected: z.object({ guard: electedSchema, curators: electedSchema }),
  /** Who was drawn to check each submission of the current epoch. */
  committees: z.array(
    z.object({
      epoch: z.number().int(),
      index: z.number().int(),
      members: z.array(z.object({ validator: addressSchema, seats: z.number().int() })),
    }),
  ),
  pools: z.array(
    z.object({
      id: z.number().int(),
      kind: z.enum(['Public', 'Generated', 'Sealed']),
      cid: z.string(),
      items: z.number().int(),
      retired: z.number().int(),
      perEpoch: z.number().int(),
      keeper: addressSchema,
      active: z.boolean(),
    }),
  ),
  dataSets: z.array(
    z.object({
      id: z.number().int(),
      cid: z.string(),
      licence: z.string(),
      privacyReview: z.string(),
      active: z.boolean(),
    }),
  ),
});
export type GovernanceOverview = z.infer<typeof governanceOverviewSchema>;

/** The groups of rules; `vote` is the governor's and the timelock's own. */
export const PARAMETER_GROUPS = [
  'epoch',
  'committee',
  'stake',
  'score',
  'reputation',
  'reward',
  'dispute',
  'election',
  'vote',
] as const;

/** One rule: its present value in the contracts' unit, and the one that waits for the next epoch. */
export const parameterSchema = z.object({
  group: z.enum(PARAMETER_GROUPS),
  name: z.string(),
  value: z.string(),
  next: z.string().nullable(),
});
export type Parameter = z.infer<typeof parameterSchema>;

/** A dispute before a jury. */
export const disputeSchema = z.object({
  id: decimalSchema,
  kind: z.enum(['verdict', 'manifest', 'version', 'dataSet']),
  /** Epoch of a verdict or manifest; number of a version or data set. */
  subject: z.number().int(),
  /** Position of the submission, for a verdict. */
  index: z.number().int().nullable(),
  state: z.enum(['none', 'vote', 'reveal', 'appeal', 'closed']),
  ruling: z.enum(['none', 'uphold', 'overturn', 'deeperAudit']),
  round: z.number().int(),
  maxRounds: z.number().int(),
  /** 0 while a jury is awaited. */
  deadline: z.number(),
  opener: addressSchema,
  respondent: addressSchema.nullable(),
  bond: decimalSchema,
  appealBond: decimalSchema,
  /** CIDs of all documents, the opener's first. */
  evidence: z.array(z.string()),
  jurors: z.array(addressSchema),
  voted: z.number().int(),
  opened: z.number().int(),
  /** What this account has to do as a juror. */
  duty: z.enum(['vote', 'reveal']).nullable(),
  /** What it voted, found out by trying to open it; null before, or when it has none. */
  myRuling: z.enum(['uphold', 'overturn', 'deeperAudit']).nullable(),
  /** What anyone, or this account, can do now. */
  can: z.array(z.enum(['drawJury', 'countJury', 'appeal', 'closeDispute', 'addEvidence'])),
});
export type Dispute = z.infer<typeof disputeSchema>;

const cidText = z.string().min(10).max(128);

/** What the page can propose: only what the network lets a vote do. */
export const proposalTemplateSchema = z.discriminatedUnion('template', [
  z.strictObject({
    template: z.literal('parameter'),
    group: z.enum(PARAMETER_GROUPS),
    name: z.string().min(1).max(64),
    /** In the contracts' unit; lists with commas. */
    value: z.string().regex(/^\d{1,30}(,\d{1,3}){0,3}$/),
  }),
  z.strictObject({ template: z.literal('removePool'), id: z.number().int().min(0) }),
  z.strictObject({
    template: z.literal('addPool'),
    kind: z.enum(['Public', 'Generated', 'Sealed']),
    root: bytes32Schema,
    cid: cidText,
    items: z
      .number()
      .int()
      .min(1)
      .max(2 ** 32 - 1),
    perEpoch: z.number().int().min(1).max(256),
    keeper: addressSchema,
  }),
  z.strictObject({
    template: z.literal('addDataSet'),
    cid: cidText,
    licence: z.string().min(1).max(64),
    privacyReview: cidText,
    compatibility: cidText,
  }),
  z.strictObject({ template: z.literal('removeDataSet'), id: z.number().int().min(0) }),
  z.strictObject({ template: z.literal('endPause') }),
  z.strictObject({ template: z.literal('rollback'), version: z.number().int().min(0) }),
]);
export type ProposalTemplate = z.infer<typeof proposalTemplateSchema>;

/** The calls that a template comes to, as they would be shown on its card. */
export const proposalDraftSchema = z.object({
  calls: z.array(z.object({ to: addressSchema, data: z.string(), value: decimalSchema })),
  actions: z.array(proposedActionSchema),
  simulation: simulationSchema,
});
export type ProposalDraft = z.infer<typeof proposalDraftSchema>;
