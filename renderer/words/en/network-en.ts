import type { EpochView } from '../../../protocol/api/network-schemas.ts';

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
