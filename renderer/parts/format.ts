import { locale } from '../words/language.ts';
import { partWords } from '../words/part-words.ts';

// Numbers, sizes, times and amounts as people read them, in the page's language.

const WEI_PER_LOAM = 10n ** 18n;

/** `8812345` → `8.8 million`, `12345` → `12,345`. */
export function formatCount(count: number): string {
  if (count < 1_000_000) return count.toLocaleString(locale());
  if (count < 1_000_000_000) return partWords.units.millions(trimmed(count / 1e6));
  return partWords.units.billions(trimmed(count / 1e9));
}

/** Bytes in decimal units: `48112` → `48 KB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)} KB`;
  if (bytes < 1e9) return `${trimmed(bytes / 1e6)} MB`;
  return `${trimmed(bytes / 1e9)} GB`;
}

/** Seconds as a clock: `130` → `2:10`, `3725` → `1:02:05`. Fractions are rounded up; below 0 counts as 0. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (n: number): string => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Milliseconds in words: `12000` → `12 seconds`, `90000` → `2 minutes`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 90) return partWords.units.seconds(seconds);
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? partWords.units.minutes(minutes) : partWords.units.hours(trimmed(minutes / 60));
}

/** Wei as LOAM with two decimals, rounded down; small amounts keep two significant digits. */
export function formatLoam(wei: string): string {
  const value = BigInt(wei);
  const whole = value / WEI_PER_LOAM;
  const rest = value % WEI_PER_LOAM;
  const digits = rest.toString().padStart(18, '0');
  const firstDigit = digits.search(/[1-9]/);
  const decimals = whole === 0n && firstDigit >= 2 ? Math.min(18, firstDigit + 2) : 2;
  const grouped = whole.toLocaleString(locale());
  return firstDigit === -1 && whole === 0n ? '0' : `${grouped}${decimalSign()}${digits.slice(0, decimals)}`;
}

/** Parts per million as a percentage with its sign: `18000` → `1.8%`, `-3000` → `−0.3%`. */
export function formatPpm(ppm: number): string {
  const percent = (Math.abs(ppm) / 10_000).toLocaleString(locale(), {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return `${ppm < 0 && Math.abs(ppm) >= 500 ? '−' : ''}${percent}%`;
}

/** The two ends of a long identifier: `bafybeih…q4ze`. */
export function shorten(id: string, head = 8, tail = 4): string {
  return id.length <= head + tail + 1 ? id : `${id.slice(0, head)}…${id.slice(-tail)}`;
}

/** When something was, seen from `now` (both milliseconds): a time today, else a date. */
export function formatWhen(at: number, now: number): string {
  const date = new Date(at);
  const sameDay = date.toDateString() === new Date(now).toDateString();
  return sameDay
    ? date.toLocaleTimeString(locale(), { hour: '2-digit', minute: '2-digit' })
    : date.toLocaleDateString(locale(), { day: 'numeric', month: 'short' });
}

function trimmed(value: number): string {
  return value.toLocaleString(locale(), { maximumFractionDigits: value >= 100 ? 0 : 1, useGrouping: false });
}

/** What stands between whole and fraction in the page's language. */
export function decimalSign(): string {
  return (1.5).toLocaleString(locale()).charAt(1);
}
