import type { ModelVersion } from '../../../protocol/api/audit-schemas.ts';

/**
 * The newest final version and everything that it builds on, the base model (0) included. A final version that is not
 * among them was given up.
 */
export function ancestorsOf(versions: readonly ModelVersion[]): ReadonlySet<number> {
  const byNumber = new Map(versions.map((version) => [version.version, version]));
  const final = versions.filter(({ finalizedAt }) => finalizedAt !== null);
  let at = Math.max(0, ...final.map(({ version }) => version));
  const found = new Set([0]);
  while (!found.has(at)) {
    found.add(at);
    at = byNumber.get(at)?.parent ?? 0;
  }
  return found;
}

/** Versions on the way from `from` (not included) up to `to`, oldest first; null when `to` does not build on `from`. */
export function pathBetween(
  versions: readonly ModelVersion[],
  from: number,
  to: number,
): readonly ModelVersion[] | null {
  const byNumber = new Map(versions.map((version) => [version.version, version]));
  const path: ModelVersion[] = [];
  for (let at = byNumber.get(to); at !== undefined && at.version !== from; at = byNumber.get(at.parent)) {
    if (path.includes(at)) return null;
    path.unshift(at);
    if (at.parent === from) return path;
  }
  return null;
}
