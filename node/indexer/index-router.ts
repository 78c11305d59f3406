import { implement, ORPCError } from '@orpc/server';
import { indexContract, indexDisputeDetailsSchema } from '../../protocol/api/index-contract.ts';
import { cidToDigest } from '../../protocol/cid/cid-digest.ts';
import type { NetworkDescriptor } from '../../protocol/network/network-descriptor.ts';
import type { Database, SqlValue } from '../database/open-database.ts';
import { readIndexCursor } from './apply-step.ts';
import {
  attestationOf,
  disputeOf,
  eventOf,
  nodeOf,
  paymentOf,
  proposalOf,
  submissionOf,
  versionOf,
} from './index-records.ts';
import { cidIn, type IndexRow, numberIn, textIn, textOrNull } from './index-row.ts';
import { MAX_DETAILS } from './limits.ts';
import { readPage } from './page.ts';
import { readTrail } from './read-trail.ts';

const SELECT = {
  versions: `SELECT v.*, m.utility_ppm, m.evaluation_digest FROM versions v LEFT JOIN manifests m ON m.epoch = v.epoch`,
  submissions: `SELECT s.*, EXISTS (SELECT 1 FROM disputes d WHERE d.epoch = s.epoch AND d.position = s.position
    AND d.kind = 'verdict' AND d.stage = 'closed' AND d.ruling = 'overturn') AS overturned FROM submissions s`,
  attestations: `SELECT a.*, 'chain' AS source FROM attestations a`,
  gossip: `SELECT a.*, a.seen_at AS at, 'gossip' AS source FROM gossip_attestations a`,
  nodes: `SELECT n.*, coalesce(a.balance, '0') AS balance, coalesce(a.votes, '0') AS votes
    FROM nodes n LEFT JOIN accounts a ON a.address = n.address`,
  payments: 'SELECT p.* FROM payments p',
  proposals: 'SELECT p.* FROM proposals p',
  disputes: 'SELECT d.* FROM disputes d',
} as const;

type Condition = readonly [string, ...SqlValue[]];

/** Conditions for those filters that are given. */
function given(
  ...filters: readonly (readonly [condition: string, value: SqlValue | undefined])[]
): Condition[] {
  return filters.flatMap(([condition, value]) => (value === undefined ? [] : [[condition, value] as const]));
}

/** Answers the index's API from the database. */
export function createIndexRouter(db: Database, descriptor: NetworkDescriptor) {
  const os = implement(indexContract);
  const one = <T>(select: string, conditions: readonly Condition[], read: (row: IndexRow) => T): T => {
    const where = conditions.map(([condition]) => condition).join(' AND ');
    const values = conditions.flatMap(([, ...some]) => some);
    const row = db.all(`${select} WHERE ${where} LIMIT 1`, values)[0];
    if (row === undefined)
      throw new ORPCError('NOT_FOUND', { message: 'The index has nothing by this name.' });
    return read(row as IndexRow);
  };
  return os.router({
    status: os.status.handler(() => {
      const head = db.all(`SELECT value FROM meta WHERE key = 'head'`)[0] as { value: string } | undefined;
      return {
        network: descriptor.id,
        chainId: descriptor.chainId,
        next: readIndexCursor(db)?.next ?? descriptor.deploymentBlock,
        head: head === undefined ? null : Number(head.value),
      };
    }),
    versions: os.versions.handler(({ input }) =>
      readPage(
        db,
        { ...input, select: SELECT.versions, where: [], order: ['v.version'], descending: true },
        versionOf,
      ),
    ),
    version: os.version.handler(({ input }) =>
      one(SELECT.versions, [['v.version = ?', input.version]], versionOf),
    ),
    submissions: os.submissions.handler(({ input: { epoch, learner, ...page } }) =>
      readPage(
        db,
        {
          ...page,
          select: SELECT.submissions,
          where: given(['s.epoch = ?', epoch], ['s.learner = ?', learner?.toLowerCase()]),
          order: ['s.epoch', 's.position'],
          descending: true,
        },
        submissionOf,
      ),
    ),
    submission: os.submission.handler(({ input }) =>
      one(
        SELECT.submissions,
        [
          ['s.epoch = ?', input.epoch],
          ['s.position = ?', input.position],
        ],
        submissionOf,
      ),
    ),
    attestations: os.attestations.handler(({ input: { epoch, position, validator, source, ...page } }) =>
      readPage(
        db,
        {
          ...page,
          select: source === 'gossip' ? SELECT.gossip : SELECT.attestations,
          where: given(
            ['a.epoch = ?', epoch],
            ['a.position = ?', position],
            ['a.validator = ?', validator?.toLowerCase()],
          ),
          order: ['a.epoch', 'a.position', 'a.validator', ...(source === 'gossip' ? ['a.signature'] : [])],
          descending: true,
        },
        attestationOf,
      ),
    ),
    nodes: os.nodes.handler(({ input }) =>
      readPage(db, { ...input, select: SELECT.nodes, where: [], order: ['n.address'] }, nodeOf),
    ),
    node: os.node.handler(({ input }) =>
      one(SELECT.nodes, [['n.address = ?', input.address.toLowerCase()]], nodeOf),
    ),
    payments: os.payments.handler(({ input: { account, epoch, ...page } }) =>
      readPage(
        db,
        {
          ...page,
          select: SELECT.payments,
          where: given(['p.account = ?', account?.toLowerCase()], ['p.epoch = ?', epoch]),
          order: ['p.block', 'p.tx', 'p.log_index'],
          descending: true,
        },
        paymentOf,
      ),
    ),
    proposals: os.proposals.handler(({ input }) =>
      readPage(
        db,
        {
          ...input,
          select: SELECT.proposals,
          where: [],
          order: ['p.created_block', 'p.id'],
          descending: true,
        },
        proposalOf,
      ),
    ),
    proposal: os.proposal.handler(({ input }) => one(SELECT.proposals, [['p.id = ?', input.id]], proposalOf)),
    disputes: os.disputes.handler(({ input }) =>
      readPage(
        db,
        { ...input, select: SELECT.disputes, where: [], order: ['d.id'], descending: true },
        disputeOf,
      ),
    ),
    dispute: os.dispute.handler(({ input }) => ({
      ...one(SELECT.disputes, [['d.id = ?', input.id]], disputeOf),
      ...disputeDetails(db, input.id),
    })),
    trail: os.trail.handler(({ input: { cid, ...page } }) => readTrail(db, digestOf(cid), page, eventOf)),
  });
}

/** The API's router. */
export type IndexRouter = ReturnType<typeof createIndexRouter>;

function disputeDetails(db: Database, id: number) {
  const evidence = db.all(
    `SELECT * FROM evidence WHERE dispute = ? ORDER BY at, tx, log_index LIMIT ${MAX_DETAILS}`,
    [id],
  );
  const jury = db.all(
    `SELECT j.round, n.address, v.ruling FROM jurors j LEFT JOIN nodes n ON n.number = j.node
      LEFT JOIN jury_votes v ON v.dispute = j.dispute AND v.round = j.round AND v.juror = n.address
      WHERE j.dispute = ? ORDER BY j.round, j.place LIMIT ${MAX_DETAILS}`,
    [id],
  );
  const { ruling } = indexDisputeDetailsSchema.shape;
  return {
    evidence: (evidence as IndexRow[]).map((row) => ({
      by: textIn(row, 'by'),
      document: cidIn(row, 'cid') ?? '',
      at: numberIn(row, 'at'),
    })),
    jury: (jury as IndexRow[]).map((row) => ({
      round: numberIn(row, 'round'),
      juror: textOrNull(row, 'address'),
      ruling: ruling.parse(row.ruling ?? 'none'),
    })),
  };
}

function digestOf(cid: string): string {
  try {
    return cidToDigest(cid);
  } catch (cause) {
    throw new ORPCError('BAD_REQUEST', { message: 'This is no CID of an artifact.', cause });
  }
}
