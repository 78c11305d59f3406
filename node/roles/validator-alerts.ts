import type {
  ValidatorAlert,
  ValidatorAlertRules,
  ValidatorStatus,
} from '../../protocol/api/validator-schemas.ts';

/** How a validator does at one moment: what alerts are about. */
export interface AlertFacts {
  readonly state: ValidatorStatus['state'];
  /** Why it stopped; read only then. */
  readonly why: string;
  readonly missedInARow: number;
  /** Taken from the bond since the network began, wei of LOAM. */
  readonly fined: bigint;
}

/** What the owner was told, and what is to be remembered for the next look. */
export interface AlertMemory {
  readonly nextId: number;
  /** Whether an alert about misses, or about having stopped, stands: the next good news is "is back". */
  readonly missing: boolean;
  readonly stopped: boolean;
  /** What was taken when it was last looked; null before the first look. */
  readonly fined: bigint | null;
  /** When alerts were sent within the last hour, milliseconds. */
  readonly sentAt: readonly number[];
  readonly heldBack: number;
}

/** Before the first look. */
export const NO_ALERTS: AlertMemory = {
  nextId: 1,
  missing: false,
  stopped: false,
  fined: null,
  sentAt: [],
  heldBack: 0,
};

/** Unless the owner says otherwise. */
export const DEFAULT_ALERT_RULES: ValidatorAlertRules = {
  missed: true,
  stopped: true,
  fined: true,
  back: true,
  missedInARow: 3,
  perHour: 6,
};

const HOUR_MS = 3_600_000;

/**
 * What is new enough to tell, once each: N misses in a row, stopping by itself, a fine, and being back after either of the
 * first two. More than the rules' number in an hour is counted and named with the next one.
 *
 * @param now milliseconds since 1970
 */
export function nextAlerts(
  memory: AlertMemory,
  facts: AlertFacts,
  rules: ValidatorAlertRules,
  now: number,
): { readonly memory: AlertMemory; readonly alerts: readonly ValidatorAlert[] } {
  const news: Pick<ValidatorAlert, 'kind' | 'missed' | 'fined' | 'why'>[] = [];
  const say = (
    kind: ValidatorAlert['kind'],
    more: { missed?: number; fined?: bigint; why?: string } = {},
  ) => {
    if (!rules[kind]) return;
    news.push({ kind, missed: more.missed ?? 0, fined: String(more.fined ?? 0n), why: more.why ?? '' });
  };
  let { missing, stopped } = memory;
  if (facts.state === 'stopped' && !stopped) {
    say('stopped', { why: facts.why.slice(0, 2_000) });
    stopped = true;
  }
  if (!missing && facts.missedInARow >= rules.missedInARow) {
    say('missed', { missed: facts.missedInARow });
    missing = true;
  }
  if (memory.fined !== null && facts.fined > memory.fined)
    say('fined', { fined: facts.fined - memory.fined });
  // Turned off by its owner: nothing is wrong any more, and nothing is back.
  const isOff = facts.state === 'off';
  const worksAgain = stopped && facts.state === 'on';
  const answersAgain = missing && facts.missedInARow === 0;
  if (!isOff && (worksAgain || answersAgain)) say('back');
  if (isOff || worksAgain) stopped = false;
  if (isOff || answersAgain) missing = false;

  const sentAt = memory.sentAt.filter((at) => at <= now && now - at < HOUR_MS);
  let { heldBack, nextId } = memory;
  const alerts: ValidatorAlert[] = [];
  for (const one of news) {
    if (sentAt.length >= rules.perHour) {
      heldBack++;
      continue;
    }
    alerts.push({ ...one, id: nextId++, at: now, heldBack });
    sentAt.push(now);
    heldBack = 0;
  }
  return { memory: { nextId, missing, stopped, fined: facts.fined, sentAt, heldBack }, alerts };
}
