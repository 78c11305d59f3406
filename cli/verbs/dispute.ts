import { addEvidence } from '../../node/chain/actions/add-evidence.ts';
import { openDispute, readDisputeBond } from '../../node/chain/actions/open-dispute.ts';
import { DISPUTE_KINDS, type DisputeKind, verdictOf, verdictSubject } from '../../node/chain/disputes.ts';
import { type DisputeEntry, readDispute, readDisputes } from '../../node/chain/reads/read-disputes.ts';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { appeal, close, draw, rule } from '../dispute/dispute-steps.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { confirm } from '../network/confirm.ts';
import { NETWORK_OPTIONS, SENDING_OPTIONS } from '../network/network-options.ts';
import { withChain } from '../network/open-chain.ts';
import { parseChoice, parseDigest, parseNumber } from '../network/parse-words.ts';
import { formatTime, printResult } from '../network/print-result.ts';
import { formatLoam } from '../output/amount.ts';
import { formatTable } from '../output/table.ts';
import { type Verb, verbGroup } from '../verb.ts';

const open: Verb = {
  name: 'open',
  usage: '<verdict|manifest|version|dataSet> <subject>',
  summary: 'Dispute a verdict, a merge, a version or a data set before a jury, with a bond.',
  options: {
    ...SENDING_OPTIONS,
    document: { type: 'string', help: 'CID of the document that says why' },
  },
  examples: [
    'dispute open verdict 12/3 --document bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi',
    'dispute open version 4 --document bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi --yes',
  ],
  async run(context) {
    const kind = parseChoice(context.words[0], DISPUTE_KINDS, 'kind of dispute');
    const subject = parseSubject(kind, context.words[1]);
    const evidenceCid = parseDigest(context.options.document, 'document');
    return withChain(context, 'send', async (chain) => {
      const amount = await readDisputeBond(chain, { kind, subject });
      await confirm(
        context,
        chain,
        `Opens a dispute about ${subjectText(kind, subject)}. A bond of ${formatLoam(amount)} is held until a jury has ruled, and lost if it rules against you.`,
        [
          {
            contract: 'LoamToken',
            functionName: 'approve',
            args: [chain.descriptor.contracts.DisputeCourt, amount],
          },
          {
            contract: 'DisputeCourt',
            functionName: 'open',
            args: [DISPUTE_KINDS.indexOf(kind), subject, evidenceCid],
          },
        ],
      );
      const { id, bond, hash } = await openDispute(chain, { kind, subject, evidenceCid });
      printResult(context, { id, bond, transaction: hash }, [
        `Dispute ${id} is open. A jury can be drawn two blocks from now: 'loam dispute draw ${id}', which anyone may do. 'loam dispute show ${id}' shows how it stands.`,
      ]);
      return EXIT_OK;
    });
  },
};

const evidence: Verb = {
  name: 'evidence',
  usage: '<dispute>',
  summary: 'Add a document to an open dispute.',
  options: { ...SENDING_OPTIONS, document: { type: 'string', help: 'CID of the document' } },
  examples: ['dispute evidence 7 --document bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi'],
  async run(context) {
    const id = parseNumber(context.words[0], 'dispute');
    const evidenceCid = parseDigest(context.options.document, 'document');
    return withChain(context, 'send', async (chain) => {
      await confirm(context, chain, `Adds the document ${digestToCid(evidenceCid)} to dispute ${id}.`, [
        { contract: 'DisputeCourt', functionName: 'addEvidence', args: [id, evidenceCid] },
      ]);
      const transaction = await addEvidence(chain, { id, evidenceCid });
      printResult(context, { id, transaction }, ['The document is part of the dispute.']);
      return EXIT_OK;
    });
  },
};

const list: Verb = {
  name: 'list',
  usage: '',
  summary: 'List all disputes.',
  options: NETWORK_OPTIONS,
  examples: ['dispute list', 'dispute list --network network.json --json'],
  run: (context) =>
    withChain(context, 'read', async (chain) => {
      const disputes = await readDisputes(chain);
      const rows = disputes.map((one) => [
        String(one.id),
        subjectText(one.kind, one.subject),
        one.state,
        one.ruling,
        formatTime(one.deadline),
      ]);
      printResult(context, { disputes: disputes.map(shown) }, [
        disputes.length === 0
          ? 'There are no disputes.'
          : formatTable(['Number', 'About', 'State', 'Ruling', 'Until'], rows),
      ]);
      return EXIT_OK;
    }),
};

const show: Verb = {
  name: 'show',
  usage: '<dispute>',
  summary: 'Show a dispute with its documents and its jury.',
  options: NETWORK_OPTIONS,
  examples: ['dispute show 7'],
  async run(context) {
    const id = parseNumber(context.words[0], 'dispute');
    return withChain(context, 'read', async (chain) => {
      const dispute = await readDispute(chain, id);
      printResult(context, shown(dispute), [
        `Dispute ${id}: ${subjectText(dispute.kind, dispute.subject)}`,
        `State      ${dispute.state}${dispute.deadline === 0 ? '' : `, until ${formatTime(dispute.deadline)}`}`,
        `Ruling     ${dispute.ruling} (round ${dispute.round})`,
        `Opened by  ${dispute.opener}, bond ${formatLoam(dispute.bond)}`,
        `Against    ${dispute.respondent ?? 'nobody alone'}`,
        ...dispute.evidence.map((digest) => `Document   ${digestToCid(digest)}`),
        ...dispute.jurors.map((juror) => `Juror      ${juror}`),
      ]);
      return EXIT_OK;
    });
  },
};

/** `loam dispute`: what is decided by juries. */
export const disputeVerb = verbGroup({
  name: 'dispute',
  summary: 'Open disputes, take them from step to step, and see how they stand.',
  subverbs: [open, evidence, draw, rule, appeal, close, list, show],
});

/** The number that the court knows a subject by: a verdict is named as `epoch/position`. */
function parseSubject(kind: DisputeKind, text: string | undefined): bigint {
  if (kind !== 'verdict') return parseNumber(text, kind === 'manifest' ? 'epoch' : kind);
  const [, epoch, position] = /^(\d{1,9})\/(\d{1,9})$/.exec(text ?? '') ?? [];
  if (epoch === undefined || position === undefined)
    throw new LoamError('USAGE', 'Name the verdict by epoch and position: loam dispute open verdict 12/3');
  return verdictSubject(BigInt(epoch), BigInt(position));
}

function subjectText(kind: DisputeKind, subject: bigint): string {
  if (kind === 'manifest') return `the merge of epoch ${subject}`;
  if (kind === 'version') return `model version ${subject}`;
  if (kind === 'dataSet') return `data set ${subject}`;
  const { epoch, index } = verdictOf(subject);
  return `the verdict on submission ${index} of epoch ${epoch}`;
}

function shown(dispute: DisputeEntry) {
  const about = dispute.kind === 'verdict' ? verdictOf(dispute.subject) : {};
  return {
    ...dispute,
    ...about,
    evidence: dispute.evidence.map((digest) => digestToCid(digest).toString()),
  };
}
