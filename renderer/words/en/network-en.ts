import type { EpochView, Reachability } from '../../../protocol/api/network-schemas.ts';

const count = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);

/** Words of the Network view. */
export const networkEn = {
  title: 'Network',
  reach: {
    off: 'This computer is in no network.',
    offText:
      'Chatting and learning work without one. A network is for sharing what was learned, having it checked, and getting what others shared.',
    starting: 'The network is starting.',
    stopping: 'Leaving the network.',
    failed: 'The network could not be started.',
    on: (peers: number) =>
      peers === 0
        ? 'Part of the network, with no other computer connected yet.'
        : `Part of the network, directly connected to ${count(peers, 'other node', 'other nodes')}.`,
    chain: (id: number) => `chain ${id}`,
    finding: 'Finding out whether others can reach this computer.',
    states: {
      outside: 'Other computers can reach this one from outside.',
      relay: 'Other computers reach this one through a relay.',
      outgoing: 'This computer reaches others, but they cannot reach it.',
      local: 'Connected nearby: on this computer or on its own network.',
      nobody: 'No other computer was found.',
    } satisfies Record<Reachability['state'], string>,
    mend: 'What helps:',
  },
  funds: {
    title: 'Your account needs money first. As soon as it has it, joining goes on by itself.',
    copy: 'Copy the address',
  },
  join: {
    title: 'A network that other people run',
    text: 'Whoever runs a network gives you a small file that describes it. Drop it here, or choose it. Nothing happens before you say so.',
    choose: 'Choose a network file',
    name: 'Name',
    chain: 'Chain',
    servers: 'Servers of the chain',
    model: 'Base model',
    means: 'Joining means:',
    leaves: [
      'This computer calls the servers above and the nodes of the network; they see its address.',
      'Your account puts up a stake and pays the chain’s fees. The stake comes back when you leave the role, after a waiting time.',
      'Nothing you taught leaves before you looked at it and said yes.',
      'Files that others shared take room on your disk and some of your line; both have caps below.',
    ],
    validate: 'Also check what others share',
    validateHint:
      'Needs a higher stake and a computer that is on most of the time. Missing a duty costs a little.',
    join: (name: string) => `Join ${name}`,
    back: 'Not now',
  },
  shares: {
    title: 'What sharing may take',
    text: 'Your computer keeps what others shared so that it can be fetched and checked. These caps take effect at once.',
    room: 'Room on the disk',
    used: (used: string, pinned: string, free: string) =>
      `${used} are used, ${pinned} of it needed for now. ${free} are free on the disk.`,
    free: (free: string) => `${free} are free on the disk.`,
    upload: 'Sending to others, at most',
    download: 'Fetching from others, at most',
    noCap: 'no cap',
    perSecond: (bytes: string) => `${bytes} a second`,
  },
  offer: {
    title: 'A network on this computer alone',
    starting: 'Starting the local network',
    start: 'Start the local network',
    again: 'Start the local network again',
    memory: 'Memory',
    disk: 'Disk',
    processes: 'Processes',
  },
  epoch: {
    title: (epoch: number) => `Epoch ${epoch}`,
    none: 'No epoch has begun. The first contribution begins it.',
    submissions: 'Contributions in this epoch',
    nobody: 'Nobody has shared anything in this epoch yet.',
    mine: 'Yours',
    theirs: (learner: string) => `From ${learner}`,
    committee: (committee: number, committed: number, revealed: number) => {
      if (committee === 0) return 'checkers not drawn yet';
      if (revealed > 0) return `${revealed} of ${count(committee, 'verdict', 'verdicts')} open`;
      return `${committed} of ${count(committee, 'checker', 'checkers')} done`;
    },
    statuses: {
      pending: 'Open',
      accepted: 'Accepted',
      rejected: 'Not accepted',
      unresolved: 'No verdict',
      canary: 'A test of the checkers',
    } satisfies Record<EpochView['submissions'][number]['status'], string>,
    change: (ppm: number, percent: string) => `${ppm < 0 ? 'worse' : 'better'} by ${percent}`,
  },
  phases: {
    submit: 'People share what their computers learned.',
    draw: 'Chance draws who checks what, and the questions for it.',
    verify: 'The drawn computers run every contribution again.',
    attest: 'Verdicts, sealed until now, are opened.',
    settle: 'The chain counts the verdicts; anyone may ask for a larger committee.',
    aggregate: 'What was accepted is merged into a new model version.',
    claim: 'Rewards are collected.',
  } satisfies Record<EpochView['phase'], string>,
  final: 'This epoch is finished; the next one begins with the next contribution.',
  peers: {
    title: 'Connected nodes',
    none: 'None right now.',
    inbound: 'called us',
    outbound: 'we called',
    relayed: 'through a relay',
    since: (time: string) => `since ${time}`,
  },
  wallet: {
    title: 'Your account here',
    balance: 'Balance',
    stake: 'Stake',
    unbonding: 'on the way out',
    unit: 'LOAM',
    did: 'Identity',
    note: 'Play money of the local network. It has no value elsewhere.',
  },
  leave: 'Leave the network',
  leaveSure: 'Leave? Its nodes on this computer stop. What is staked stays staked.',
  leaveYes: 'Leave',
  leaveNo: 'Stay',
} as const;
