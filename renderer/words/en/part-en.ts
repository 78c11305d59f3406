import type { EpochPhase } from '../../../protocol/api/network-schemas.ts';

/** Words of the parts that several views use. */
export const partEn = {
  close: 'Close',
  dismiss: 'Dismiss this message',
  units: {
    millions: (n: string) => `${n} million`,
    billions: (n: string) => `${n} billion`,
    seconds: (n: number) => (n === 1 ? '1 second' : `${n} seconds`),
    minutes: (n: number) => (n === 1 ? '1 minute' : `${n} minutes`),
    hours: (n: string) => `${n} hours`,
    days: (n: string) => `${n} days`,
  },
  progress: (step: number, of: number) => `Step ${step} of ${of}`,
  phases: {
    submit: 'Open for sharing',
    draw: 'Drawing checkers',
    verify: 'Being checked',
    attest: 'Verdicts come in',
    settle: 'Counting verdicts',
    aggregate: 'Merging',
    claim: 'Paying out',
  } satisfies Record<EpochPhase, string>,
  ring: {
    epoch: (epoch: number) => `Epoch ${epoch}`,
    final: 'Finished',
    describe: (epoch: number, phase: string, left: string | null, shared: number) =>
      `Epoch ${epoch}: ${phase}${left === null ? '' : `, ${left} left`}. ${shared === 1 ? '1 contribution' : `${shared} contributions`} in it.`,
  },
  curve: {
    own: 'your lessons and practice, smoothed',
    held: 'held-out questions, so that it does not just memorise',
    start: 'start',
    end: (steps: number) => `step ${steps}`,
    nothing: 'Loss curve, no point yet.',
    describe: (first: number, last: number, step: number, held: number | null) =>
      `Loss curve: from ${first.toFixed(2)} at the start to ${last.toFixed(2)} at step ${step}${held === null ? '' : `, ${held.toFixed(2)} on held-out questions`}. Lower is better.`,
  },
  copy: { copied: 'Copied', failed: 'Could not copy' },
} as const;
