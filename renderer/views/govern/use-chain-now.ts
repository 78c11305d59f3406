import { useNow } from '../../parts/use-now.ts';
import { useFrom } from '../../stores/use-stores.tsx';

/** The chain's time now, seconds since 1970: what it was when it was read, counted on. */
export function useChainNow(on = true): number {
  const now = useNow(1_000, on);
  const readAt = useFrom('govern', (s) => s.readAt);
  const chainTime = useFrom('govern', (s) => s.overview?.chainTime ?? 0);
  return chainTime + Math.max(0, now - readAt) / 1000;
}
