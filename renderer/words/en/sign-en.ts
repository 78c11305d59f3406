import type { WalletActionKind } from '../../../protocol/api/wallet-schemas.ts';

/** What the signing sheet's sentences are made of; amounts with their unit, numbers and addresses as text. */
export interface SentenceFacts {
  readonly amount: string;
  readonly to: string;
  /** How long until it is free, in words; null when that depends. */
  readonly wait: string | null;
  readonly number: string;
  readonly choice: string;
  readonly count: number;
  readonly isSelf: boolean;
}

/** One call in words. */
export interface CallWords {
  readonly does: string;
  readonly args: Readonly<Record<string, string>>;
}

/** Words of the signing sheet. */
export const signEn = {
  title: 'Before you sign',
  looking: 'Trying it out on the chain, without sending anything.',
  by: (account: string, network: string) => `Signed by ${account} on ${network}.`,
  sentences: {
    stake: (f: SentenceFacts) => `Adds ${f.amount} to your stake.`,
    unstake: (f: SentenceFacts) => `Asks for ${f.amount} of your stake back.`,
    withdraw: (f: SentenceFacts) => `Brings ${f.amount} of stake back to your balance.`,
    claim: (f: SentenceFacts) => `Collects ${f.amount} of rewards.`,
    sendLoam: (f: SentenceFacts) => `Sends ${f.amount} to ${f.to}. It cannot be taken back.`,
    sendNative: (f: SentenceFacts) => `Sends ${f.amount} to ${f.to}. It cannot be taken back.`,
    delegate: (f: SentenceFacts) =>
      f.isSelf
        ? 'Lets your own account vote with your tokens. They stay where they are.'
        : `Lets ${f.to} vote with your tokens. They stay yours and where they are.`,
    vote: (f: SentenceFacts) =>
      `Votes “${f.choice}” on proposal ${f.number} with all your votes. It cannot be changed.`,
    propose: (f: SentenceFacts) =>
      `Puts ${f.count === 1 ? 'one change' : `${f.count} changes`} to a vote and deposits ${f.amount}.`,
    queueProposal: (f: SentenceFacts) => `Queues proposal ${f.number}, which won its vote. It then waits.`,
    executeProposal: (f: SentenceFacts) => `Carries out proposal ${f.number}. Its changes take effect.`,
    settleDeposit: (f: SentenceFacts) =>
      `Settles the deposit of proposal ${f.number}: back to its proposer, or lost if too few voted.`,
    openDispute: (f: SentenceFacts) => `Opens a dispute and puts up a bond of ${f.amount}.`,
    drawJury: (f: SentenceFacts) => `Draws the jury of dispute ${f.number}.`,
    juryVote: (f: SentenceFacts) => `Votes “${f.choice}” in dispute ${f.number}, sealed until it is opened.`,
    openJuryVote: (f: SentenceFacts) => `Opens your sealed vote “${f.choice}” in dispute ${f.number}.`,
    countJury: (f: SentenceFacts) => `Counts the jury’s votes in dispute ${f.number}.`,
    appeal: (f: SentenceFacts) =>
      `Asks for a larger jury in dispute ${f.number} and puts up a bond of ${f.amount}.`,
    closeDispute: (f: SentenceFacts) => `Carries out the ruling of dispute ${f.number}.`,
    forceRerun: (f: SentenceFacts) =>
      `Has a larger committee check contribution ${f.number} again, with a bond of ${f.amount}.`,
    stand: (f: SentenceFacts) => `Stands for the ${f.choice}.`,
    standDown: (f: SentenceFacts) => `Stands for the ${f.choice} no more.`,
    callElection: (f: SentenceFacts) => `Starts the election of the ${f.choice}.`,
    elect: (f: SentenceFacts) => `Holds the election of the ${f.choice}.`,
    approvePause: () => 'Approves a pause of settling and merging. The last approval needed starts it.',
    approveLift: () => 'Approves the end of the pause.',
    call: (f: SentenceFacts) => `Calls ${f.to}. What it does is in the call below.`,
    message: () => 'Signs a text. Nothing moves on the chain.',
    typedData: () => 'Signs structured data. Nothing moves on the chain by itself.',
  } satisfies Record<WalletActionKind, (f: SentenceFacts) => string>,
  choices: {
    against: 'Against',
    for: 'For',
    abstain: 'Abstain',
    uphold: 'Uphold',
    overturn: 'Overturn',
    deeperAudit: 'Look deeper',
    guard: 'guard',
    curators: 'curators',
  },
  moves: {
    title: 'What moves',
    none: 'No money moves.',
    pay: (amount: string) => `${amount} leave your account for good`,
    get: (amount: string) => `${amount} come to your account`,
    lock: (amount: string, wait: string | null) =>
      `${amount} are held as stake${wait === null ? '' : `; you get them back ${wait} after you ask for them`}`,
    release: (amount: string, wait: string | null) =>
      `${amount} come free${wait === null ? ' later' : ` after ${wait}`}; until you withdraw them they can still be fined`,
    risk: (amount: string) => `${amount} are held as a bond; they come back unless it is lost`,
  },
  days: (n: string) => `${n} days`,
  fee: {
    title: 'What it costs',
    likely: (amount: string) => `about ${amount}`,
    most: (amount: string) => `never more than ${amount}`,
    unknown: 'The chain does not say what it asks at present.',
    guess: 'A step could not be tried out, so its cost is assumed.',
    free: 'Signing a text costs nothing.',
  },
  trial: {
    title: 'Tried out',
    ok: 'The chain would accept it now.',
    partly:
      'The chain would accept the first step. This server cannot try the ones after it; one that is refused costs its fee.',
    refused: 'The chain would refuse it, so it cannot be signed.',
    again: 'Try again',
  },
  earlier: (hash: string) =>
    `This was sent before Loam was closed (${hash}). Signing tells how it ended; it is not sent twice.`,
  steps: {
    title: (n: number) => (n === 1 ? 'The call' : `The calls, ${n} one after the other`),
    unknown: 'A contract that Loam does not know, or an account',
    plainPayment: 'A payment without a call',
    contract: 'Contract',
    function: 'Function',
    value: 'Money with it',
    raw: 'Raw data',
    address: 'Address',
    message: 'What is signed',
  },
  calls: {
    'LoamToken.approve': {
      does: 'Allows a contract of the network to take this many tokens.',
      args: { spender: 'the contract that may take them', value: 'how many, in wei' },
    },
    'LoamToken.transfer': {
      does: 'Moves tokens to another account.',
      args: { to: 'who gets them', value: 'how many, in wei' },
    },
    'LoamToken.delegate': {
      does: 'Names who votes with these tokens.',
      args: { delegatee: 'who votes' },
    },
    'NodeRegistry.addStake': { does: 'Adds to the stake.', args: { amount: 'how much, in wei' } },
    'NodeRegistry.requestUnbond': {
      does: 'Begins the wait after which stake can be withdrawn.',
      args: { amount: 'how much, in wei' },
    },
    'NodeRegistry.withdraw': { does: 'Pays out stake whose wait is over.', args: {} },
    'RewardPool.claimLearner': {
      does: 'Pays the reward of a contribution.',
      args: { epoch: 'epoch', index: 'number of the contribution in it' },
    },
    'RewardPool.claimValidator': {
      does: 'Pays the reward for checking.',
      args: { epoch: 'epoch', validator: 'who checked', indices: 'numbers of what was checked' },
    },
    'RewardPool.claimAggregator': { does: 'Pays the reward for merging.', args: { epoch: 'epoch' } },
    'LoamGovernor.castVoteWithReason': {
      does: 'Votes on a proposal.',
      args: {
        proposalId: 'number of the proposal',
        support: '0 against, 1 for, 2 abstain',
        reason: 'a sentence that stays with the vote',
      },
    },
    'LoamGovernor.proposeWithMetadata': {
      does: 'Puts calls to a vote.',
      args: {
        targets: 'contracts that would be called',
        values: 'money that would go with it, in wei',
        calldatas: 'the calls',
        metadataCid: 'digest of the document with the reasons',
      },
    },
    'LoamGovernor.queue': {
      does: 'Lets a proposal that was won wait for its time.',
      args: {
        targets: 'contracts that will be called',
        values: 'money that goes with it, in wei',
        calldatas: 'the calls',
        descriptionHash: 'hash of its text',
      },
    },
    'LoamGovernor.execute': {
      does: 'Makes the calls of a proposal whose wait is over.',
      args: {
        targets: 'contracts that are called',
        values: 'money that goes with it, in wei',
        calldatas: 'the calls',
        descriptionHash: 'hash of its text',
      },
    },
    'LoamGovernor.settleDeposit': {
      does: 'Returns or forfeits the deposit of a proposal.',
      args: { proposalId: 'number of the proposal' },
    },
    'DisputeCourt.open': {
      does: 'Opens a dispute.',
      args: {
        kind: '0 verdict, 1 merge, 2 version, 3 data set',
        subject: 'what it is about',
        evidenceCid: 'digest of the evidence',
      },
    },
    'DisputeCourt.drawJury': { does: 'Draws who decides.', args: { id: 'number of the dispute' } },
    'DisputeCourt.commitVote': {
      does: 'Seals a juror’s vote.',
      args: { id: 'number of the dispute', commitment: 'hash of the sealed vote' },
    },
    'DisputeCourt.revealVote': {
      does: 'Opens a sealed vote.',
      args: {
        id: 'number of the dispute',
        juror: 'whose vote',
        ruling: '1 uphold, 2 overturn, 3 look deeper',
        salt: 'what sealed it',
      },
    },
    'DisputeCourt.rule': { does: 'Counts the votes.', args: { id: 'number of the dispute' } },
    'DisputeCourt.appeal': { does: 'Asks for a larger jury.', args: { id: 'number of the dispute' } },
    'DisputeCourt.close': { does: 'Carries out the ruling.', args: { id: 'number of the dispute' } },
    'Verdicts.forceRerun': {
      does: 'Asks a larger committee to check again.',
      args: { epoch: 'epoch', index: 'number of the contribution in it' },
    },
    'Elections.stand': { does: 'Becomes a candidate.', args: { committee: '0 guard, 1 curators' } },
    'Elections.standDown': { does: 'Is a candidate no more.', args: { committee: '0 guard, 1 curators' } },
    'Elections.callElection': { does: 'Starts an election.', args: { committee: '0 guard, 1 curators' } },
    'Elections.elect': { does: 'Holds an election.', args: { committee: '0 guard, 1 curators' } },
    'Guardian.approvePause': { does: 'Approves a pause.', args: { reasonCid: 'digest of the reasons' } },
    'Guardian.approveLift': { does: 'Approves the end of a pause.', args: {} },
  },
  sign: 'Sign and send',
  signMessage: 'Sign',
  signElsewhere: (wallet: string) => `Continue in ${wallet}`,
  cancel: 'Cancel',
  sending: (step: number, of: number) =>
    of <= 1
      ? 'Sent. Waiting until the chain has confirmed it.'
      : `Step ${step + 1} of ${of}: sent, waiting for the chain.`,
  leave: 'You can close this; it goes on, and the Earn view shows it.',
  done: 'Done. The chain has confirmed it.',
  signed: 'Signed.',
  transaction: 'Transaction',
  close: 'Close',
} as const;
