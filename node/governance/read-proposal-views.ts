import type { Proposal, ProposalDetail, Simulation } from '../../protocol/api/governance-schemas.ts';
import { SUPPORTS } from '../../protocol/api/governance-schemas.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { loamGovernorAbi } from '../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { readContract } from '../chain/read-contract.ts';
import { readEvents } from '../chain/read-events.ts';
import { readChainTime } from '../chain/reads/read-chain-time.ts';
import { type ProposalState, readProposal, readProposals } from '../chain/reads/read-proposals.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { decodeCalls, type GovernedCall } from './call-actions.ts';
import { ENTRIES_LISTED, VOTES_SHOWN } from './limits.ts';
import { documentCid, readProposalDocument } from './proposal-documents.ts';
import { readVoteRules, type VoteRules } from './read-parameter-table.ts';
import { readVoice } from './read-voice.ts';
import { simulateCalls } from './simulate-calls.ts';

/** The proposals as cards, newest first. */
export async function readProposalViews(session: NetworkSession): Promise<Proposal[]> {
  const { chain } = session;
  const [proposals, history, rules] = await Promise.all([
    readProposals(chain),
    readHistory(chain),
    readVoteRules(chain),
  ]);
  const newest = proposals.slice(-ENTRIES_LISTED).toReversed();
  return Promise.all(newest.map((proposal) => view(session, proposal, history, rules)));
}

/** One proposal with everything there is to know. @throws LoamError `CHAIN_NO_SUCH_PROPOSAL` */
export async function readProposalDetail(session: NetworkSession, id: bigint): Promise<ProposalDetail> {
  const { chain, address } = session;
  const [proposal, history, rules] = await Promise.all([
    readProposal(chain, id),
    readHistory(chain),
    readVoteRules(chain),
  ]);
  const [card, text, simulation, voice] = await Promise.all([
    view(session, proposal, history, rules),
    readProposalDocument(session, documentCid(proposal.metadataCid), false),
    simulate(chain, proposal),
    readVoice(chain, address, proposal.voteStartsAt),
  ]);
  const cast = history.votes
    .filter(({ args }) => args.proposalId === id)
    .slice(-VOTES_SHOWN)
    .toReversed()
    .map(({ args: { voter, support, weight, reason } }) => ({
      voter,
      support: SUPPORTS[support] ?? 'abstain',
      weight: weight.toString(),
      reason: reason.slice(0, 1_000),
    }));
  return { ...card, title: text?.title ?? card.title, text, simulation, voice, cast };
}

/** What is carried out already is not tried again: it would only tell that it cannot be done twice. */
function simulate(chain: ChainClient, proposal: ProposalState): Promise<Simulation> {
  return simulateCalls(chain, callsOf(proposal));
}

function callsOf({ targets, values, calldatas }: ProposalState): GovernedCall[] {
  return targets.map((to, i) => ({ to, data: calldatas[i] ?? '0x', value: values[i] ?? 0n }));
}

type History = Awaited<ReturnType<typeof readHistory>>;

async function readHistory(chain: ChainClient) {
  const search = { contract: 'LoamGovernor', abi: loamGovernorAbi } as const;
  const [created, executed, votes] = await Promise.all([
    readEvents(chain, { ...search, eventName: 'ProposalCreated' }),
    readEvents(chain, { ...search, eventName: 'ProposalExecuted' }),
    readEvents(chain, { ...search, eventName: 'VoteCast' }),
  ]);
  return { created, executed, votes };
}

async function view(
  session: NetworkSession,
  proposal: ProposalState,
  { created, executed, votes }: History,
  rules: VoteRules,
): Promise<Proposal> {
  const { chain, address } = session;
  const { id, state, voteStartsAt, voteEndsAt, executableAt } = proposal;
  const own = address.toLowerCase();
  const isMine = (who: Hex) => who.toLowerCase() === own;
  const cid = documentCid(proposal.metadataCid);
  const timeOf = async (events: readonly { args: { proposalId: bigint }; blockNumber: bigint }[]) => {
    const event = events.find(({ args }) => args.proposalId === id);
    if (event === undefined) return null;
    const { blockNumber } = event;
    return Number((await chain.reading(() => chain.public.getBlock({ blockNumber }))).timestamp);
  };
  const [createdAt, executedAt, quorum, actions, text] = await Promise.all([
    timeOf(created),
    timeOf(executed),
    readQuorum(chain, voteStartsAt),
    decodeCalls(chain, callsOf(proposal)),
    readProposalDocument(session, cid, true),
  ]);
  const mine = votes.find(({ args }) => args.proposalId === id && isMine(args.voter));
  return {
    id: id.toString(),
    proposer: proposal.proposer,
    mine: isMine(proposal.proposer),
    state,
    title: text?.title ?? null,
    document: cid,
    createdAt: createdAt ?? voteStartsAt,
    voteStartsAt,
    voteEndsAt,
    executableAt: executableAt ?? voteEndsAt + rules.timelockSeconds,
    isQueued: executableAt !== null,
    executedAt,
    votes: {
      for: proposal.votes.for.toString(),
      against: proposal.votes.against.toString(),
      abstain: proposal.votes.abstain.toString(),
    },
    ...quorum,
    deposit: proposal.deposit.toString(),
    myVote:
      mine === undefined
        ? null
        : { support: SUPPORTS[mine.args.support] ?? 'abstain', weight: mine.args.weight.toString() },
    actions,
  };
}

/** The quorum by the supply when the vote began, for good once that moment is over. */
async function readQuorum(
  chain: ChainClient,
  voteStartsAt: number,
): Promise<Pick<Proposal, 'quorum' | 'isQuorumFixed'>> {
  const now = await readChainTime(chain);
  const isQuorumFixed = voteStartsAt < now;
  const quorum = await readContract(chain, {
    contract: 'LoamGovernor',
    abi: loamGovernorAbi,
    functionName: 'quorum',
    args: [BigInt(isQuorumFixed ? voteStartsAt : now - 1)],
  });
  return { quorum: quorum.toString(), isQuorumFixed };
}
