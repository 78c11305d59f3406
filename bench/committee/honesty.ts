import type { ScoreRules } from '../../protocol/chain/chain-rules.ts';
import { properScore, sigmoidScore } from '../../protocol/scoring/score.ts';

/** Both parameters of the Beta beliefs about utility / cap: from nearly certain of the ends to narrow. */
const SHAPES = [0.5, 1, 2, 4, 8, 16];
/** Outcomes that a belief weighs. */
const OUTCOMES = 400;
const WEIGHT_UNITS = 1e9;
/** Confidences that are tried, in steps from the honest one, parts per million. */
const STEP_PPM = 10_000n;
const PPM = 1_000_000n;

interface Belief {
  readonly utilities: readonly bigint[];
  readonly weights: readonly bigint[];
  /** Confidence that predicts the expected utility. */
  readonly honest: bigint;
}

/** Share of the beliefs for which stating the expected utility pays more than any other confidence that is tried. */
export function honestShare(
  payment: (utility: bigint, confidencePpm: bigint) => bigint,
  capPpm: bigint,
): number {
  const beliefs = SHAPES.flatMap((a) => SHAPES.map((b) => beta(a, b, capPpm)));
  return beliefs.filter((belief) => isHonestyBest(belief, payment)).length / beliefs.length;
}

/** The proper score. */
export function properPayment(rules: ScoreRules): (utility: bigint, confidencePpm: bigint) => bigint {
  return (utility, confidencePpm) => properScore(utility, confidencePpm, rules);
}

/** The published factor among others who are honest: a confidence's mean utility is what it predicts. */
export function publishedPayment(rules: ScoreRules): (utility: bigint, confidencePpm: bigint) => bigint {
  const cap = BigInt(rules.utilityCapPpm);
  return (utility, confidencePpm) => sigmoidScore(utility, (confidencePpm * cap) / PPM, rules);
}

function isHonestyBest(belief: Belief, payment: (utility: bigint, confidencePpm: bigint) => bigint): boolean {
  const expected = (confidence: bigint): bigint =>
    belief.utilities.reduce(
      (sum, utility, i) => sum + (belief.weights[i] as bigint) * payment(utility, confidence),
      0n,
    );
  const best = expected(belief.honest);
  for (let c = belief.honest % STEP_PPM; c <= PPM; c += STEP_PPM)
    if (c !== belief.honest && expected(c) >= best) return false;
  return true;
}

function beta(a: number, b: number, capPpm: bigint): Belief {
  const points = Array.from({ length: OUTCOMES }, (_, i) => (i + 0.5) / OUTCOMES);
  const density = points.map((x) => x ** (a - 1) * (1 - x) ** (b - 1));
  const all = density.reduce((sum, d) => sum + d, 0);
  const weights = density.map((d) => BigInt(Math.round((d / all) * WEIGHT_UNITS)));
  const utilities = points.map((x) => BigInt(Math.round(x * Number(capPpm))));
  const total = weights.reduce((sum, w) => sum + w, 0n);
  const mean = utilities.reduce((sum, u, i) => sum + u * (weights[i] as bigint), 0n);
  return { utilities, weights, honest: (mean * PPM) / (total * capPpm) };
}
