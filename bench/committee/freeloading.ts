import type { CommitteeRules } from '../../protocol/chain/chain-rules.ts';
import type { Random } from '../../worker/random/random.ts';
import type { DecisionTable } from './decision-table.ts';
import type { Population } from './population.ts';

const BPS = 10_000;

/**
 * What one of the validators does who do not collude:
 * - `honest`: works.
 * - `lazy`: states, without work, a cheap verdict that happens to be right wherever nobody planted a canary.
 * - `echo`: keeps silent while it knows nothing, and repeats the leading verdict when it is called to a later round.
 * - `copy`: copies somebody's commitment and cannot open it; echoes in later rounds.
 */
export type Strategy = 'honest' | 'lazy' | 'echo' | 'copy';

/** A network as the freeloader finds it. */
export interface Workplace {
  readonly submissions: number;
  /** Share of the submissions that are canaries. */
  readonly canaries: number;
  readonly committee: CommitteeRules;
  /** What validators share in an epoch, LOAM. */
  readonly validatorsLoam: number;
  /** The freeloader's bond at the beginning of each epoch, LOAM. */
  readonly bondLoam: number;
}

type Standing = 'unseated' | 'right' | 'wrong' | 'silent' | 'withheld';

/** Mean profit of an epoch, LOAM: its share of the reward less its fines. Work costs nothing here. */
export function meanProfit(
  strategy: Strategy,
  population: Population,
  table: DecisionTable,
  place: Workplace,
  epochs: number,
  random: Random,
): number {
  let profit = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    population.shuffle();
    profit += epochProfit(strategy, population, table, place, random);
  }
  return profit / epochs;
}

function epochProfit(
  strategy: Strategy,
  population: Population,
  table: DecisionTable,
  place: Workplace,
  random: Random,
): number {
  const { committee, bondLoam } = place;
  const self = population.honest();
  let bond = bondLoam;
  let agreeing = 0;
  let ownAgreeing = 0;
  for (let n = 0; n < place.submissions; n++) {
    const canary = random.uniform() < place.canaries;
    let right = 0;
    let wrong = 0;
    let own = 0;
    let standing: Standing = 'unseated';
    let decided = false;
    let present = 0;
    for (let stage = 0; stage < table.stages && !decided; stage++) {
      const size = (table.sizes[stage] as number) - present;
      present += size;
      let ownNew = 0;
      const leads = right > wrong ? 'right' : 'wrong';
      for (let seat = 0; seat < size; seat++) {
        const node = population.draw(seat, size, -1);
        if (node === self) ownNew++;
        else if (population.colluding[node] === 1) wrong++;
        else right++;
      }
      if (ownNew > 0 && standing === 'unseated') standing = state(strategy, stage, canary, leads);
      own += ownNew;
      if (standing === 'right') right += ownNew;
      if (standing === 'wrong') wrong += ownNew;
      decided = table.decides(stage, right, wrong);
    }
    const final = !decided ? 'none' : right > wrong ? 'right' : 'wrong';
    if (final !== 'none') agreeing += Math.max(right, wrong);
    if (standing === final) ownAgreeing += own;
    const dissented =
      standing === 'withheld' || (own > 0 && standing !== 'silent' && final !== 'none' && standing !== final);
    if (dissented) bond -= (bond * committee.dissentBps) / BPS;
    else if (standing === 'silent') bond -= (bond * committee.silenceBps) / BPS;
  }
  const reward = agreeing === 0 ? 0 : (place.validatorsLoam * ownAgreeing) / agreeing;
  return reward - (bondLoam - bond);
}

function state(strategy: Strategy, stage: number, canary: boolean, leads: 'right' | 'wrong'): Standing {
  if (strategy === 'honest') return 'right';
  if (strategy === 'lazy') return canary ? 'wrong' : 'right';
  if (stage > 0) return leads;
  return strategy === 'echo' ? 'silent' : 'withheld';
}

/**
 * The lazy validator's mean profit without simulation: each canary finds it with the chance of a seat in the first stage and
 * takes its part of the bond.
 * @param share of all weight
 */
export function expectedLazyProfit(share: number, table: DecisionTable, place: Workplace): number {
  const seats = table.sizes[0] ?? 0;
  const kept = 1 - (place.canaries * seats * share * place.committee.dissentBps) / BPS;
  const lost = place.bondLoam * (1 - kept ** place.submissions);
  return place.validatorsLoam * share * (1 - place.canaries) - lost;
}
