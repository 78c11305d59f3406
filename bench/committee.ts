/**
 * Simulates committees with the protocol's selection, stages and prices on the rules of a public network: how often colluders
 * get a wrong verdict through, what that costs in evaluations, and whether honesty, one identity and work pay best.
 * Arguments: --json, --submissions n (per share of colluders), --seed n.
 */
import { parseArgs } from 'node:util';
import { chainRules } from '../protocol/chain/chain-rules.ts';
import { LOAM, parseLoam } from '../protocol/chain/loam-amount.ts';
import { PUBLIC_NETWORK_PARAMETERS } from '../protocol/chain/public-parameters.ts';
import { splitReward } from '../protocol/rewards/reward-shares.ts';
import { Random } from '../worker/random/random.ts';
import { DecisionTable } from './committee/decision-table.ts';
import { expectedLazyProfit, meanProfit, type Strategy, type Workplace } from './committee/freeloading.ts';
import { honestShare, properPayment, publishedPayment } from './committee/honesty.ts';
import { Population } from './committee/population.ts';
import { exactOutcome, type Outcome, simulate } from './committee/simulate.ts';
import { greatestSplitGain } from './committee/splitting.ts';
import { figure, printFigures } from './print-figures.ts';

/** Validators of the simulated network, stakes and reputations varied. */
const VALIDATORS = 1000;
/** The freeloaders' network: an epoch of 1,000 submissions and 100 validators with the least stake. */
const SMALL_NETWORK = 100;
const SMALL_SUBMISSIONS = 1000;
const CANARIES = 0.05;
const EPOCHS = 1000;
/** Colluders who make later rounds, which an echo lives on. */
const CONTESTED_SHARE = 0.1;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    submissions: { type: 'string', default: '3000000' },
    seed: { type: 'string', default: '1' },
  },
});
const submissions = Number(values.submissions);
const random = Random.fromSeed(Number(values.seed));
const rules = chainRules(PUBLIC_NETWORK_PARAMETERS);
const table = new DecisionTable(rules.committee);

const [none, quiet, ten, twenty, thirty] = [
  judged(0, 0),
  judged(0, 0.01),
  judged(0.1, 0),
  judged(0.2, 0),
  judged(0.3, 0),
];
const cap = BigInt(rules.score.utilityCapPpm);
const minUtility = BigInt(rules.committee.minUtilityPpm);
const upToCap = Array.from({ length: 10 }, (_, i) => (rules.stake.stakeCap * BigInt(i + 1)) / 10n);
const aboveCap = [2n, 10n, 100n].map((times) => rules.stake.stakeCap * times);
const [share, seats] = ['share of submissions', 'seats'];
const perEpoch = 'LOAM per epoch';

printFigures(
  'committee',
  {
    wrongVerdict20: figure(twenty.simulated.wrong, share, twenty.exact.wrong),
    wrongVerdict30: figure(thirty.simulated.wrong, share, thirty.exact.wrong),
    unresolved20: figure(twenty.simulated.unresolved, share, twenty.exact.unresolved),
    unresolved30: figure(thirty.simulated.unresolved, share, thirty.exact.unresolved),
    committeeMean: figure(none.simulated.meanSeats, seats, none.exact.meanSeats),
    committeeMeanSilent1: figure(quiet.simulated.meanSeats, `${seats}, 1 % silent`, quiet.exact.meanSeats),
    committeeMean10: figure(ten.simulated.meanSeats, seats, ten.exact.meanSeats),
    committeeMean20: figure(twenty.simulated.meanSeats, seats, twenty.exact.meanSeats),
    honestShare: figure(honestShare(properPayment(rules.score), cap), 'share of beliefs'),
    honestSharePublished: figure(honestShare(publishedPayment(rules.score), cap), 'share of beliefs'),
    splitGain: figure(
      greatestSplitGain(rules, minUtility, [...upToCap, ...aboveCap]),
      'of the reward, stakes from a tenth of the cap to 100 caps',
    ),
    splitGainUpToCap: figure(
      greatestSplitGain(rules, minUtility, upToCap),
      'of the reward, stakes up to the cap',
    ),
    honestProfit: figure(profit('honest', 0), perEpoch),
    lazyProfit: figure(
      profit('lazy', 0),
      perEpoch,
      expectedLazyProfit(1 / SMALL_NETWORK, table, workplace()),
    ),
    copyProfit: figure(
      Math.max(profit('copy', CONTESTED_SHARE), profit('echo', CONTESTED_SHARE)),
      `${perEpoch}, the better of copied commitments and of silence with echoes`,
    ),
  },
  values.json,
);

/** Many submissions, and what independent seats would give. */
function judged(colluders: number, silence: number): { simulated: Outcome; exact: Outcome } {
  const population = Population.varied(VALIDATORS, colluders, random);
  return {
    simulated: simulate(population, table, submissions, silence, random),
    exact: exactOutcome(colluders, silence, table),
  };
}

function profit(strategy: Strategy, colluders: number): number {
  const weights = Array.from({ length: SMALL_NETWORK }, () => Number(rules.stake.minStake / 1000n));
  return meanProfit(strategy, new Population(weights, colluders, random), table, workplace(), EPOCHS, random);
}

function workplace(): Workplace {
  const emission = parseLoam(PUBLIC_NETWORK_PARAMETERS.token.firstEmissionLoam);
  return {
    submissions: SMALL_SUBMISSIONS,
    canaries: CANARIES,
    committee: rules.committee,
    validatorsLoam: Number(splitReward(emission, rules.reward).validators) / Number(LOAM),
    bondLoam: Number(rules.stake.minStake) / 1e6,
  };
}
