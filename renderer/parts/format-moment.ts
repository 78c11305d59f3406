import { locale } from '../words/language.ts';
import { partWords } from '../words/part-words.ts';
import { formatClock, formatDuration } from './format.ts';

const DAY_S = 86_400;

/** A moment by the chain's clock (seconds since 1970) with day and time: `23 Nov 2026, 14:05`. */
export function formatMoment(seconds: number): string {
  return new Date(seconds * 1000).toLocaleString(locale(), { dateStyle: 'medium', timeStyle: 'short' });
}

/** Seconds as a span in words: `14 days`, `60 seconds`; what is over is `0 seconds`. */
export function formatSpan(seconds: number): string {
  if (seconds >= 2 * DAY_S)
    return partWords.units.days((seconds / DAY_S).toLocaleString(locale(), { maximumFractionDigits: 1 }));
  return seconds <= 0 ? partWords.units.seconds(0) : formatDuration(seconds * 1000);
}

/** Seconds that are left, as a clock under a day and in days above: `2:10`, `3 days`. */
export function formatLeft(seconds: number): string {
  return seconds < 2 * DAY_S ? formatClock(seconds) : formatSpan(seconds);
}

/** Hundredths of a percent: `20%`. */
export function formatBps(bps: number): string {
  return `${(bps / 100).toLocaleString(locale(), { maximumFractionDigits: 2 })}%`;
}
