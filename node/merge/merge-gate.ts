import type { Manifest } from '../../protocol/bundle/bundle-schemas.ts';
import { MIN_MERGED_UTILITY_PPM } from './limits.ts';

/**
 * Whether a merged model may become a version: on the questions that the chain drew for its epoch it must not do worse
 * than the version that it replaces. Updates that each help alone can do harm together.
 *
 * @returns why not, in words; null when it may
 */
export function mergeRefusal({ evaluation }: Pick<Manifest, 'evaluation'>): string | null {
  if (evaluation.utilityPpm >= MIN_MERGED_UTILITY_PPM) return null;
  const percent = (-evaluation.utilityPpm / 10_000).toFixed(2);
  return (
    `The merged model does ${percent} % worse than the version before it on the epoch's ${evaluation.items} questions, ` +
    'so it is not published. The version before stays the newest; the updates keep their rewards.'
  );
}
