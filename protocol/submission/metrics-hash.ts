import { encodeAbiParameters, keccak256, stringToBytes } from 'viem';
import type { SelfEvaluation } from '../bundle/bundle-schemas.ts';
import { canonicalJson } from '../encoding/canonical-json.ts';
import type { Hex } from '../encoding/hex.ts';

/** keccak-256 of the canonical `eval.json`. */
export function evaluationHash(evaluation: SelfEvaluation): Hex {
  return keccak256(stringToBytes(canonicalJson(evaluation)));
}

/** What `metricsHash` on the chain commits to: a bundle's `eval.json`, and its seed once more so that a canary can be opened. */
export function metricsHash(evaluation: SelfEvaluation): Hex {
  return sealedMetricsHash(evaluation.seed, evaluationHash(evaluation));
}

/**
 * The metrics hash by its two parts.
 * @param seed `seed` of `eval.json`; a canary's seals its answer
 * @param evaluation hash of the canonical `eval.json`
 */
export function sealedMetricsHash(seed: Hex, evaluation: Hex): Hex {
  return keccak256(encodeAbiParameters([{ type: 'bytes32' }, { type: 'bytes32' }], [seed, evaluation]));
}
