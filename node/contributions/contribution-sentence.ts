import { formatUnits } from 'viem';
import type { Contribution } from '../../protocol/api/learn-schemas.ts';

/** What happened to a contribution and what it means, in one or two plain sentences. */
export function contributionSentence(c: Contribution): string {
  switch (c.state) {
    case 'packing':
      return 'Measuring the lesson and packing it.';
    case 'submitting':
      return 'Waiting for the next epoch to take it.';
    case 'waiting':
      return 'Shared. It is fixed now; who checks it is drawn when the epoch closes.';
    case 'checking':
      return 'Other computers are checking it by running it again.';
    case 'accepted':
      return `Accepted: it makes answers to fresh questions better by ${percent(c.utilityPpm)}. It is being merged.`;
    case 'rejected':
      if (c.error !== null) return `Not accepted: ${c.error}`;
      return (c.utilityPpm ?? 0) < 0
        ? `Not accepted: it made answers to fresh questions worse by ${percent(-(c.utilityPpm ?? 0))}. That costs a part of what you staked on it.`
        : `Not accepted: it made answers to fresh questions better by only ${percent(c.utilityPpm)}. It costs nothing.`;
    case 'unresolved':
      return 'The checkers came to no verdict in time. Nothing is lost, and you can share it once more.';
    case 'merged':
      return `Merged into model version ${c.modelVersion}. The reward is on its way.`;
    case 'paid':
      return c.modelVersion === null
        ? `Accepted and paid: ${loam(c.reward)}. Nobody merged this epoch in time; you can share it once more.`
        : `Merged into model version ${c.modelVersion} and paid: ${loam(c.reward)}.`;
    case 'failed':
      return `It could not be shared: ${c.error ?? 'the reason is not known.'}`;
  }
}

function percent(ppm: number | null): string {
  return `${((ppm ?? 0) / 10_000).toFixed(1)} %`;
}

function loam(wei: string | null): string {
  return `${Number(formatUnits(BigInt(wei ?? '0'), 18)).toFixed(2)} LOAM`;
}
