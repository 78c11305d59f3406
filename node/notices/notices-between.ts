import { formatEther } from 'viem';
import type { Contribution } from '../../protocol/api/learn-schemas.ts';
import type { ValidatorAlert } from '../../protocol/api/validator-schemas.ts';
import type { Notice } from '../../protocol/desktop/notice.ts';
import type { DiskState } from '../disk/disk-watch.ts';

/** What notices are about, at one moment. */
export interface NoticeState {
  readonly contributions: readonly Pick<Contribution, 'id' | 'state' | 'sentence'>[];
  /** The run whose sharing the owner is asked about, with the question. */
  readonly consent: { readonly runId: string; readonly sentence: string } | null;
  /** What the validator's owner is told in the joined network, newest first; null outside of one. */
  readonly validator: { readonly network: string; readonly alerts: readonly ValidatorAlert[] } | null;
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

function aboutValidator({ validator: before }: NoticeState, { validator }: NoticeState): Notice[] {
  if (validator === null || before?.network !== validator.network) return [];
  const last = before.alerts[0]?.id ?? 0;
  return validator.alerts
    .filter(({ id }) => id > last)
    .toReversed()
    .map(noticeOf);
}

function noticeOf({ kind, missed, fined, why }: ValidatorAlert): Notice {
  switch (kind) {
    case 'stopped':
      return about('validator-missed', 'Validating has stopped', why.slice(0, 400));
    case 'missed':
      return about(
        'validator-missed',
        `${missed} verdicts missed in a row`,
        'This validator was drawn and did not answer in time. Each missed verdict costs a little of the bond.',
      );
    case 'fined':
      return about(
        'validator-missed',
        'The validator was fined',
        `${formatEther(BigInt(fined))} LOAM were taken from its bond. Validate shows for what.`,
      );
    case 'back':
      return about('validator-back', 'The validator is back', 'It answers in time again.');
  }
}

function about(kind: Notice['kind'], title: string, sentence: string): Notice {
  return { kind, title, sentence, view: 'validate' };
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
