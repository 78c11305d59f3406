import { SUSPICIOUS_COSINE, SUSPICIOUS_EVENNESS, SUSPICIOUS_STRENGTH } from './limits.ts';

/** What the worker's `scan` found, as far as suspicions go. */
export interface ScannedUpdate {
  readonly strength: number;
  readonly evenness: number;
  readonly cosines: readonly (number | null)[];
}

/**
 * What is odd about an update without being forbidden, one sentence each. Nothing of it enters a verdict: it is for
 * the log, where people look.
 */
export function suspicions({ strength, evenness, cosines }: ScannedUpdate): string[] {
  const known = cosines.flatMap((cosine) => (cosine === null ? [] : [cosine]));
  const found: string[] = [];
  if (strength > SUSPICIOUS_STRENGTH) found.push(`It overwrites ${Math.round(strength * 100)} % of a layer.`);
  if (evenness > SUSPICIOUS_EVENNESS) found.push('Its changes point in no direction, as noise does.');
  if (known.some((cosine) => cosine < -SUSPICIOUS_COSINE))
    found.push('It undoes an earlier update of its epoch.');
  else if (known.some((cosine) => cosine > SUSPICIOUS_COSINE))
    found.push('It is close to an earlier update of its epoch.');
  return found;
}
