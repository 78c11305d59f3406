import type { AutoLearning, LearningRules } from '../../../protocol/api/learn-schemas.ts';
import { CHAT_PAUSE_MINUTES } from './limits.ts';

/** What this computer is doing; null where that cannot be known. */
export interface LearningConditions {
  /** Minutes since keyboard or mouse were used. */
  readonly idleMinutes: number | null;
  /** Minutes since the owner last chatted with the bot; null: never. */
  readonly chatMinutes: number | null;
  readonly onMains: boolean | null;
  /** Charge, percent. */
  readonly batteryPercent: number | null;
  /** Part of the processor in use, 0 … 1. */
  readonly load: number | null;
  /** Of the programs that learning waits for, those that run. */
  readonly programs: readonly string[];
}

/** A decision with its reason, one plain sentence. */
export interface MayLearn {
  readonly may: boolean;
  readonly why: string;
  /** The rule that forbids it; null when none does. */
  readonly waitsFor: AutoLearning['waitsFor'];
}

/**
 * Whether the rules let the bot learn now. Pure. What cannot be known forbids nothing, and the sentence says that it was
 * not known.
 *
 * @param now milliseconds since 1970; the time of day is this computer's
 */
export function mayLearn(conditions: LearningConditions, rules: LearningRules, now: number): MayLearn {
  const { idleMinutes, chatMinutes, onMains, batteryPercent, load, programs } = conditions;
  const no = (rule: NonNullable<AutoLearning['waitsFor']>['rule'], why: string): MayLearn => ({
    may: false,
    why,
    waitsFor: { rule, programs: [...programs] },
  });
  if (chatMinutes !== null && chatMinutes < CHAT_PAUSE_MINUTES)
    return no('chat', 'You are chatting; it learns when you are done.');
  if (rules.hours !== null && !isWithin(minuteOfDay(now), rules.hours))
    return no('hours', `It learns between ${clock(rules.hours.from)} and ${clock(rules.hours.to)}.`);
  if (onMains === false) {
    if (rules.batteryPercent === null)
      return no('mains', 'The computer runs on battery; it learns on mains.');
    if (batteryPercent !== null && batteryPercent < rules.batteryPercent)
      return no(
        'battery',
        `The battery is at ${batteryPercent} %; it learns from ${rules.batteryPercent} % on.`,
      );
  }
  if (idleMinutes !== null && idleMinutes < rules.idleMinutes)
    return no('idle', `You are using the computer; it learns after ${minutes(rules.idleMinutes)} of rest.`);
  if (programs.length > 0) return no('programs', `It waits until ${programs.join(', ')} is closed.`);
  if (load !== null && load > rules.maxLoad)
    return no(
      'load',
      `The computer is busy (${percent(load)} of the processor); it learns below ${percent(rules.maxLoad)}.`,
    );
  const unknown = [
    ...(idleMinutes === null && rules.idleMinutes > 0 ? ['whether somebody uses the computer'] : []),
    ...(onMains === null ? ['the battery'] : []),
    ...(load === null ? ['how busy the processor is'] : []),
  ];
  return {
    may: true,
    waitsFor: null,
    why:
      unknown.length === 0
        ? 'Nothing speaks against learning now.'
        : `Nothing speaks against learning now; not known: ${unknown.join(', ')}.`,
  };
}

function minuteOfDay(now: number): number {
  const date = new Date(now);
  return date.getHours() * 60 + date.getMinutes();
}

/** From `from` (included) to `to` (excluded), over midnight when it has to; the same minute twice is the whole day. */
function isWithin(minute: number, { from, to }: { readonly from: number; readonly to: number }): boolean {
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function minutes(count: number): string {
  return count === 1 ? 'a minute' : `${count} minutes`;
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}
