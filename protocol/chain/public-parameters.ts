import type { NetworkParameters } from './network-parameters.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What a network of strangers begins with: phases that people in all time zones can keep, committees that colluders do not outvote. */
export const PUBLIC_NETWORK_PARAMETERS: NetworkParameters = {
  format: 'loam-parameters/1',
  epochs: {
    submitSeconds: 2 * DAY, // one lesson a weekend is enough to take part
    finalitySeconds: 30 * MINUTE, // twice what Ethereum needs to finalise a block
    drawSeconds: 6 * HOUR, // whoever signed through a relayer looks after its leaf within hours
    commitSeconds: 12 * HOUR, // a machine that is on every evening still validates; ends earlier when all have
    revealSeconds: 6 * HOUR, // anybody can post the openings
    contestSeconds: 6 * HOUR, // a watcher in another time zone re-runs what looks wrong
    aggregateSeconds: 12 * HOUR, // several aggregators can fail before the epoch goes without a version
    challengeSeconds: 2 * DAY, // recomputing a merge takes minutes, noticing takes a weekend
  },
  committees: {
    sizes: [6, 12, 24, 48], // six unanimous colluders out of 20 % are 6.4e-5; see docs/economy.md
    leads: [6, 8, 10], // wrong 7e-5 of the time at 20 % colluders and 3.7e-3 at 30 %
    minUtilityPpm: 1000, // a tenth of a percent of the loss: above rounding, below any real lesson
    rejectBps: 1000, // a harmful delta costs a tenth of what it staked
    dissentBps: 2000, // a wrong digest is wrong as a matter of fact, so it costs most
    silenceBps: 100, // being offline happens and costs little
    unopenedBps: 1000, // ten forgotten leaves cost a whole minimum stake
    bountyBps: 500, // pays the gas of whoever enforces a fine, and not more
  },
  stakes: {
    minStakeLoam: '1000', // what an epoch pays: an identity is worth more than one cheat
    stakeCapLoam: '10000', // ten times the minimum; more stake than that buys no more reward
    entryStakeLoam: '500', // half of the minimum earns nothing, so a split stake always earns less
    unbondSeconds: 14 * DAY, // longer than an epoch and the time to dispute it
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
    bondLoam: '1000', // a minimum stake: as dear as an identity
    rerunBondLoam: '500', // a larger committee's work
    jurors: 5, // no pair decides; each appeal takes 2n + 1
    maxAppeals: 2, // 5, 11, 23
    voteSeconds: 3 * DAY, // evidence must be read
    revealSeconds: DAY,
    appealSeconds: 2 * DAY, // a weekend
    disputeSeconds: 7 * DAY, // shorter than unbonding, so the stake is still there
    overturnedBps: 2000, // as a wrong verdict
    absentJurorBps: 200, // more than a silent seat: a jury is small
  },
  elections: {
    seats: 7, // large enough that two can be away
    threshold: 5, // a blocking third of the guard cannot pause anything
    minReputationPpm: 200_000, // weeks of accepted work
    termSeconds: 90 * DAY, // a quarter
    pauseSeconds: 3 * DAY, // long enough to prepare a vote's proposal, too short to hold a network
    pauseRestSeconds: 7 * DAY, // as long as a vote: nobody can chain pauses past one
  },
  token: {
    firstEmissionLoam: '1000', // a minimum stake
    halvingEpochs: 1000, // some fifteen years of epochs of about six days; two million in all
    capLoam: '12000000', // the first holders' ten million and two million of emission
    allocations: [
      { to: 'Deployer', amountLoam: '4000000' }, // for the first nodes' stakes; replace by your holders
      { to: 'Timelock', amountLoam: '6000000' }, // spent by vote only
    ],
  },
  governor: {
    votingDelaySeconds: DAY, // time to read and to refresh votes
    votingPeriodSeconds: 7 * DAY,
    lateQuorumSeconds: 2 * DAY, // a late whale can be answered
    proposalThresholdLoam: '1000', // a minimum stake
    quorumPercent: 4, // what large token votes reach
    depositLoam: '100', // dear enough to keep noise away
  },
  timelock: { delaySeconds: 2 * DAY }, // whoever disagrees has time to leave the committee's work and claim
  pools: [],
};
