import type { RevertSentence } from './revert-sentences.ts';

/** Refusals of the parts of OpenZeppelin that the contracts are made of. */
export const OPEN_ZEPPELIN_SENTENCES: Readonly<Record<string, RevertSentence>> = {
  // Token
  ERC20InsufficientBalance: [
    'The account holds {balance:loam} LOAM, {needed:loam} are needed.',
    'Get more LOAM.',
  ],
  ERC20InsufficientAllowance: ['Only {allowance:loam} LOAM are approved, {needed:loam} are needed.'],
  ERC20InvalidApprover: ['Nobody cannot approve tokens.'],
  ERC20InvalidReceiver: ['{receiver} cannot receive tokens.'],
  ERC20InvalidSender: ['{sender} cannot send tokens.'],
  ERC20InvalidSpender: ['{spender} cannot spend tokens.'],
  ERC20ExceededSafeSupply: ['There would be more tokens than votes can count.'],
  ERC2612ExpiredSignature: ['The signed permission has expired.', 'Sign a new one.'],
  ERC2612InvalidSigner: ['The permission is not signed by the tokens’ owner.'],
  SafeERC20FailedOperation: ['The token refused the transfer.'],
  VotesExpiredSignature: ['The signed delegation has expired.', 'Sign a new one.'],
  InvalidAccountNonce: ['The signature was made for another moment of the account.', 'Sign a new one.'],
  // Times and histories
  ERC5805FutureLookup: ['Votes of the future are not known.'],
  ERC6372InconsistentClock: ['The clocks of two contracts differ.'],
  CheckpointUnorderedInsertion: ['A history can only be continued at its end.'],
  // Signatures and text
  ECDSAInvalidSignature: ['The signature is none.'],
  ECDSAInvalidSignatureLength: ['The signature is not 65 bytes long.'],
  ECDSAInvalidSignatureS: ['The signature is not in its canonical form.'],
  InvalidShortString: ['A text is not in its place.'],
  StringTooLong: ['A text is too long.'],
  StringsInsufficientHexLength: ['A number is too long for its text.'],
  SafeCastOverflowedUintDowncast: ['A number is too large for its place.'],
  // Calls
  FailedCall: ['A call of another contract failed.'],
  ReentrancyGuardReentrantCall: ['A contract was called while it was still at work.'],
  // Governor
  GovernorAlreadyCastVote: ['The account has voted already.'],
  GovernorAlreadyQueuedProposal: ['The proposal is queued already.'],
  GovernorDisabledDeposit: ['The governor takes nothing of the chain’s own currency.'],
  GovernorInsufficientProposerVotes: [
    'A proposal needs {threshold:loam} votes, the account has {votes:loam}.',
    'Delegate more tokens to the account, or bond stake.',
  ],
  GovernorInvalidProposalLength: ['A proposal needs at least one call, and a value and data for each.'],
  GovernorInvalidQuorumFraction: ['A quorum of {quorumNumerator} in {quorumDenominator} cannot be.'],
  GovernorInvalidSignature: ['The vote is not signed by its voter.'],
  GovernorInvalidVoteParams: ['The vote’s further data is not understood.'],
  GovernorInvalidVoteType: ['A vote is for, against or abstains.'],
  GovernorInvalidVotingPeriod: ['A vote cannot last {votingPeriod} seconds.'],
  GovernorNonexistentProposal: ['There is no such proposal.'],
  GovernorOnlyExecutor: ['Only a vote can do this.', 'Propose it.'],
  GovernorPreventLateQuorumVoteExtensionTooLarge: [
    'A vote cannot be made {newVoteExtension} seconds longer.',
  ],
  GovernorProposalQueueingFailed: ['The timelock did not take the proposal.'],
  GovernorProposalQueueingNotRequired: ['The proposal need not be queued.'],
  GovernorRestrictedProposer: ['This proposal belongs to another proposer.'],
  GovernorUnableToCancel: ['The proposal cannot be cancelled, or not by this account.'],
  GovernorUnexpectedProposalState: [
    'The proposal is in another state.',
    'Look at its state; votes and waits take their time.',
  ],
  // Timelock
  AccessControlBadConfirmation: ['A role can only be given up by who has it.'],
  AccessControlUnauthorizedAccount: ['The account lacks the role for this.'],
  TimelockInsufficientDelay: ['A wait of {delay} seconds is shorter than the least of {minDelay}.'],
  TimelockInvalidOperationLength: ['Every call needs a value and data.'],
  TimelockUnauthorizedCaller: ['Only the timelock itself may do this.'],
  TimelockUnexecutedPredecessor: ['Another operation has to come first.'],
  TimelockUnexpectedOperationState: ['The operation’s wait is not over, or it is done already.'],
};
