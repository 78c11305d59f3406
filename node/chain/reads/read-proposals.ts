import { keccak256, stringToHex } from 'viem';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import { loamGovernorAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readContract } from '../read-contract.ts';
import { readEvents } from '../read-events.ts';

/** How far a proposal is; the index is the number on chain. */
const PROPOSAL_STATES = [
  'pending',
  'active',
  'canceled',
  'defeated',
  'succeeded',
  'queued',
  'expired',
  'executed',
] as const;

/** The calls of a proposal, as the governor takes them. */
export interface ProposalCalls {
  readonly targets: readonly Hex[];
  readonly values: readonly bigint[];
  readonly calldatas: readonly Hex[];
  readonly descriptionHash: Hex;
}

/** A proposal to change the network. Times are seconds since 1970, votes wei. */
export interface ProposalState extends ProposalCalls {
  readonly id: bigint;
  readonly proposer: Hex;
  /** sha2-256 digest of the CID of its document. */
  readonly metadataCid: Hex;
  readonly state: (typeof PROPOSAL_STATES)[number];
  readonly voteStartsAt: number;
  readonly voteEndsAt: number;
  /** When it can be carried out; null unless it is queued. */
  readonly executableAt: number | null;
  readonly votes: { readonly for: bigint; readonly against: bigint; readonly abstain: bigint };
  /** Wei of LOAM that are still held; 0 once settled. */
  readonly deposit: bigint;
}

/** All proposals, oldest first. */
export async function readProposals(chain: ChainClient): Promise<ProposalState[]> {
  const events = await proposalEvents(chain);
  return Promise.all(events.map((event) => stateOf(chain, event)));
}

/** One proposal. @throws LoamError `CHAIN_NO_SUCH_PROPOSAL` */
export async function readProposal(chain: ChainClient, id: bigint): Promise<ProposalState> {
  return stateOf(chain, await proposalEvent(chain, id));
}

/** The calls of a proposal. @throws LoamError `CHAIN_NO_SUCH_PROPOSAL` */
export async function readProposalCalls(chain: ChainClient, id: bigint): Promise<ProposalCalls> {
  return callsOf(await proposalEvent(chain, id));
}

type ProposalEvent = Awaited<ReturnType<typeof proposalEvents>>[number];

async function proposalEvents(chain: ChainClient) {
  const search = { contract: 'LoamGovernor', abi: loamGovernorAbi } as const;
  const [created, metadata] = await Promise.all([
    readEvents(chain, { ...search, eventName: 'ProposalCreated' }),
    readEvents(chain, { ...search, eventName: 'ProposalMetadata' }),
  ]);
  const cids = new Map(metadata.map(({ args }) => [args.proposalId, args.metadataCid]));
  return created.map(({ args }) => ({ ...args, metadataCid: cids.get(args.proposalId) ?? '0x' }));
}

async function proposalEvent(chain: ChainClient, id: bigint): Promise<ProposalEvent> {
  const found = (await proposalEvents(chain)).find(({ proposalId }) => proposalId === id);
  if (found !== undefined) return found;
  throw new LoamError('CHAIN_NO_SUCH_PROPOSAL', `There is no proposal ${id}.`);
}

function callsOf({ targets, values, calldatas, description }: ProposalEvent): ProposalCalls {
  return { targets, values, calldatas, descriptionHash: keccak256(stringToHex(description)) };
}

async function stateOf(chain: ChainClient, event: ProposalEvent): Promise<ProposalState> {
  const { proposalId: id } = event;
  const call = { contract: 'LoamGovernor', abi: loamGovernorAbi, args: [id] } as const;
  const [state, deadline, eta, votes, deposit] = await Promise.all([
    readContract(chain, { ...call, functionName: 'state' }),
    readContract(chain, { ...call, functionName: 'proposalDeadline' }),
    readContract(chain, { ...call, functionName: 'proposalEta' }),
    readContract(chain, { ...call, functionName: 'proposalVotes' }),
    readContract(chain, { ...call, functionName: 'depositOf' }),
  ]);
  const [against, forVotes, abstain] = votes;
  return {
    ...callsOf(event),
    id,
    proposer: event.proposer,
    metadataCid: event.metadataCid,
    state: PROPOSAL_STATES[state] ?? 'pending',
    voteStartsAt: Number(event.voteStart),
    voteEndsAt: Number(deadline),
    executableAt: eta === 0n ? null : Number(eta),
    votes: { for: forVotes, against, abstain },
    deposit,
  };
}
