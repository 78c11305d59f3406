import { STAKE_UNIT } from '../../protocol/chain/loam-amount.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { disputeCourtAbi, loamGovernorAbi } from '../../protocol/generated/abis.ts';
import { voteCommitment } from '../chain/actions/commit-vote.ts';
import { readDisputeBond } from '../chain/actions/open-dispute.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { type Committee, committeeNumber } from '../chain/committees.ts';
import { DISPUTE_KINDS, RULINGS } from '../chain/disputes.ts';
import { jurySalt } from '../chain/jury-salt.ts';
import { readContract } from '../chain/read-contract.ts';
import { readParameters } from '../chain/reads/read-parameters.ts';
import { readProposalCalls } from '../chain/reads/read-proposals.ts';
import { callStep, loamMove, type Plan, stepsWithAllowance } from './plan.ts';
import type { PlannedAction } from './plan-action.ts';

const SUPPORTS = ['against', 'for', 'abstain'] as const;

type Governance = Exclude<
  PlannedAction,
  { kind: 'stake' | 'unstake' | 'withdraw' | 'claim' | 'sendLoam' | 'sendNative' | 'call' }
>;

/** What a step in votes, disputes and elections comes to. */
export async function planGovernance(chain: ChainClient, from: Hex, action: Governance): Promise<Plan> {
  switch (action.kind) {
    case 'delegate':
      return one(chain, 'LoamToken', 'delegate', [action.to]);
    case 'vote':
      return one(chain, 'LoamGovernor', 'castVoteWithReason', [
        BigInt(action.proposal),
        SUPPORTS.indexOf(action.support),
        action.reason,
      ]);
    case 'propose':
      return planProposal(chain, from, action);
    case 'queueProposal':
    case 'executeProposal': {
      const { targets, values, calldatas, descriptionHash } = await readProposalCalls(
        chain,
        BigInt(action.proposal),
      );
      const name = action.kind === 'queueProposal' ? 'queue' : 'execute';
      return one(chain, 'LoamGovernor', name, [targets, values, calldatas, descriptionHash]);
    }
    case 'settleDeposit':
      return one(chain, 'LoamGovernor', 'settleDeposit', [BigInt(action.proposal)]);
    case 'openDispute': {
      const subject = BigInt(action.subject);
      const amount = await readDisputeBond(chain, { kind: action.about, subject });
      const args = [DISPUTE_KINDS.indexOf(action.about), subject, action.evidence];
      return bonded(chain, from, 'DisputeCourt', amount, 'open', args);
    }
    case 'juryVote':
    case 'openJuryVote':
      return planJuryVote(chain, from, action);
    case 'appeal': {
      const { bond, round } = await readDispute(chain, action.dispute);
      return bonded(chain, from, 'DisputeCourt', bond << BigInt(round), 'appeal', [BigInt(action.dispute)]);
    }
    case 'drawJury':
    case 'countJury':
    case 'closeDispute': {
      const name = { drawJury: 'drawJury', countJury: 'rule', closeDispute: 'close' }[action.kind];
      return one(chain, 'DisputeCourt', name, [BigInt(action.dispute)]);
    }
    case 'forceRerun': {
      const { dispute } = await readParameters(chain);
      const args = [BigInt(action.epoch), BigInt(action.submission)];
      return bonded(chain, from, 'Verdicts', dispute.rerunBond * STAKE_UNIT, 'forceRerun', args);
    }
    case 'stand':
    case 'standDown':
    case 'callElection':
    case 'elect':
      return one(chain, 'Elections', action.kind, [committeeNumber(action.committee satisfies Committee)]);
    case 'approvePause':
      return one(chain, 'Guardian', 'approvePause', [action.reason]);
    case 'approveLift':
      return one(chain, 'Guardian', 'approveLift', []);
  }
}

function one(chain: ChainClient, ...call: Tail<Parameters<typeof callStep>>): Plan {
  return { steps: [callStep(chain, ...call)], moves: [] };
}
type Tail<T extends readonly unknown[]> = T extends readonly [unknown, ...infer R] ? R : never;

/** A call with a bond that comes back unless it is lost. */
async function bonded(
  chain: ChainClient,
  from: Hex,
  contract: 'DisputeCourt' | 'Verdicts' | 'LoamGovernor',
  amount: bigint,
  functionName: string,
  args: readonly unknown[],
): Promise<Plan> {
  const call = callStep(chain, contract, functionName, args);
  const steps = await stepsWithAllowance(chain, from, { spender: contract, amount }, call);
  return { steps, moves: [loamMove(amount, 'risk')] };
}

async function planProposal(
  chain: ChainClient,
  from: Hex,
  { calls, document }: Extract<Governance, { kind: 'propose' }>,
): Promise<Plan> {
  const deposit = await readContract(chain, {
    contract: 'LoamGovernor',
    abi: loamGovernorAbi,
    functionName: 'deposit',
    args: [],
  });
  return bonded(chain, from, 'LoamGovernor', deposit, 'proposeWithMetadata', [
    calls.map(({ to }) => to),
    calls.map(({ value }) => BigInt(value)),
    calls.map(({ data }) => data),
    document,
  ]);
}

async function planJuryVote(
  chain: ChainClient,
  from: Hex,
  { kind, dispute, ruling }: Extract<Governance, { kind: 'juryVote' | 'openJuryVote' }>,
): Promise<Plan> {
  if (from !== chain.account?.address) {
    throw new LoamError(
      'SIGN_NODE_ONLY',
      'A juror’s vote is sealed with the key of this computer’s account.',
      {
        hint: 'Vote with the account that was drawn.',
      },
    );
  }
  const id = BigInt(dispute);
  const { round } = await readDispute(chain, dispute);
  const salt = await jurySalt(chain, { id, round });
  if (kind === 'openJuryVote')
    return one(chain, 'DisputeCourt', 'revealVote', [id, from, RULINGS.indexOf(ruling), salt]);
  const commitment = voteCommitment({ id, ruling, salt, round, juror: from });
  return one(chain, 'DisputeCourt', 'commitVote', [id, commitment]);
}

function readDispute(chain: ChainClient, dispute: string) {
  return readContract(chain, {
    contract: 'DisputeCourt',
    abi: disputeCourtAbi,
    functionName: 'dispute',
    args: [BigInt(dispute)],
  });
}
