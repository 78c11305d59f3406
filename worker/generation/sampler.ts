import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { Random } from '../random/random.ts';
import { REPETITION_WINDOW } from './limits.ts';

/** How the next token is chosen. */
export interface SamplingOptions {
  /** 0 always takes the likeliest token; 1 samples from the model's own distribution. At most 10. */
  readonly temperature: number;
  /** Only this many likeliest tokens are candidates; 0 means all. */
  readonly topK: number;
  /** Only the likeliest tokens that together reach this probability are candidates, 0 < topP ≤ 1. */
  readonly topP: number;
  /** Above 1, tokens of the last {@link REPETITION_WINDOW} become less likely; 1 is off. */
  readonly repetitionPenalty: number;
}

/** @throws LoamError `GENERATION_OPTIONS_INVALID` when a number is outside its range */
export function checkSamplingOptions({ temperature, topK, topP, repetitionPenalty }: SamplingOptions): void {
  const valid =
    temperature >= 0 &&
    temperature <= 10 &&
    Number.isInteger(topK) &&
    topK >= 0 &&
    topP > 0 &&
    topP <= 1 &&
    repetitionPenalty >= 0.1 &&
    repetitionPenalty <= 10;
  if (!valid) throw new LoamError('GENERATION_OPTIONS_INVALID', 'A sampling option is outside its range.');
}

/**
 * Chooses the next token. The same logits, history, options and random state give the same token.
 *
 * @param logits [vocab]; not changed
 * @param history tokens so far, prompt included
 */
export function sampleToken(
  logits: Float32Array,
  history: readonly number[],
  options: SamplingOptions,
  random: Random,
): number {
  const scores = penalised(logits, history, options.repetitionPenalty);
  if (options.temperature === 0) return argmax(scores);
  const candidates = likeliest(scores, options.topK, options.temperature);
  const best = scores[candidates[0] as number] as number;
  const weights = candidates.map((token) =>
    Math.exp(((scores[token] as number) - best) / options.temperature),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let kept = 0;
  let keptWeight = 0;
  while (kept < weights.length && (kept === 0 || keptWeight < options.topP * total))
    keptWeight += weights[kept++] as number;
  let rest = random.uniform() * keptWeight;
  for (let i = 0; i < kept; i++) {
    rest -= weights[i] as number;
    if (rest < 0) return candidates[i] as number;
  }
  return candidates[kept - 1] as number;
}

/** Index of the largest score; the first one of equals. */
export function argmax(scores: Float32Array): number {
  let best = 0;
  for (let i = 1; i < scores.length; i++) if ((scores[i] as number) > (scores[best] as number)) best = i;
  return best;
}

function penalised(logits: Float32Array, history: readonly number[], penalty: number): Float32Array {
  if (penalty === 1) return logits;
  const scores = logits.slice();
  for (const token of new Set(history.slice(-REPETITION_WINDOW))) {
    const score = scores[token];
    if (score !== undefined) scores[token] = score > 0 ? score / penalty : score * penalty;
  }
  return scores;
}

/**
 * Tokens from likeliest to least likely, ties by token id: at most `count` of them (0: no limit), and none that is more
 * than 10¹⁰ times less likely than the best.
 */
function likeliest(scores: Float32Array, count: number, temperature: number): number[] {
  const floor = (scores[argmax(scores)] as number) - temperature * LEAST_LOG_RATIO;
  const enough =
    count === 0 || count >= scores.length
      ? Number.NEGATIVE_INFINITY
      : (scores.toSorted()[scores.length - count] as number);
  const tokens: number[] = [];
  for (let token = 0; token < scores.length; token++) {
    const score = scores[token] as number;
    if (score >= floor && score >= enough) tokens.push(token);
  }
  tokens.sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
  return count === 0 ? tokens : tokens.slice(0, count);
}

const LEAST_LOG_RATIO = 23.02585092994046;
