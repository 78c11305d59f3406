import { castVote } from '../../node/chain/actions/cast-vote.ts';
import { delegate as sendDelegate } from '../../node/chain/actions/delegate.ts';
import { executeProposal } from '../../node/chain/actions/execute-proposal.ts';
import { proposeChange } from '../../node/chain/actions/propose-change.ts';
import { queueProposal } from '../../node/chain/actions/queue-proposal.ts';
import type { ChainClient } from '../../node/chain/chain-client.ts';
import { readContract } from '../../node/chain/read-contract.ts';
import {
  type ProposalState,
  readProposal,
  readProposalCalls,
  readProposals,
} from '../../node/chain/reads/read-proposals.ts';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { loamGovernorAbi } from '../../protocol/generated/abis.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { confirm, ownAddress } from '../network/confirm.ts';
import { NETWORK_OPTIONS, SENDING_OPTIONS } from '../network/network-options.ts';
import { withChain } from '../network/open-chain.ts';
import { parseAddress, parseChoice, parseDigest, parseNumber } from '../network/parse-words.ts';
import { formatTime, printResult } from '../network/print-result.ts';
import { readCalls } from '../network/read-calls.ts';
import { formatLoam } from '../output/amount.ts';
import { formatTable } from '../output/table.ts';
import { type Verb, type VerbContext, verbGroup } from '../verb.ts';

const SUPPORTS = ['against', 'for', 'abstain'] as const;

const list: Verb = {
  name: 'list',
  usage: '',
  summary: 'List all proposals with their votes.',
  options: NETWORK_OPTIONS,
  examples: ['governance list', 'governance list --network network.json --json'],
  run: (context) =>
    withChain(context, 'read', async (chain) => {
      const proposals = await readProposals(chain);
      const rows = proposals.map(({ id, state, votes, voteEndsAt }) => [
        String(id),
        state,
        formatLoam(votes.for),
        formatLoam(votes.against),
        formatTime(voteEndsAt),
      ]);
      printResult(context, { proposals: proposals.map(shown) }, [
        proposals.length === 0
          ? 'There are no proposals.'
          : formatTable(['Number', 'State', 'For', 'Against', 'Vote ends'], rows),
      ]);
      return EXIT_OK;
    }),
};

const show: Verb = {
  name: 'show',
  usage: '<proposal>',
  summary: 'Show a proposal: its document, its calls and its votes.',
  options: NETWORK_OPTIONS,
  examples: ['governance show 7310'],
  async run(context) {
    const id = parseNumber(context.words[0], 'proposal');
    return withChain(context, 'read', async (chain) => {
      const proposal = await readProposal(chain, id);
      const { votes, targets, calldatas } = proposal;
      printResult(context, shown(proposal), [
        `Proposal ${id}, by ${proposal.proposer}`,
        `State      ${proposal.state}`,
        `Document   ${documentOf(proposal) ?? 'none'}`,
        `Vote       ${formatTime(proposal.voteStartsAt)} to ${formatTime(proposal.voteEndsAt)}`,
        `For        ${formatLoam(votes.for)}`,
        `Against    ${formatLoam(votes.against)}`,
        `Abstain    ${formatLoam(votes.abstain)}`,
        `Executable ${formatTime(proposal.executableAt)}`,
        `Deposit    ${formatLoam(proposal.deposit)}`,
        ...targets.map((to, i) => `Call       ${to} ${calldatas[i] ?? '0x'}`),
      ]);
      return EXIT_OK;
    });
  },
};

const propose: Verb = {
  name: 'propose',
  usage: '',
  summary: 'Propose calls to a vote, with a deposit.',
  options: {
    ...SENDING_OPTIONS,
    calls: { type: 'string', help: 'JSON file: a list of {contract, function, args} or {to, data, value}' },
    document: { type: 'string', help: 'CID of the document with reasons, effects, tests and plan' },
  },
  examples: [
    'governance propose --calls calls.json --document bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi',
  ],
  async run(context) {
    const metadataCid = parseDigest(context.options.document, 'document');
    const file = context.options.calls;
    if (typeof file !== 'string') throw new LoamError('USAGE', 'Say which calls: --calls <file>.');
    return withChain(context, 'send', async (chain) => {
      const calls = readCalls(chain, file);
      const deposit = await readContract(chain, {
        contract: 'LoamGovernor',
        abi: loamGovernorAbi,
        functionName: 'deposit',
        args: [],
      });
      await confirm(
        context,
        chain,
        `Proposes ${calls.length === 1 ? 'one call' : `${calls.length} calls`} to a vote. A deposit of ${formatLoam(deposit)} is held, and comes back unless too few vote.`,
        [
          {
            contract: 'LoamToken',
            functionName: 'approve',
            args: [chain.descriptor.contracts.LoamGovernor, deposit],
          },
          {
            contract: 'LoamGovernor',
            functionName: 'proposeWithMetadata',
            args: [
              calls.map(({ to }) => to),
              calls.map(({ value }) => value ?? 0n),
              calls.map(({ data }) => data),
              metadataCid,
            ],
          },
        ],
      );
      const { id, hash } = await proposeChange(chain, { calls, metadataCid });
      printResult(context, { id, deposit, transaction: hash }, [
        `Proposal ${id} stands. 'loam governance show ${id}' shows when the vote begins.`,
      ]);
      return EXIT_OK;
    });
  },
};

const vote: Verb = {
  name: 'vote',
  usage: '<proposal> <for|against|abstain>',
  summary: 'Vote on a proposal with all votes of this account.',
  options: { ...SENDING_OPTIONS, reason: { type: 'string', help: 'a sentence that is kept with the vote' } },
  examples: ['governance vote 7310 for', 'governance vote 7310 against --reason "Too early." --yes'],
  async run(context) {
    const id = parseNumber(context.words[0], 'proposal');
    const support = parseChoice(context.words[1], SUPPORTS, 'vote');
    const reason = String(context.options.reason ?? '');
    return withChain(context, 'send', async (chain) => {
      await confirm(context, chain, `Votes '${support}' on proposal ${id} with all votes of this account.`, [
        {
          contract: 'LoamGovernor',
          functionName: 'castVoteWithReason',
          args: [id, SUPPORTS.indexOf(support), reason],
        },
      ]);
      const { weight, hash } = await castVote(chain, { id, support, reason });
      printResult(context, { id, support, weight, transaction: hash }, [
        `Voted '${support}' with ${formatLoam(weight)}.`,
      ]);
      return EXIT_OK;
    });
  },
};

const delegate: Verb = {
  name: 'delegate',
  usage: '[address]',
  summary: 'Give the votes of your tokens to an account, your own unless told otherwise.',
  options: SENDING_OPTIONS,
  examples: ['governance delegate', 'governance delegate 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --yes'],
  async run(context) {
    const named = context.words[0] === undefined ? undefined : parseAddress(context.words[0]);
    return withChain(context, 'send', async (chain) => {
      const to = named ?? ownAddress(chain);
      await confirm(
        context,
        chain,
        `Gives the votes of this account's tokens to ${to}. The tokens stay where they are.`,
        [{ contract: 'LoamToken', functionName: 'delegate', args: [to] }],
      );
      const transaction = await sendDelegate(chain, { to });
      printResult(context, { to, transaction }, [`${to} votes with these tokens from now on.`]);
      return EXIT_OK;
    });
  },
};

const queue = step('queue', 'Queue a proposal that won its vote; it then waits for a while.', {
  sentence: (id) => `Queues proposal ${id}. It can be executed when its wait is over.`,
  done: 'The proposal is queued.',
  send: (chain, id) => queueProposal(chain, { id }),
});

const execute = step('execute', 'Carry out a queued proposal whose wait is over.', {
  sentence: (id) => `Carries out proposal ${id}: its calls are made now and cannot be taken back.`,
  done: 'The proposal is carried out.',
  send: (chain, id) => executeProposal(chain, { id }),
});

/** `loam governance`: how a network's rules change. */
export const governanceVerb = verbGroup({
  name: 'governance',
  summary: 'See proposals, make them, vote on them, and carry them out.',
  subverbs: [list, show, propose, vote, delegate, queue, execute],
});

/** A step of a proposal that anyone may take. */
function step(
  name: 'queue' | 'execute',
  summary: string,
  parts: {
    readonly sentence: (id: bigint) => string;
    readonly done: string;
    readonly send: (chain: ChainClient, id: bigint) => Promise<Hex>;
  },
): Verb {
  return {
    name,
    usage: '<proposal>',
    summary,
    options: SENDING_OPTIONS,
    examples: [`governance ${name} 7310`, `governance ${name} 7310 --yes --json`],
    async run(context: VerbContext) {
      const id = parseNumber(context.words[0], 'proposal');
      return withChain(context, 'send', async (chain) => {
        const { targets, values, calldatas, descriptionHash } = await readProposalCalls(chain, id);
        await confirm(context, chain, parts.sentence(id), [
          {
            contract: 'LoamGovernor',
            functionName: name,
            args: [targets, values, calldatas, descriptionHash],
          },
        ]);
        const transaction = await parts.send(chain, id);
        printResult(context, { id, transaction }, [parts.done]);
        return EXIT_OK;
      });
    },
  };
}

function documentOf({ metadataCid }: ProposalState): string | null {
  return metadataCid.length === 66 ? digestToCid(metadataCid).toString() : null;
}

function shown(proposal: ProposalState) {
  const { metadataCid: _, descriptionHash: __, ...rest } = proposal;
  return { ...rest, document: documentOf(proposal) };
}
