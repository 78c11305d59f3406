import type { NetworkParameters } from './network-parameters.ts';

/** A network on one machine: short phases, small committees, the economy of a large one. */
export const LOCAL_NETWORK_PARAMETERS: NetworkParameters = {
  format: 'loam-parameters/1',
  epochs: {
    submitSeconds: 15, // people watch it; long enough for several nodes to join one epoch
    finalitySeconds: 2, // one machine's chain has no forks; salts still need a block
    drawSeconds: 60, // a restarted member still opens its batch
    commitSeconds: 180, // three members that each evaluate a whole epoch on two shared cores
    revealSeconds: 120, // a restarted member still gets its attestation in
    contestSeconds: 3, // watchers run beside the members and object at once
    aggregateSeconds: 120, // a restarted aggregator still merges
    challengeSeconds: 5, // long enough to open a dispute by a script; a dispute holds it open
  },
  committees: {
    sizes: [3, 6, 12, 0], // the least that can outvote one wrong member, then doubled
    leads: [2, 4, 0], // one member may be offline; two wrong ones must not pass as a verdict of six
    minUtilityPpm: 1000, // a tenth of a percent of the loss: above rounding, below any real lesson
    rejectBps: 1000, // a harmful delta costs a tenth of what it staked
    dissentBps: 2000, // a wrong digest is wrong as a matter of fact, so it costs most
    silenceBps: 100, // being offline happens and costs little
    unopenedBps: 1000, // ten forgotten leaves cost a whole minimum stake
    bountyBps: 500, // pays the gas of whoever enforces a fine, and not more
  },
  stakes: {
    minStakeLoam: '100', // a tenth of what an epoch pays: an identity is worth more than one cheat
    stakeCapLoam: '1000', // ten times the minimum; more stake than that buys no more reward
    entryStakeLoam: '50', // half of the minimum earns nothing, so a split stake always earns less
    unbondSeconds: 60, // leaving can be tried within a minute; open epochs hold the stake longer anyway
    curve: 'CappedLinear', // the published logarithm pays for splitting
  },
  scores: {
    method: 'Proper', // the published sigmoid rewards stating too little confidence
    penaltyPpm: 1000, // minUtilityPpm: a wrong confidence never costs all of an accepted lesson, and none earns a bonus
    utilityCapPpm: 500_000, // halving the loss is more than any lesson does
    steepnessMilli: 5000, // the published k = 5; used with the sigmoid only
  },
  reputation: {
    decayPpm: 980_000, // half of it is gone after 34 epochs of doing nothing
    gainAcceptedPpm: 50_000, // twenty accepted lessons to the top
    gainAgreedPpm: 10_000, // a verdict is a fifth of a lesson's work
    maxGainPpm: 100_000, // one epoch cannot make a name
    finedPpm: 500_000, // one fine costs half of it
    bonusPpm: 50_000, // a name earns a twentieth more, too little to buy one
    voteBonusPpm: 250_000, // reputation adds at most a quarter to a voter's own stake
  },
  rewards: {
    learnersPpm: 800_000, // what a network is for
    validatorsPpm: 150_000, // checking costs a small part of training; the last 5 % are the aggregator's
    feesPpm: 100_000, // fines flow back over about ten epochs, so no single epoch is worth a coup
    canaryPpm: 500_000, // half of what a canary uncovers pays for planting it
  },
  disputes: {
    bondLoam: '100', // a minimum stake: as dear as an identity
    rerunBondLoam: '50', // a larger committee's work
    jurors: 3, // small networks have few nodes; each appeal takes 2n + 1
    maxAppeals: 2, // 3, 7, 15
    voteSeconds: 60, // tried by hand and by tests
    revealSeconds: 60,
    appealSeconds: 60,
    disputeSeconds: 600, // ten minutes after the epoch
    overturnedBps: 2000, // as a wrong verdict
    absentJurorBps: 200, // more than a silent seat: a jury is small
  },
  elections: {
    seats: 3, // as a committee
    threshold: 2, // no single member pauses anything
    minReputationPpm: 0, // nobody has a name yet on a new network
    termSeconds: 86_400, // a day
    pauseSeconds: 3600, // an hour to look into it
    pauseRestSeconds: 3600, // as long as the pause: at most half of the time is paused
  },
  token: {
    firstEmissionLoam: '1000', // round, so that shares can be checked by eye
    halvingEpochs: 10_000, // days of epochs of a minute; 20 million in all
    capLoam: '30000000', // the first holders' ten million and twenty million of emission
    allocations: [{ to: 'Deployer', amountLoam: '10000000' }], // hands out test stakes
  },
  governor: {
    votingDelaySeconds: 5, // tried by hand
    votingPeriodSeconds: 60,
    lateQuorumSeconds: 10, // a late vote can be answered
    proposalThresholdLoam: '100', // a minimum stake
    quorumPercent: 4, // what large token votes reach
    depositLoam: '100', // dear enough to keep noise away
  },
  timelock: { delaySeconds: 10 }, // seen to wait
  pools: [],
};
