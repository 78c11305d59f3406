import type { NetworkParameters } from '../../protocol/chain/network-parameters.ts';

/** What a network's parameters come to, one line per group. */
export function parameterSummary(parameters: NetworkParameters): string[] {
  const { epochs, committees, stakes, rewards, disputes, token, governor, timelock } = parameters;
  const epochSeconds = Object.values(epochs).reduce((sum, seconds) => sum + seconds, 0);
  const others = 100 - rewards.learnersPpm / 10_000 - rewards.validatorsPpm / 10_000;
  return [
    `An epoch takes at most ${duration(epochSeconds)}: ${Object.entries(epochs)
      .map(([name, seconds]) => `${name.replace('Seconds', '')} ${duration(seconds)}`)
      .join(', ')}`,
    `Committees of ${committees.sizes.filter((size) => size > 0).join(', ')} seats, leads of ${committees.leads.filter((lead) => lead > 0).join(', ')}`,
    `A node stakes at least ${stakes.minStakeLoam} LOAM, back after ${duration(stakes.unbondSeconds)}`,
    `An epoch pays ${token.firstEmissionLoam} LOAM, half of it after each ${token.halvingEpochs} epochs; never more than ${token.capLoam} LOAM in all`,
    `Of it learners get ${rewards.learnersPpm / 10_000} %, validators ${rewards.validatorsPpm / 10_000} %, the aggregator ${others} %`,
    `First holders: ${token.allocations.map(({ to, amountLoam }) => `${to} ${amountLoam} LOAM`).join(', ') || 'nobody'}`,
    `A dispute's bond is ${disputes.bondLoam} LOAM, its first jury has ${disputes.jurors} seats`,
    `A vote lasts ${duration(governor.votingPeriodSeconds)} and waits ${duration(timelock.delaySeconds)}; quorum ${governor.quorumPercent} %`,
  ];
}

const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const;

/** Seconds in the two largest units that they have. */
function duration(seconds: number): string {
  let rest = seconds;
  const parts: string[] = [];
  for (const [name, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0 && parts.length < 2) parts.push(`${count} ${name}`);
  }
  return parts.join(' ') || '0 s';
}
