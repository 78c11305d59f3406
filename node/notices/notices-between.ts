import type { Contribution } from '../../protocol/api/learn-schemas.ts';
import type { ValidatorStatus } from '../../protocol/api/validator-schemas.ts';
import type { Notice } from '../../protocol/desktop/notice.ts';
import type { DiskState } from '../disk/disk-watch.ts';
import { MISSED_IN_A_ROW } from './limits.ts';

/** What notices are about, at one moment. */
export interface NoticeState {
  readonly contributions: readonly Pick<Contribution, 'id' | 'state' | 'sentence'>[];
  /** The run whose sharing the owner is asked about, with the question. */
  readonly consent: { readonly runId: string; readonly sentence: string } | null;
  readonly validator: ValidatorStatus;
  /** Duties that this validator missed in a row, newest first. */
  readonly missed: number;
  readonly disk: DiskState;
}

/** What a person may want to be told between two moments, in the order of how much it matters. */
export function noticesBetween(before: NoticeState, now: NoticeState): Notice[] {
  return [
    ...aboutDisk(before, now),
    ...aboutValidator(before, now),
    ...aboutConsent(before, now),
    ...aboutShares(before, now),
  ];
}

function aboutDisk(before: NoticeState, { disk }: NoticeState): Notice[] {
  if (disk.state === 'fine' || before.disk.state !== 'fine') return [];
  return [
    { kind: 'disk-nearly-full', title: 'The disk is nearly full', sentence: disk.sentence, view: 'settings' },
  ];
}

function aboutValidator(before: NoticeState, now: NoticeState): Notice[] {
  const { validator, missed } = now;
  if (validator.state === 'stopped' && before.validator.state !== 'stopped')
    return [
      {
        kind: 'validator-missed',
        title: 'Validating has stopped',
        sentence: validator.sentence.slice(0, 400),
        view: 'validate',
      },
    ];
  if (validator.state === 'on' && before.validator.state === 'stopped')
    return [back('It checks other people’s work again.')];
  const crossed = missed >= MISSED_IN_A_ROW && before.missed < MISSED_IN_A_ROW;
  if (crossed)
    return [
      {
        kind: 'validator-missed',
        title: `${missed} verdicts missed in a row`,
        sentence: 'This validator was drawn and did not answer in time. Missed verdicts cost reputation.',
        view: 'validate',
      },
    ];
  const isBack = before.missed >= MISSED_IN_A_ROW && missed === 0 && validator.state !== 'off';
  return isBack ? [back('It answers in time again.')] : [];
}

function back(sentence: string): Notice {
  return { kind: 'validator-back', title: 'The validator is back', sentence, view: 'validate' };
}

function aboutConsent(before: NoticeState, { consent }: NoticeState): Notice[] {
  if (consent === null || consent.runId === before.consent?.runId) return [];
  const title = 'May this be shared?';
  return [{ kind: 'consent-asked', title, sentence: consent.sentence.slice(0, 400), view: 'learn' }];
}

function aboutShares(before: NoticeState, { contributions }: NoticeState): Notice[] {
  const known = new Map(before.contributions.map(({ id, state }) => [id, state]));
  return contributions.flatMap(({ id, state, sentence }): Notice[] => {
    if (known.get(id) === state) return [];
    const told = { sentence: sentence.slice(0, 400), view: 'learn' } as const;
    if (state === 'paid') return [{ kind: 'contribution-paid', title: 'A contribution was paid', ...told }];
    if (state === 'rejected')
      return [{ kind: 'contribution-refused', title: 'A contribution was not accepted', ...told }];
    if (state === 'failed')
      return [{ kind: 'contribution-refused', title: 'A contribution could not be shared', ...told }];
    return [];
  });
}
