import type { ContributionTrace } from '../../protocol/audit/trace-schemas.ts';
import { formatLoam, formatPpm } from '../output/amount.ts';

interface Step {
  readonly name: string;
  readonly at: { readonly block: string; readonly transaction: string } | null;
  readonly lines: readonly string[];
}

/** The five steps of an update as a line that runs down the terminal. */
export function traceText(trace: ContributionTrace): string {
  const { submitted, drawn, judged, merged, paid, ended } = trace;
  const steps: Step[] = [
    {
      name: 'submitted',
      at: submitted,
      lines: submitted
        ? [
            `by ${submitted.learner}`,
            `on model version ${submitted.baseVersion}, ${formatLoam(submitted.stake)} behind it, expects ${formatPpm(submitted.confidencePpm)}`,
          ]
        : [],
    },
    {
      name: 'drawn',
      at: drawn,
      lines: drawn
        ? [
            `committee of ${drawn.committee.reduce((sum, { seats }) => sum + seats, 0)} seats in ${rounds(drawn.rounds)}`,
            ...drawn.committee.map(
              ({ validator, seats }) => `${validator}${seats > 1 ? ` (${seats} seats)` : ''}`,
            ),
          ]
        : [],
    },
    {
      name: 'judged',
      at: judged,
      lines: judged
        ? [
            `${judged.status}, better by ${formatPpm(judged.utilityPpm)}; ${judged.agreeing} of ${judged.opened} verdicts agree`,
            ...trace.suspicions.map((sentence) => `this node found it odd: ${sentence}`),
          ]
        : [],
    },
    {
      name: 'merged',
      at: merged,
      lines: merged
        ? [
            `into model version ${merged.version} with ${share(merged.weight, merged.totalWeight)} of the weight`,
            `by ${merged.aggregator}`,
            `manifest ${merged.manifestCid}`,
          ]
        : [],
    },
    { name: 'paid', at: paid, lines: paid ? [`${formatLoam(paid.amount)} to ${paid.to}`] : [] },
  ];
  const text = [`${trace.cid}`, `epoch ${trace.epoch}, position ${trace.index}`];
  for (const { name, at, lines } of steps) {
    const waiting = ended === null ? 'not yet' : 'will not be';
    text.push('  │');
    text.push(
      at === null
        ? `  ○ ${name.padEnd(10)} ${waiting}`
        : `  ● ${name.padEnd(10)} block ${at.block}, ${at.transaction}`,
    );
    text.push(...lines.map((line) => `  │   ${line}`));
  }
  return `${[...text, ...(ended === null ? [] : ['', ended])].join('\n')}\n`;
}

function rounds(count: number): string {
  return count === 1 ? 'one round' : `${count} rounds`;
}

function share(part: string, whole: string): string {
  if (BigInt(whole) === 0n) return '0 %';
  return `${(Number((BigInt(part) * 10_000n) / BigInt(whole)) / 100).toFixed(2)} %`;
}
